package io.ropewalk.stream.delivery;

import io.ropewalk.stream.event.Event;
import io.ropewalk.stream.state.Position;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Which events were handed to a lane, so that those the feed reads again, for another lane or for
 * offsets that were skipped, are passed over. One thread at a time.
 */
final class Through {
    private static final int MAX_GAPS = 1000;

    private int epoch;
    private OptionalLong highest;

    /** Offsets below the highest that the lane has not had: first to last of each range. */
    private final NavigableMap<Long, Long> missing = new TreeMap<>();

    private boolean passing;
    private boolean heldBack;

    Through(Position start) {
        set(start);
    }

    /** The lane stands here; the feed is about to begin at or before it. */
    void set(Position position) {
        epoch = position.epoch();
        highest = position.offset();
        missing.clear();
        pass(Long.MAX_VALUE);
    }

    /**
     * The feed is about to be read again from somewhere before.
     *
     * @param hold the lane's position may stand here still, before offsets that were skipped
     */
    void pass(long hold) {
        passing = highest.isPresent();
        heldBack = passing && hold < highest.getAsLong();
    }

    int epoch() {
        return epoch;
    }

    OptionalLong highest() {
        return highest;
    }

    /** Whether the lane's position waits for what is read again, though it has all of it. */
    boolean isHeldBack() {
        return passing && heldBack;
    }

    /**
     * What of a segment the lane has not had. While the feed is not where it was, positions pass no
     * more than was read again.
     */
    Segment fresh(Segment segment) {
        List<Event> events = segment.events();
        if (!passing || events.isEmpty() || segment.epoch() != epoch) {
            return segment;
        }
        long top = highest.getAsLong();
        // Not only when all are: the first ones may be in disorder.
        passing = events.getFirst().offset() <= top;
        List<Event> rest =
                events.stream().filter(it -> it.offset() > top || isMissing(it.offset())).toList();
        long last = events.stream().mapToLong(Event::offset).max().getAsLong();
        return new Segment(
                segment.epoch(),
                rest,
                last < top ? Math.min(last, segment.hold()) : segment.hold(),
                segment.newestCreatedAt(),
                rest.isEmpty() ? 0 : segment.bytes(),
                segment.readAtNanos());
    }

    /** The lane has these now. */
    void took(Segment segment) {
        if (segment.epoch() != epoch) {
            epoch = segment.epoch();
            highest = OptionalLong.empty();
            missing.clear();
            passing = false;
        }
        for (Event event : segment.events()) {
            long offset = event.offset();
            if (highest.isEmpty() || offset > highest.getAsLong()) {
                miss(highest.orElse(offset - 1) + 1, offset - 1);
                highest = OptionalLong.of(offset);
            } else {
                found(offset);
            }
        }
    }

    private boolean isMissing(long offset) {
        Map.Entry<Long, Long> gap = missing.floorEntry(offset);
        return gap != null && gap.getValue() >= offset;
    }

    private void miss(long first, long last) {
        if (first > last) {
            return;
        }
        missing.put(first, last);
        if (missing.size() > MAX_GAPS) {
            missing.pollFirstEntry();
        }
    }

    private void found(long offset) {
        if (!isMissing(offset)) {
            return;
        }
        Map.Entry<Long, Long> gap = missing.floorEntry(offset);
        missing.remove(gap.getKey());
        miss(gap.getKey(), offset - 1);
        miss(offset + 1, gap.getValue());
    }
}
