package io.ropewalk.simulator.receiver;

import io.ropewalk.simulator.receiver.Ledger.Place;
import io.ropewalk.simulator.receiver.OffsetSet.Budget;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** The ledgers of one receiver, within a bounded memory. */
final class Ledgers {
    private static final int MAX_PLACES = 1000;

    /** Offsets of 268 million consecutive events, in 32 MiB. */
    private static final int PAGES = 65_536;

    private static final Comparator<Place> ORDER =
            Comparator.comparing(Place::cid)
                    .thenComparing(Place::partition)
                    .thenComparingInt(Place::epoch);

    private final Budget budget = new Budget(PAGES);
    private final Map<Place, Ledger> byPlace = new HashMap<>();
    private Place lastPlace = new Place("", "", 0);
    private Optional<Ledger> last = Optional.empty();

    /** The ledger of a place; empty when there are too many. */
    Optional<Ledger> at(Place place) {
        if (last.isEmpty() || !lastPlace.equals(place)) {
            if (byPlace.size() == MAX_PLACES && !byPlace.containsKey(place)) {
                return Optional.empty();
            }
            lastPlace = place;
            last = Optional.of(byPlace.computeIfAbsent(place, key -> new Ledger(key, budget)));
        }
        return last;
    }

    long sum(ToLongFunction<Ledger> what) {
        return byPlace.values().stream().mapToLong(what).sum();
    }

    List<Received.Partition> snapshot() {
        return byPlace.keySet().stream()
                .sorted(ORDER)
                .map(place -> byPlace.get(place).snapshot())
                .toList();
    }
}
