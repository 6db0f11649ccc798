package io.ropewalk.simulator.receiver;

import io.ropewalk.simulator.receiver.OffsetSet.Added;
import io.ropewalk.simulator.receiver.OffsetSet.Budget;

/** What arrived of one partition of one customer. */
final class Ledger {
    private static final int MAX_RANGES = 1000;

    /** Which partition it is, and which run of its offsets. */
    record Place(String cid, String partition, int epoch) {}

    private final Place place;
    private final OffsetSet arrived;
    private final OffsetSet repeated;
    private long highest = -1;
    private long unique;
    private long duplicates;
    private long outOfOrder;
    private long corrupted;

    Ledger(Place place, Budget budget) {
        this.place = place;
        this.arrived = new OffsetSet(budget);
        this.repeated = new OffsetSet(budget);
    }

    /** Notes an offset; false when there is no room for it. */
    boolean add(long offset) {
        return switch (arrived.add(offset)) {
            case Added.NEW -> {
                unique++;
                outOfOrder += offset < highest ? 1 : 0;
                highest = Math.max(highest, offset);
                yield true;
            }
            case Added.KNOWN -> {
                duplicates++;
                repeated.add(offset);
                yield true;
            }
            case Added.NO_ROOM -> false;
        };
    }

    void corrupted() {
        corrupted++;
    }

    long unique() {
        return unique;
    }

    long duplicates() {
        return duplicates;
    }

    long outOfOrder() {
        return outOfOrder;
    }

    Received.Partition snapshot() {
        var ranges = arrived.ranges(MAX_RANGES);
        return new Received.Partition(
                place.cid(),
                place.partition(),
                place.epoch(),
                unique,
                duplicates,
                outOfOrder,
                corrupted,
                ranges.first(),
                ranges.count(),
                repeated.ranges(MAX_RANGES).first());
    }
}
