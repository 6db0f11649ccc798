package io.ropewalk.alertops.app;

import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.PageWalk.Step;
import io.ropewalk.falcon.fql.Filter;
import io.ropewalk.falcon.hosts.Host;
import io.ropewalk.falcon.hosts.HostsApi;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Learns the CID of customers of whom auth-service does not say it, off any host of theirs. A
 * tenant's customer stays the same for as long as this process has its configuration.
 */
final class CustomerIds {
    /** The console shows it in capitals and with two check digits. */
    private static final Pattern FORM = Pattern.compile("([0-9a-f]{32})(-[0-9a-f]{2})?");

    private final Map<String, String> learned = new ConcurrentHashMap<>();

    /**
     * In lower case without its check digits; empty where there is no host, or none may be read.
     *
     * @param hosts of that tenant
     */
    Optional<String> of(String tenant, HostsApi hosts) {
        String known = learned.get(tenant);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<String> told =
                switch (hosts.walk(Filter.NONE, 1, CallClass.INTERACTIVE).next()) {
                    case Step.Items<Host> page ->
                            page.items().stream()
                                    .findFirst()
                                    .map(Host::cid)
                                    .flatMap(CustomerIds::plain);
                    case Step.Complete<Host> _, Step.NotComplete<Host> _ -> Optional.empty();
                };
        told.ifPresent(cid -> learned.put(tenant, cid));
        return told;
    }

    private static Optional<String> plain(String cid) {
        Matcher form = FORM.matcher(cid.strip().toLowerCase(Locale.ROOT));
        return form.matches() ? Optional.of(form.group(1)) : Optional.empty();
    }
}
