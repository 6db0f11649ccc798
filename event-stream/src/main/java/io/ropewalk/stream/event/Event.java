package io.ropewalk.stream.event;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * One event as the vendor sent it: a slice of a shared array, without its line end. Nobody may
 * write to the array.
 *
 * @param source holds the bytes, among others
 * @param start index of the first byte
 * @param length number of bytes
 * @param offset {@code metadata.offset}
 * @param eventType {@code metadata.eventType}
 * @param createdAt {@code metadata.eventCreationTime} in milliseconds since the epoch
 */
// A copy for each event would cost more than reading it; nobody compares events.
@SuppressWarnings("ArrayRecordComponent")
public record Event(
        byte[] source, int start, int length, long offset, String eventType, long createdAt) {
    /**
     * Type of what is made of a vertex that belongs to a detection; no event of the feed has it.
     */
    public static final String VERTEX = "Vertex";

    public Event {
        Objects.checkFromIndexSize(start, length, source.length);
        Objects.requireNonNull(eventType, "eventType");
    }

    /** An event that has its array to itself. */
    public static Event of(byte[] bytes, long offset, String eventType, long createdAt) {
        return new Event(bytes, 0, bytes.length, offset, eventType, createdAt);
    }

    /** Whether it was made of a vertex; its offset is that of its detection then. */
    public boolean isVertex() {
        return eventType.equals(VERTEX);
    }

    /** Writes the bytes as they came. */
    public void writeTo(OutputStream out) throws IOException {
        out.write(source, start, length);
    }

    /** A copy of the bytes. */
    public byte[] toBytes() {
        return Arrays.copyOfRange(source, start, start + length);
    }

    /** The bytes as text. */
    public String text() {
        return new String(source, start, length, StandardCharsets.UTF_8);
    }

    /** Only what may stand in a log: events are the customer's secrets. */
    @Override
    public String toString() {
        return "Event[offset=" + offset + ", eventType=" + eventType + ", length=" + length + "]";
    }
}
