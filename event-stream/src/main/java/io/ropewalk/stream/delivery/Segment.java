package io.ropewalk.stream.delivery;

import io.ropewalk.stream.event.Event;
import java.util.List;
import java.util.Objects;

/**
 * Events on their way from the feed to the lanes, in the order they came. Without any it tells that
 * a gap was given up.
 *
 * @param epoch counts the times the vendor's offsets began anew
 * @param hold while a gap before these events may still close, the offset before the gap: no
 *     position may pass it; {@link Long#MAX_VALUE} when there is none
 * @param newestCreatedAt the newest creation time up to here that is believed: a later one of an
 *     event must not count as seen
 * @param bytes memory they keep alive
 * @param readAtNanos when they were read, on the scale of deadlines
 */
public record Segment(
        int epoch,
        List<Event> events,
        long hold,
        long newestCreatedAt,
        long bytes,
        long readAtNanos) {
    public Segment {
        Objects.requireNonNull(events, "events");
    }
}
