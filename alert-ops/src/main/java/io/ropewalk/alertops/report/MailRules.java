package io.ropewalk.alertops.report;

import io.ropewalk.alertops.work.Refused;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Whom mail may go to.
 *
 * @param domains in lower case; an address belongs to one only if it ends in exactly it
 */
public record MailRules(Set<String> domains) {
    /** Most recipients of a report. */
    public static final int MOST = 50;

    private static final Pattern ADDRESS =
            Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@([A-Za-z0-9.-]{1,253})");

    public MailRules {
        domains =
                domains.stream()
                        .map(it -> it.strip().toLowerCase(Locale.ROOT))
                        .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Looks at recipients.
     *
     * @throws Refused when there may be no mail to one of them
     */
    public void check(List<String> recipients) {
        if (recipients.size() > MOST) {
            throw Refused.badRequest("A report has at most " + MOST + " recipients.");
        }
        for (String recipient : recipients) {
            if (!allows(recipient)) {
                throw Refused.badRequest(
                        "No mail goes to %s: recipients are addresses in the domains of ropewalk.alerts.reports.mail.allowed-domains (%s)."
                                .formatted(
                                        Clean.text(recipient, 100),
                                        domains.isEmpty() ? "none" : String.join(", ", domains)));
            }
        }
    }

    private boolean allows(String recipient) {
        Matcher address = ADDRESS.matcher(recipient);
        return address.matches() && domains.contains(address.group(1).toLowerCase(Locale.ROOT));
    }
}
