package io.ropewalk.alertops.report;

import io.ropewalk.falcon.alerts.AlertRecord;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What is counted of one hash. Bounded, however many alerts carry it. */
final class HashTally {
    private static final int MOST_NAMES = 3;
    private static final int MOST_CHARACTERS = 200;

    private final String sha256;
    private final Counts byStatus = new Counts();
    private final Counts byProduct = new Counts();
    private final Counts bySeverity = new Counts();
    private final Counts byField = new Counts();
    private final Counts byTenant = new Counts();
    private final DistinctHosts hosts = new DistinctHosts();
    private final NavigableSet<String> names = new TreeSet<>();
    private final NavigableSet<String> filenames = new TreeSet<>();
    private long total;
    private long elsewhere;
    private Instant first;
    private Instant last;

    HashTally(String sha256) {
        this.sha256 = sha256;
    }

    /** An alert that carries it in fields that say what was found. */
    void add(String tenant, AlertRecord alert, Set<String> fields) {
        total++;
        byTenant.add(tenant);
        byStatus.add(alert.status());
        byProduct.add(alert.product());
        bySeverity.add(severity(alert));
        fields.forEach(byField::add);
        // Hosts of two customers are two, whatever their ids.
        alert.agentId().ifPresent(it -> hosts.add(tenant + "/" + it));
        alert.created().ifPresent(it -> seen(it, it));
        sample(names, alert.name());
        alert.members().texts("filename").forEach(it -> sample(filenames, it));
    }

    /** An alert that carries it only beside what was found. */
    void addElsewhere(Set<String> fields) {
        elsewhere++;
        fields.forEach(byField::add);
    }

    void addAll(HashTally other) {
        total += other.total;
        elsewhere += other.elsewhere;
        byStatus.addAll(other.byStatus);
        byProduct.addAll(other.byProduct);
        bySeverity.addAll(other.bySeverity);
        byField.addAll(other.byField);
        byTenant.addAll(other.byTenant);
        hosts.addAll(other.hosts);
        if (other.first != null) {
            seen(other.first, other.last);
        }
        other.names.forEach(it -> sample(names, it));
        other.filenames.forEach(it -> sample(filenames, it));
    }

    private void seen(Instant from, Instant to) {
        first = first == null || from.isBefore(first) ? from : first;
        last = last == null || to.isAfter(last) ? to : last;
    }

    /** The smallest of them, so that the order in which they came does not matter. */
    private static void sample(NavigableSet<String> samples, String raw) {
        String text = Clean.text(raw, MOST_CHARACTERS);
        if (!text.isEmpty() && samples.add(text) && samples.size() > MOST_NAMES) {
            samples.pollLast();
        }
    }

    private static String severity(AlertRecord alert) {
        return alert.severityName().toLowerCase(Locale.ROOT);
    }

    String sha256() {
        return sha256;
    }

    long total() {
        return total;
    }

    long elsewhere() {
        return elsewhere;
    }

    HashRow row() {
        return new HashRow(
                sha256,
                total,
                elsewhere,
                byStatus.all(),
                byProduct.all(),
                bySeverity.all(),
                byField.all(),
                byTenant.all(),
                new HashRow.Hosts(hosts.count(), hosts.isExact()),
                Optional.ofNullable(first),
                Optional.ofNullable(last),
                List.copyOf(names),
                List.copyOf(filenames));
    }
}
