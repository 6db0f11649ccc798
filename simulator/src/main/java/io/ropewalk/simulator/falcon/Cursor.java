package io.ropewalk.simulator.falcon;

import io.ropewalk.simulator.estate.Mix;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * A place in a walk through pages, as the opaque text clients send back. It carries everything, so
 * the simulator keeps nothing for a walk, and a repeated request gets the same page.
 *
 * @param query fingerprint of customer, operation, filter and sort: a cursor fits only what it came
 *     from
 * @param started when the walk began: relative times in its filter refer to it
 * @param issued when this cursor was given out: its life counts from here
 * @param rank index of the first record of the page
 * @param after key of the record before it, 0 for none: in the order of ids a walk stays right when
 *     hosts come and go
 */
record Cursor(long query, Instant started, Instant issued, int rank, long after) {
    private static final int LENGTH = 6 * Long.BYTES;

    String text() {
        var bytes =
                ByteBuffer.allocate(LENGTH)
                        .putLong(query)
                        .putLong(started.toEpochMilli())
                        .putLong(issued.toEpochMilli())
                        .putLong(rank)
                        .putLong(after)
                        .putLong(seal());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** The cursor a text stands for; empty when no simulator made it. */
    static Optional<Cursor> parse(String text) {
        byte[] decoded;
        try {
            decoded = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (decoded.length != LENGTH) {
            return Optional.empty();
        }
        var bytes = ByteBuffer.wrap(decoded);
        var cursor =
                new Cursor(
                        bytes.getLong(),
                        Instant.ofEpochMilli(bytes.getLong()),
                        Instant.ofEpochMilli(bytes.getLong()),
                        (int) bytes.getLong(),
                        bytes.getLong());
        return bytes.getLong() == cursor.seal() ? Optional.of(cursor) : Optional.empty();
    }

    private long seal() {
        var sealed = Mix.mix(query, started.toEpochMilli());
        sealed = Mix.mix(sealed, issued.toEpochMilli());
        return Mix.mix(Mix.mix(sealed, rank), after);
    }
}
