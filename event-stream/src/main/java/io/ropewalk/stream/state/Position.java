package io.ropewalk.stream.state;

import java.time.Instant;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * How far a sink has got in a partition.
 *
 * @param epoch counts the times the vendor's offsets began anew, from 0
 * @param offset the highest offset whose every predecessor was delivered, dead-lettered or filtered
 *     out; empty when nothing was yet
 * @param newestCreatedAt the newest {@code eventCreationTime} up to there, milliseconds since the
 *     epoch; 0 when nothing was yet, or when the offset was taken over from another program, which
 *     did not keep it. Tells a repeated event from one of offsets that began anew, but not while 0
 * @param notBefore events are passed over up to the first one created then or later: milliseconds
 *     since the epoch, 0 for none, or when that one has come. What {@code start=<instant>} and a
 *     first connection at the newest event become
 */
public record Position(int epoch, OptionalLong offset, long newestCreatedAt, long notBefore) {
    /** Nothing delivered: reading begins at the oldest event kept. */
    public static final Position OLDEST = new Position(0, OptionalLong.empty(), 0, 0);

    public Position {
        Objects.requireNonNull(offset, "offset");
    }

    /** Nothing delivered, and what stands before the first event created then is passed over. */
    public static Position since(long notBeforeMillis) {
        return new Position(0, OptionalLong.empty(), 0, notBeforeMillis);
    }

    /** The same sink further on. */
    public Position at(long newOffset, long createdAt) {
        return new Position(
                epoch, OptionalLong.of(newOffset), Math.max(newestCreatedAt, createdAt), notBefore);
    }

    /** The first event that is not passed over has come. */
    public Position begun() {
        return new Position(epoch, offset, newestCreatedAt, 0);
    }

    /** For people, one phrase. */
    public String text() {
        String where = offset.isPresent() ? "offset " + offset.getAsLong() : "the oldest event";
        String since = notBefore == 0 ? "" : ", not before " + Instant.ofEpochMilli(notBefore);
        return where + (epoch == 0 ? "" : " of epoch " + epoch) + since;
    }
}
