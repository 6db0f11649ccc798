package io.ropewalk.alertops.report;

import io.ropewalk.falcon.alerts.AlertRecord;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Counts per hash over the alerts of one or several customers. Alerts are looked at and let go;
 * only counters stay, for so many different hashes. Processes above the one that was found (parents
 * and grandparents) are not looked at: they are the shells and explorers of every host.
 */
final class HashTallies {
    private static final Comparator<HashTally> MOST_FIRST =
            Comparator.comparingLong(HashTally::total)
                    .thenComparingLong(HashTally::elsewhere)
                    .reversed()
                    .thenComparing(HashTally::sha256);

    private final int most;
    private final Map<String, HashTally> tallies = new HashMap<>();
    private final Counts byField = new Counts();
    private long examined;
    private long withHash;
    private long uncounted;

    /**
     * No alert yet.
     *
     * @param most different hashes that get counters; those that come when there are as many are
     *     only noted as missing
     */
    HashTallies(int most) {
        this.most = most;
    }

    void add(String tenant, AlertRecord alert) {
        Map<String, SortedSet<String>> found = alert.hashes(AlertRecord.HASH_FIELDS);
        Map<String, SortedSet<String>> beside = alert.hashes(AlertRecord.OTHER_HASH_FIELDS);
        Map<String, SortedSet<String>> all = new TreeMap<>(found);
        beside.forEach((hash, fields) -> all.merge(hash, fields, HashTallies::joined));
        examined++;
        if (!all.isEmpty()) {
            withHash++;
        }
        all.values().stream().flatMap(Set::stream).distinct().forEach(byField::add);
        all.forEach((hash, fields) -> {
            Optional<HashTally> tally = tally(hash);
            if (tally.isEmpty()) {
                uncounted++;
            } else if (found.containsKey(hash)) {
                tally.get().add(tenant, alert, fields);
            } else {
                tally.get().addElsewhere(fields);
            }
        });
    }

    private static SortedSet<String> joined(SortedSet<String> one, SortedSet<String> other) {
        SortedSet<String> both = new TreeSet<>(one);
        both.addAll(other);
        return both;
    }

    private Optional<HashTally> tally(String hash) {
        HashTally known = tallies.get(hash);
        if (known == null && tallies.size() < most) {
            known = new HashTally(hash);
            tallies.put(hash, known);
        }
        return Optional.ofNullable(known);
    }

    /** Counts what another counted as well. */
    void addAll(HashTallies other) {
        examined += other.examined;
        withHash += other.withHash;
        uncounted += other.uncounted;
        byField.addAll(other.byField);
        for (HashTally theirs : other.tallies.values()) {
            Optional<HashTally> ours = tally(theirs.sha256());
            if (ours.isPresent()) {
                ours.get().addAll(theirs);
            } else {
                uncounted += theirs.total() + theirs.elsewhere();
            }
        }
    }

    long examined() {
        return examined;
    }

    /** What was read, of what there is. */
    Coverage coverage(OptionalLong total, boolean complete) {
        return new Coverage(
                examined,
                total,
                complete && uncounted == 0,
                withHash,
                examined - withHash,
                byField.all(),
                uncounted);
    }

    /** The hashes of most alerts. */
    List<HashRow> top(int limit) {
        return tallies.values().stream()
                .sorted(MOST_FIRST)
                .limit(limit)
                .map(HashTally::row)
                .toList();
    }

    /** What all the others come to. */
    Rest rest(int limit) {
        List<HashTally> others = tallies.values().stream().sorted(MOST_FIRST).skip(limit).toList();
        return new Rest(
                others.size(),
                others.stream().mapToLong(HashTally::total).sum(),
                others.stream().mapToLong(HashTally::elsewhere).sum());
    }
}
