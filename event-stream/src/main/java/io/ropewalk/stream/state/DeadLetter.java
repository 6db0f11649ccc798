package io.ropewalk.stream.state;

import io.ropewalk.stream.event.PartitionId;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Bytes that could not be delivered: a line that is no event, or an event that a sink refuses for
 * good. Kept until a person replays or discards it.
 *
 * @param id unique, ours
 * @param sink empty for a line that is no event, and so never reached a sink
 * @param after offset of the event before it in the partition; empty when there was none
 * @param offset its own offset where it is known
 * @param eventType empty where it is not known
 * @param reason one sentence
 * @param bytes as they came; for an over-long line its head
 * @param totalBytes length of the whole line, more than {@code bytes} when it was over-long
 * @param state what became of it
 */
// Nobody compares dead letters by their bytes.
@SuppressWarnings("ArrayRecordComponent")
public record DeadLetter(
        String id,
        PartitionId partition,
        Optional<String> sink,
        OptionalLong after,
        OptionalLong offset,
        String eventType,
        String reason,
        byte[] bytes,
        long totalBytes,
        Instant createdAt,
        State state) {
    public DeadLetter {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(partition, "partition");
        Objects.requireNonNull(sink, "sink");
        Objects.requireNonNull(after, "after");
        Objects.requireNonNull(offset, "offset");
        Objects.requireNonNull(eventType, "eventType");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(bytes, "bytes");
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(state, "state");
    }

    /** What became of it. */
    public enum State {
        /** Nobody has dealt with it. */
        WAITING,
        /** A sink has taken it after all. */
        REPLAYED
    }

    @Override
    public String toString() {
        return "DeadLetter[id=" + id + ", partition=" + partition + ", reason=" + reason + "]";
    }
}
