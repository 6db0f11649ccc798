package io.ropewalk.stream.delivery;

import io.ropewalk.stream.event.Event;
import io.ropewalk.stream.event.PartitionId;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/**
 * Events of one partition in the order they came, at least one. A batch that is sent again is the
 * same batch with the same {@link #id()}.
 *
 * @param cid the customer id as the events name it, empty while none is known
 * @param events at least one
 */
public record Batch(PartitionId partition, String cid, List<Event> events) {
    private static final int DIGEST_BYTES = 8;

    public Batch {
        Objects.requireNonNull(partition, "partition");
        Objects.requireNonNull(cid, "cid");
        events = List.copyOf(events);
        if (events.isEmpty()) {
            throw new IllegalArgumentException("a batch has at least one event");
        }
    }

    public int size() {
        return events.size();
    }

    public long firstOffset() {
        return events.getFirst().offset();
    }

    public long lastOffset() {
        return events.getLast().offset();
    }

    /** Bytes of all events, without line ends. */
    public long bytes() {
        long sum = 0;
        for (Event event : events) {
            sum += event.length();
        }
        return sum;
    }

    /** The same for the same events: lets a receiver recognise a batch that came before. */
    public String id() {
        String id =
                "%s:%s:%d-%d:%d"
                        .formatted(
                                cid.isEmpty() ? partition.tenant() : cid,
                                partition.partition(),
                                firstOffset(),
                                lastOffset(),
                                size());
        // Vertices share the offset of their detection: only their bytes tell batches apart.
        return events.getFirst().isVertex() ? id + ":" + digest() : id;
    }

    private String digest() {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (Event event : events) {
                sha.update(event.source(), event.start(), event.length());
            }
            return HexFormat.of().formatHex(sha.digest(), 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    /** A part of it, {@code to} excluded. */
    public Batch part(int from, int to) {
        return new Batch(partition, cid, events.subList(from, to));
    }

    @Override
    public String toString() {
        return "Batch[" + id() + "]";
    }
}
