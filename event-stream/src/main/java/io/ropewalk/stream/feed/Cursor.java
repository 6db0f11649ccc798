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
 *   <li>an offset not above the highest, on an event created after all that were read, or many in a
 *       row that nobody asked for again: the vendor's offsets began anew.
 * </ul>
 *
 * A creation time ahead of the vendor's clock is not believed: it would hide everything that is
 * created until then. One thread.
 */
final class Cursor {
    /** Until then no position passes a skipped offset. */
    private static final Duration HELD = Duration.ofSeconds(5);

    /** So long a skipped offset that comes after all is out of order. */
    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    /** How far below the first offset of all its predecessors may stand that come late. */
    private static final int EARLY = 64;

    /** How far ahead of the vendor's clock an event may be dated. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private static final int MAX_GAPS = 1000;
    private static final int MAX_EPOCHS = 100;

    private final Timing timing;
    private final VendorClock clock;
    private final Repeats repeated = new Repeats();

    private int epoch;
    private OptionalLong highest;
    private long newestCreatedAt;
    private long latest;
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

    /**
     * New events of one epoch; none when all it tells is that a gap is no more.
     *
     * @param newestCreatedAt the newest creation time so far, of those that are believed
     */
    record Chunk(int epoch, List<Event> events, long hold, long newestCreatedAt) {}

    Cursor(Position start, Timing timing, VendorClock clock) {
        this.timing = timing;
        this.clock = clock;
        this.epoch = start.epoch();
        this.highest = start.offset();
        this.newestCreatedAt = start.newestCreatedAt();
    }

    /**
     * The feed is read again from here. Offsets skipped before are not awaited any longer, and an
     * epoch that reached no lane is found again.
     *
     * @param again whether what stands before comes again too
     */
    void rewind(Position start, boolean again) {
        repeated.expect(again);
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

    /** The feed is open, and the vendor's clock known. */
    void opened() {
        long now = clock.millis();
        if (newestCreatedAt > now + AHEAD.toMillis()) {
            newestCreatedAt = now;
        }
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
        latest = clock.millis() + AHEAD.toMillis();
        if (isRun(events)) {
            for (Event event : events) {
                newestCreatedAt = Math.max(newestCreatedAt, believed(event));
            }
            highest = OptionalLong.of(events.getLast().offset());
            fresh = false;
            repeated.over();
            return new Taken(List.of(chunk(events, hold())), 0, 0, false);
        }
        return sort(events);
    }

    /** What is read now, without new events. */
    Chunk nothing() {
        return chunk(List.of(), hold());
    }

    private Chunk chunk(List<Event> events, long hold) {
        return new Chunk(epoch, events, hold, newestCreatedAt);
    }

    /** When it was created; 0 when it cannot have been created then. */
    private long believed(Event event) {
        return event.createdAt() <= latest ? event.createdAt() : 0;
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
            sorting.chunks.add(nothing());
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
                takeNew(event);
            } else if (fill(offset)) {
                takeNew(event);
            } else if (beginsAnew(event)) {
                beginWith(repeated.before(offset));
                take(event);
            } else {
                if (newestCreatedAt == 0) {
                    newestCreatedAt = believed(event);
                }
                repeats++;
                if (repeated.add(event)) {
                    beginWith(repeated.all());
                }
            }
        }

        private void takeNew(Event event) {
            if (hold == Long.MAX_VALUE) {
                hold = hold();
            }
            fresh = false;
            repeated.over();
            newestCreatedAt = Math.max(newestCreatedAt, believed(event));
            taken.add(event);
        }

        /** These looked like repeats, and were the first of a new epoch. */
        private void beginWith(List<Event> first) {
            close();
            anew = true;
            beginEpoch();
            hold = Long.MAX_VALUE;
            repeats -= Math.min(repeats, first.size());
            first.forEach(this::take);
        }

        void close() {
            if (!taken.isEmpty()) {
                chunks.add(chunk(taken, hold));
                taken = new ArrayList<>();
            }
        }
    }

    private void beginEpoch() {
        newestOf.put(epoch, newestCreatedAt);
        newestOf.headMap(epoch - MAX_EPOCHS).clear();
        epoch++;
        gaps.clear();
        highest = OptionalLong.empty();
    }

    /**
     * An event of which this is not sure counts as new: it is rather sent twice than lost. Right
     * after opening, the event asked for comes again where the vendor's offset is inclusive.
     */
    private boolean beginsAnew(Event event) {
        boolean asked = fresh && event.offset() == highest.orElse(Long.MIN_VALUE);
        return believed(event) > newestCreatedAt && !(asked && newestCreatedAt == 0);
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
