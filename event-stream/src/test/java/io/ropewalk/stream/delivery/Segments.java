package io.ropewalk.stream.delivery;

import io.ropewalk.stream.event.Event;
import java.util.List;

/** Segments on their way to a lane. */
final class Segments {
    private Segments() {}

    static Segment of(List<Event> events) {
        return of(0, events);
    }

    static Segment of(int epoch, List<Event> events) {
        return new Segment(epoch, events, Long.MAX_VALUE, bytes(events), 0);
    }

    static Segment readAt(long nanos, List<Event> events) {
        return new Segment(0, events, Long.MAX_VALUE, bytes(events), nanos);
    }

    static Segment held(long hold, List<Event> events) {
        return new Segment(0, events, hold, bytes(events), 0);
    }

    static long bytes(List<Event> events) {
        return events.stream().mapToLong(Event::length).sum();
    }
}
