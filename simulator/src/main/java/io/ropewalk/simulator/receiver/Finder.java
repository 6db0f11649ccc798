package io.ropewalk.simulator.receiver;

import io.ropewalk.simulator.receiver.Ledger.Place;
import java.util.Arrays;
import java.util.List;

/** Finds where an event belongs by comparing it with the truth. Used by one thread at a time. */
final class Finder {
    private static final int NO_EVENT = -1;
    private static final int SAME = Integer.MAX_VALUE;

    /** How an event compares with what was sent. */
    enum Verdict {
        /** Byte for byte the same. */
        SAME,
        /** Another event is at that place. */
        DIFFERENT,
        /** None is at that place. */
        UNKNOWN,
        /** Nothing is known of the partition that the request named. */
        UNVERIFIED
    }

    /**
     * Where an event belongs.
     *
     * @param at index of the first byte that differs, where one does
     */
    record Found(Verdict verdict, Place place, int at) {}

    private final Truth truth;
    private Found last = new Found(Verdict.SAME, new Place("", "", 0), 0);
    private EventHead head;
    private byte[] source;
    private int from;
    private int to;

    Finder(Truth truth) {
        this.truth = truth;
    }

    /**
     * Finds an event that has a customer and an offset. Where the one before was found is tried
     * first.
     *
     * @param named the partition the request named, or empty
     */
    Found find(EventHead itsHead, String named, byte[] bytes, int start, int end) {
        head = itsHead;
        source = bytes;
        from = start;
        to = end;
        var place = last.place();
        var likely =
                place.cid().equals(head.cid())
                        && (named.isEmpty() || named.equals(place.partition()));
        if (likely && difference(place) == SAME) {
            return last;
        }
        var partitions = truth.partitions(head.cid());
        if (!named.isEmpty() && !partitions.contains(named)) {
            return new Found(Verdict.UNVERIFIED, new Place(head.cid(), named, 0), 0);
        }
        return search(named.isEmpty() ? partitions : List.of(named));
    }

    private Found search(List<String> partitions) {
        var closest = NO_EVENT;
        var candidate = new Place(head.cid(), "", 0);
        for (var partition : partitions) {
            for (var epoch = truth.epochs(head.cid(), partition) - 1; epoch >= 0; epoch--) {
                var place = new Place(head.cid(), partition, epoch);
                var difference = difference(place);
                if (difference == SAME) {
                    last = new Found(Verdict.SAME, place, 0);
                    return last;
                }
                // Of several places with this offset, the one it is most alike.
                if (difference > closest) {
                    closest = difference;
                    candidate = place;
                }
            }
        }
        var verdict = closest == NO_EVENT ? Verdict.UNKNOWN : Verdict.DIFFERENT;
        return new Found(verdict, candidate, closest);
    }

    /** Index of the first byte that differs from the event at a place. */
    private int difference(Place place) {
        var line = truth.line(place.cid(), place.partition(), place.epoch(), head.offset());
        if (line.isEmpty()) {
            return NO_EVENT;
        }
        var at = Arrays.mismatch(line.get(), 0, line.get().length, source, from, to);
        return at < 0 ? SAME : at;
    }
}
