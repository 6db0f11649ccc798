package io.ropewalk.stream.feed;

import io.ropewalk.stream.event.Event;
import io.ropewalk.stream.state.Position;
import io.ropewalk.stream.timing.Timing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What of a partition was read, and so which events are new. Tells apart what looks alike:
 *
 * <ul>
 *   <li>an offset that was read before: a repeat, dropped;
 *   <li>an offset that was skipped a moment ago: out of order, taken;
 *   <li>an offset not above the highest, on an event created after all that were read: the vendor's
 *       offsets began anew.
 * </ul>
 *
 * One thread.
 */
final class Cursor {
    /** Until then no position passes a skipped offset. */
    private static final Duration HELD = Duration.ofSeconds(5);

    /** So long a skipped offset that comes after all is out of order. */
    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    /** How far below the first offset of all its predecessors may stand that come late. */
    private static final int EARLY = 64;

    private static final int MAX_GAPS = 1000;
    private static final int MAX_EPOCHS = 100;

    private final Timing timing;

    private int epoch;
    private OptionalLong highest;
    private long newestCreatedAt;
    private boolean fresh = true;

    /** Skipped offsets: first to last of each range. */
    private final NavigableMap<Long, Gap> gaps = new TreeMap<>();

    /** First offsets of gaps that were there when the feed was last read from before them. */
    private final NavigableSet<Long> known = new TreeSet<>();

    /** The newest creation time when an epoch ended. */
    private final NavigableMap<Integer, Long> newestOf = new TreeMap<>();

    private record Gap(long last, long heldUntil, long forgottenAt) {}

    /** What became of events that were read together. */
    record Taken(List<Chunk> chunks, int repeats, long skipped, boolean beganAnew) {}

    /** New events of one epoch; none when all it tells is that a gap is no more. */
    record Chunk(int epoch, List<Event> events, long hold) {}

    Cursor(Position start, Timing timing) {
        this.timing = timing;
        this.epoch = start.epoch();
        this.highest = start.offset();
        this.newestCreatedAt = start.newestCreatedAt();
    }

    /**
     * The feed is read again from here. Offsets skipped before are not awaited any longer, and an
     * epoch that reached no lane is found again.
     */
    void rewind(Position start) {
        if (start.epoch() != epoch) {
            epoch = start.epoch();
            newestCreatedAt = newestOf.getOrDefault(epoch, start.newestCreatedAt());
            newestOf.tailMap(epoch, true).clear();
            gaps.clear();
        }
        highest = start.offset();
        known.headSet(highest.orElse(Long.MIN_VALUE), true).clear();
        known.addAll(gaps.tailMap(highest.orElse(Long.MIN_VALUE), true).keySet());
        while (known.size() > MAX_GAPS) {
            known.pollFirst();
        }
        gaps.tailMap(highest.orElse(Long.MIN_VALUE), true).clear();
        if (highest.isEmpty()) {
            newestCreatedAt = 0;
        }
        fresh = true;
    }

    OptionalLong highest() {
        return highest;
    }

    long newestCreatedAt() {
        return newestCreatedAt;
    }

    int epoch() {
        return epoch;
    }

    /** No position may pass this offset: the one below the first that may still come. */
    long hold() {
        for (Map.Entry<Long, Gap> gap : gaps.entrySet()) {
            if (!timing.passed(gap.getValue().heldUntil())) {
                return gap.getKey() - 1;
            }
        }
        return Long.MAX_VALUE;
    }

    Taken take(List<Event> events) {
        gaps.values().removeIf(gap -> timing.passed(gap.forgottenAt()));
        if (isRun(events)) {
            for (Event event : events) {
                newestCreatedAt = Math.max(newestCreatedAt, event.createdAt());
            }
            highest = OptionalLong.of(events.getLast().offset());
            fresh = false;
            return new Taken(List.of(new Chunk(epoch, events, hold())), 0, 0, false);
        }
        return sort(events);
    }

