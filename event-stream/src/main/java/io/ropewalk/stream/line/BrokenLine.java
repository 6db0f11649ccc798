package io.ropewalk.stream.line;

import java.util.Objects;
import java.util.OptionalLong;

/**
 * A line that is no event. Its place in the feed is behind the event {@code before - 1} of the same
 * read.
 *
 * @param before how many events of the same {@link Framed} came before it
 * @param head the line without its line end; of an over-long line only its first bytes
 * @param totalBytes length of the whole line without its line end
 * @param offset {@code metadata.offset} where it could be read without doubt
 * @param reason one sentence, without content
 */
// Nobody compares broken lines by their bytes.
@SuppressWarnings("ArrayRecordComponent")
public record BrokenLine(
        int before, byte[] head, long totalBytes, OptionalLong offset, String reason) {
    public BrokenLine {
        Objects.requireNonNull(head, "head");
        Objects.requireNonNull(offset, "offset");
        Objects.requireNonNull(reason, "reason");
    }

    /** Only what may stand in a log: even a broken line is the customer's secret. */
    @Override
    public String toString() {
        return "BrokenLine[totalBytes=" + totalBytes + ", reason=" + reason + "]";
    }
}
