package io.ropewalk.stream.delivery;

import io.ropewalk.stream.event.Event;
import java.util.List;

/** Segments on their way to a lane. */
final class Segments {
    private static final long NEWEST = Long.MAX_VALUE;

    private Segments() {}

    static Segment believedUntil(long newestCreatedAt, List<Event> events) {
        return new Segment(0, events, Long.MAX_VALUE, newestCreatedAt, bytes(events), 0);
    }

    static Segment of(List<Event> events) {
        return of(0, events);
    }

    static Segment of(int epoch, List<Event> events) {
        return new Segment(epoch, events, Long.MAX_VALUE, NEWEST, bytes(events), 0);
    }

    static Segment readAt(long nanos, List<Event> events) {
        return new Segment(0, events, Long.MAX_VALUE, NEWEST, bytes(events), nanos);
    }

    static Segment held(long hold, List<Event> events) {
        return new Segment(0, events, hold, NEWEST, bytes(events), 0);
    }

    static long bytes(List<Event> events) {
        return events.stream().mapToLong(Event::length).sum();
    }
}