    /** The ordinary case: each the successor of the one before. */
    private boolean isRun(List<Event> events) {
        if (highest.isEmpty() || events.isEmpty()) {
            return false;
        }
        long expected = highest.getAsLong();
        for (Event event : events) {
            if (event.offset() != ++expected) {
                return false;
            }
        }
        return true;
    }

    private Taken sort(List<Event> events) {
        var sorting = new Sorting();
        events.forEach(sorting::take);
        sorting.close();
        if (sorting.hold < hold()) {
            // What was missing came: all of it may be passed now.
            sorting.chunks.add(new Chunk(epoch, List.of(), hold()));
        }
        return new Taken(sorting.chunks, sorting.repeats, sorting.skipped, sorting.anew);
    }

    /** Events that are not simply the next ones. */
    private final class Sorting {
        private final List<Chunk> chunks = new ArrayList<>();
        private List<Event> taken = new ArrayList<>();

        /** The lowest while these came: a batch may end before what was missing in between. */
        private long hold = hold();

        private int repeats;
        private long skipped;
        private boolean anew;

        void take(Event event) {
            long offset = event.offset();
            if (highest.isEmpty() || offset > highest.getAsLong()) {
                skipped += skip(offset);
                highest = OptionalLong.of(offset);
            } else if (!fill(offset)) {
                if (!beginsAnew(event)) {
                    newestCreatedAt = Math.max(newestCreatedAt, event.createdAt());
                    repeats++;
                    return;
                }
                close();
                anew = true;
                beginEpoch(offset);
                hold = Long.MAX_VALUE;
            }
            if (hold == Long.MAX_VALUE) {
                hold = hold();
            }
            fresh = false;
            newestCreatedAt = Math.max(newestCreatedAt, event.createdAt());
            taken.add(event);
        }

        void close() {
            if (!taken.isEmpty()) {
                chunks.add(new Chunk(epoch, taken, hold));
                taken = new ArrayList<>();
            }
        }
    }

    private void beginEpoch(long offset) {
        newestOf.put(epoch, newestCreatedAt);
        newestOf.headMap(epoch - MAX_EPOCHS).clear();
        epoch++;
        gaps.clear();
        highest = OptionalLong.empty();
        skip(offset);
        highest = OptionalLong.of(offset);
    }

    /**
     * An event of which this is not sure counts as new: it is rather sent twice than lost. Right
     * after opening, the event asked for comes again where the vendor's offset is inclusive.
     */
    private boolean beginsAnew(Event event) {
        boolean asked = fresh && event.offset() == highest.orElse(Long.MIN_VALUE);
        return event.createdAt() > newestCreatedAt && !(asked && newestCreatedAt == 0);
    }

    private long skip(long offset) {
        if (highest.isEmpty()) {
            // Nothing says that the first event to come is the first in order.
            long now = timing.deadline(Duration.ZERO);
            gap(Math.max(0, offset - EARLY), new Gap(offset - 1, now, timing.deadline(HELD)));
            return 0;
        }
        long first = highest.getAsLong() + 1;
        // A gap that is there again is no disorder: a feed that is cut again and again would be
        // held at the same place for ever.
        long heldUntil = timing.deadline(known.contains(first) ? Duration.ZERO : HELD);
        gap(first, new Gap(offset - 1, heldUntil, timing.deadline(REMEMBERED)));
        return offset - first;
    }

    private void gap(long first, Gap gap) {
        if (first > gap.last()) {
            return;
        }
        if (gaps.size() >= MAX_GAPS) {
            gaps.pollFirstEntry();
        }
        gaps.put(first, gap);
    }

    /** Whether the offset was skipped before; then it no longer is. */
    private boolean fill(long offset) {
        Map.Entry<Long, Gap> gap = gaps.floorEntry(offset);
        if (gap == null || gap.getValue().last() < offset) {
            return false;
        }
        gaps.remove(gap.getKey());
        if (gap.getKey() < offset) {
            Gap before = gap.getValue();
            gaps.put(gap.getKey(), new Gap(offset - 1, before.heldUntil(), before.forgottenAt()));
        }
        if (offset < gap.getValue().last()) {
            gaps.put(offset + 1, gap.getValue());
        }
        return true;
    }
}
