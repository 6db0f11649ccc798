package io.ropewalk.inventory.assets;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Counts what a delivery does. One thread. */
final class Tally {

    /** What an asset came to. */
    enum Outcome {
        RECEIVED,
        CREATED,
        UPDATED,
        UNCHANGED,
        REMOVED,
        REFUSED
    }

    private final Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
    private Optional<String> firstRefusal = Optional.empty();

    void add(Outcome outcome, long assets) {
        counts.merge(outcome, assets, Long::sum);
    }

    void refused(String uid, String reason) {
        add(Outcome.REFUSED, 1);
        firstRefusal = firstRefusal.or(() -> Optional.of(uid + ": " + reason));
    }

    Optional<String> firstRefusal() {
        return firstRefusal;
    }

    long of(Outcome outcome) {
        return counts.getOrDefault(outcome, 0L);
    }

    DeliveryCounts counts() {
        return new DeliveryCounts(
                of(Outcome.RECEIVED),
                of(Outcome.CREATED),
                of(Outcome.UPDATED),
                of(Outcome.UNCHANGED),
                of(Outcome.REMOVED),
                of(Outcome.REFUSED));
    }
}
