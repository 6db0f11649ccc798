package io.ropewalk.stream.feed;

import io.ropewalk.stream.event.Event;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Events that look like repeats, in a row. Many that nobody asked for are none: the vendor's
 * offsets began anew, on events that are not newer than what was read. One thread.
 */
final class Repeats {
    /** More than a vendor sends again within a session, and few enough to keep. */
    static final int MANY = 100;

    /** How far back neighbours that changed places may lie; further back another row begins. */
    private static final int DISORDER = 64;

    private final Deque<Event> events = new ArrayDeque<>();
    private final Set<Long> offsets = new HashSet<>();
    private boolean expected;

    /**
     * A feed is about to be opened.
     *
     * @param again whether it is read from before what was read already
     */
    void expect(boolean again) {
        clear();
        expected = again;
    }

    /** An event that was not read before: whatever was repeated is over. */
    void over() {
        expected = false;
        clear();
    }

    /** Another one; true when they are too many. */
    boolean add(Event event) {
        follow(event.offset());
        if (offsets.add(event.offset())) {
            // A copy: the array may be shared with a thousand others.
            events.add(
                    Event.of(
                            event.toBytes(), event.offset(), event.eventType(), event.createdAt()));
        }
        if (events.size() > MANY) {
            offsets.remove(events.removeFirst().offset());
        }
        return !expected && events.size() >= MANY;
    }

    /** Those that stand in a row with this offset. */
    List<Event> before(long offset) {
        follow(offset);
        return offsets.contains(offset) ? List.of() : List.copyOf(events);
    }

    /** All of the row. */
    List<Event> all() {
        return List.copyOf(events);
    }

    private void follow(long offset) {
        if (!events.isEmpty() && offset < events.getLast().offset() - DISORDER) {
            clear();
        }
    }

    private void clear() {
        events.clear();
        offsets.clear();
    }
}
