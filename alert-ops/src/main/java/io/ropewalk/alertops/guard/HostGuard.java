package io.ropewalk.alertops.guard;

import io.ropewalk.alertops.work.Order;
import io.ropewalk.alertops.work.Rule;
import io.ropewalk.falcon.Members;
import io.ropewalk.falcon.alerts.AlertRecord;
import io.ropewalk.falcon.hosts.Host;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Hosts that nothing may take from the network, or out of sight, unless an admin names the rule.
 * Judged by the record as Falcon has it at that moment; taking such a step back is never forbidden.
 */
public final class HostGuard {
    private static final String HOSTS = "protected-hosts";
    private static final String TAGS = "protected-tags";
    private static final String GROUPS = "protected-groups";
    private static final String PRODUCTS = "protected-products";

    /** Names of its rules. */
    static final Set<String> RULES = Set.of(HOSTS, TAGS, GROUPS, PRODUCTS);

    private static final String DOMAIN_CONTROLLER = "domain controller";
    private static final String DOMAIN_CONTROLLER_CODE = "2";

    private final Protected kept;

    /**
     * What is protected. Case does not count.
     *
     * @param hosts agent ids
     * @param tags whole, or without {@code FalconGroupingTags/} and {@code SensorGroupingTags/}
     * @param groups ids of host groups
     * @param products such as {@code Domain Controller}
     */
    public record Protected(
            Set<String> hosts, Set<String> tags, Set<String> groups, Set<String> products) {
        public Protected {
            hosts = lower(hosts);
            tags = lower(tags);
            groups = lower(groups);
            products = lower(products);
        }

        private static Set<String> lower(Collection<String> words) {
            return words.stream()
                    .map(it -> it.strip().toLowerCase(Locale.ROOT))
                    .filter(it -> !it.isEmpty())
                    .collect(Collectors.toUnmodifiableSet());
        }
    }

    public HostGuard(Protected kept) {
        this.kept = Objects.requireNonNull(kept, "kept");
    }

    /** Whether the host an alert is about is protected, by what the alert says of it. */
    public boolean keeps(AlertRecord alert) {
        Members members = alert.members();
        boolean named =
                alert.agentId()
                        .map(it -> kept.hosts().contains(it.toLowerCase(Locale.ROOT)))
                        .orElse(false);
        boolean kind =
                Stream.concat(
                                members.text("device.product_type_desc").stream(),
                                members
                                        .text("device.product_type")
                                        .filter(DOMAIN_CONTROLLER_CODE::equals)
                                        .map(_ -> DOMAIN_CONTROLLER)
                                        .stream())
                        .anyMatch(it -> kept.products().contains(it.toLowerCase(Locale.ROOT)));
        return named
                || kind
                || members.texts("device.tags").stream().anyMatch(it -> isKept(it, kept.tags()))
                || members.texts("device.groups").stream()
                        .anyMatch(it -> kept.groups().contains(it.toLowerCase(Locale.ROOT)));
    }

    /** The first rule this host meets that the order does not pass. */
    public Optional<Rule> met(Host host, Order order) {
        List<Rule> rules = new ArrayList<>();
        if (kept.hosts().contains(host.deviceId().toLowerCase(Locale.ROOT))) {
            rules.add(new Rule(HOSTS, "This host is protected."));
        }
        host.tags().stream()
                .filter(it -> isKept(it, kept.tags()))
                .findFirst()
                .ifPresent(tag ->
                        rules.add(new Rule(TAGS, "Hosts with the tag " + tag + " are protected.")));
        host.groups().stream()
                .filter(it -> kept.groups().contains(it.toLowerCase(Locale.ROOT)))
                .findFirst()
                .ifPresent(group ->
                        rules.add(
                                new Rule(
                                        GROUPS,
                                        "Hosts of the group " + group + " are protected.")));
        product(host)
                .filter(it -> kept.products().contains(it.toLowerCase(Locale.ROOT)))
                .ifPresent(product ->
                        rules.add(
                                new Rule(
                                        PRODUCTS,
                                        "Hosts of the kind " + product + " are protected.")));
        return rules.stream().filter(it -> !Passing.passes(order, it.name())).findFirst();
    }

    private static boolean isKept(String tag, Set<String> tags) {
        String whole = tag.toLowerCase(Locale.ROOT);
        return tags.contains(whole) || tags.contains(whole.substring(whole.indexOf('/') + 1));
    }

    /** Where the vendor sends the number only, that of a domain controller must still count. */
    private static Optional<String> product(Host host) {
        return Optional.ofNullable(host.productTypeDesc())
                .filter(it -> !it.isBlank())
                .or(() ->
                        Optional.ofNullable(host.productType())
                                .filter(DOMAIN_CONTROLLER_CODE::equals)
                                .map(_ -> DOMAIN_CONTROLLER));
    }
}
