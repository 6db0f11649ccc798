package io.ropewalk.simulator.feed;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A line that stands at an offset in place of the one computed for it. Anything but a line feed.
 *
 * @param partition id of the partition
 * @param line without its end
 */
@SuppressWarnings("ArrayRecordComponent") // equals compares the bytes
public record Planted(String partition, long offset, byte[] line) {

    public Planted {
        if (offset < 0) {
            throw new IllegalArgumentException("a planted line needs an offset of 0 or more");
        }
        for (var value : line) {
            if (value == '\n') {
                throw new IllegalArgumentException("a planted line must not contain a line feed");
            }
        }
    }

    public static Planted text(String partition, long offset, String line) {
        return new Planted(partition, offset, line.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Planted planted
                && partition.equals(planted.partition)
                && offset == planted.offset
                && Arrays.equals(line, planted.line);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(offset) + partition.hashCode();
    }
}
