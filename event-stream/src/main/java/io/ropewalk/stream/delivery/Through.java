package io.ropewalk.stream.delivery;

import io.ropewalk.stream.event.Event;
import io.ropewalk.stream.state.Position;
import java.util.List;
import java.util.OptionalLong;

/**
 * How far events were handed to a lane, so that those the feed reads again for another lane are
 * passed over. One thread at a time.
 */
final class Through {
    private int epoch;
    private OptionalLong highest;
    private boolean passing;
    private long passThrough;

    Through(Position start) {
        set(start);
    }

    /** The lane stands here; the feed is about to begin at or before it. */
    void set(Position position) {
        epoch = position.epoch();
        highest = position.offset();
        pass(Long.MAX_VALUE);
    }

    /**
     * The feed is about to be read again from somewhere before.
     *
     * @param hold offsets above it may not all have come yet
     */
    void pass(long hold) {
        passing = highest.isPresent();
        passThrough = Math.min(highest.orElse(0), hold);
    }

    int epoch() {
        return epoch;
    }

    OptionalLong highest() {
        return highest;
    }

    /** What of a segment the lane has not had. */
    Segment fresh(Segment segment) {
        List<Event> events = segment.events();
        if (!passing || events.isEmpty() || segment.epoch() != epoch) {
            return segment;
        }
        // Not only when all are: the first ones may be in disorder.
        passing = events.getFirst().offset() <= passThrough;
        List<Event> rest = events.stream().filter(event -> event.offset() > passThrough).toList();
        return new Segment(
                segment.epoch(),
                rest,
                segment.hold(),
                segment.newestCreatedAt(),
                segment.bytes(),
                segment.readAtNanos());
    }

    /** The lane has these now. */
    void took(Segment segment) {
        if (segment.epoch() != epoch) {
            epoch = segment.epoch();
            highest = OptionalLong.empty();
            passing = false;
        }
        for (Event event : segment.events()) {
            if (highest.isEmpty() || event.offset() > highest.getAsLong()) {
                highest = OptionalLong.of(event.offset());
            }
        }
    }
}
