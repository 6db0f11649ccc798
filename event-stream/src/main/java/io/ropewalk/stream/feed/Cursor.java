package io.ropewalk.stream.feed;

import io.ropewalk.stream.event.Event;
import io.ropewalk.stream.state.Position;
import io.ropewalk.stream.timing.Timing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;

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
    /** A skipped offset may still come this long; until then no position passes it. */
    private static final Duration GAP_LIFE = Duration.ofSeconds(5);

    private static final int MAX_GAPS = 1000;

    private final Timing timing;

    private int epoch;
    private OptionalLong highest;
    private long newestCreatedAt;
    private boolean fresh = true;

    /** Skipped offsets: first to last of each range, and when it is given up. */
    private final NavigableMap<Long, Gap> gaps = new TreeMap<>();

    private record Gap(long last, long givenUpAt) {}

    /** What became of events that were read together. */
    record Taken(List<Chunk> chunks, int repeats, long skipped, boolean beganAnew) {}

    /** New events of one epoch. */
    record Chunk(int epoch, List<Event> events, long hold) {}

    Cursor(Position start, Timing timing) {
        this.timing = timing;
        this.epoch = start.epoch();
        this.highest = start.offset();
        this.newestCreatedAt = start.newestCreatedAt();
    }

    /** The feed is read again from here. Offsets skipped before are not awaited any longer. */
    void rewind(Position start) {
        if (start.epoch() == epoch) {
            highest = start.offset();
            gaps.tailMap(highest.orElse(Long.MIN_VALUE)).clear();
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
        return gaps.isEmpty() ? Long.MAX_VALUE : gaps.firstKey() - 1;
    }

    Taken take(List<Event> events) {
        giveUpGaps();
        if (gaps.isEmpty() && isRun(events)) {
            for (Event event : events) {
                newestCreatedAt = Math.max(newestCreatedAt, event.createdAt());
            }
            highest = OptionalLong.of(events.getLast().offset());
            fresh = false;
            return new Taken(List.of(new Chunk(epoch, events, Long.MAX_VALUE)), 0, 0, false);
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
        List<Chunk> chunks = new ArrayList<>();
        List<Event> taken = new ArrayList<>();
        int repeats = 0;
        long skipped = 0;
        boolean anew = false;
        for (Event event : events) {
            long offset = event.offset();
            if (highest.isEmpty() || offset > highest.getAsLong()) {
                skipped += skip(offset);
                highest = OptionalLong.of(offset);
            } else if (!fill(offset)) {
                if (!beginsAnew(event)) {
                    repeats++;
                    continue;
                }
                close(chunks, taken);
                taken = new ArrayList<>();
                anew = true;
                epoch++;
                gaps.clear();
                highest = OptionalLong.of(offset);
            }
            fresh = false;
            newestCreatedAt = Math.max(newestCreatedAt, event.createdAt());
            taken.add(event);
        }
        close(chunks, taken);
        return new Taken(chunks, repeats, skipped, anew);
    }

    private void close(List<Chunk> chunks, List<Event> taken) {
        if (!taken.isEmpty()) {
            chunks.add(new Chunk(epoch, taken, hold()));
        }
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
        if (highest.isEmpty() || offset == highest.getAsLong() + 1) {
            return 0;
        }
        // What is missing right after opening is past the vendor's retention, not out of order.
        if (!fresh && gaps.size() < MAX_GAPS) {
            gaps.put(highest.getAsLong() + 1, new Gap(offset - 1, timing.deadline(GAP_LIFE)));
        }
        return offset - highest.getAsLong() - 1;
    }

    /** Whether the offset was skipped before; then it no longer is. */
    private boolean fill(long offset) {
        Map.Entry<Long, Gap> gap = gaps.floorEntry(offset);
        if (gap == null || gap.getValue().last() < offset) {
            return false;
        }
        gaps.remove(gap.getKey());
        if (gap.getKey() < offset) {
            gaps.put(gap.getKey(), new Gap(offset - 1, gap.getValue().givenUpAt()));
        }
        if (offset < gap.getValue().last()) {
            gaps.put(offset + 1, gap.getValue());
        }
        return true;
    }

    private void giveUpGaps() {
        gaps.values().removeIf(gap -> timing.passed(gap.givenUpAt()));
    }
}
