package io.ropewalk.stream.line;

import io.ropewalk.stream.event.Event;
import java.util.List;

/**
 * What one read completed, in the order of the feed.
 *
 * @param events share one array that is theirs alone
 * @param broken lines that are no events
 * @param keepAlives blank lines
 * @param bytes from the first event to the last, and what is kept of the broken lines
 * @param memory that these take, with all that belongs to them
 */
public record Framed(
        List<Event> events, List<BrokenLine> broken, int keepAlives, long bytes, long memory) {
    static final Framed NOTHING = new Framed(List.of(), List.of(), 0, 0, 0);

    public Framed {
        events = List.copyOf(events);
        broken = List.copyOf(broken);
    }

    /** Whether the read ended no line at all, not even a blank one. */
    public boolean isEmpty() {
        return events.isEmpty() && broken.isEmpty() && keepAlives == 0;
    }
}
