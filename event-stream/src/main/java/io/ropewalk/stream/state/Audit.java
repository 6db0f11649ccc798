package io.ropewalk.stream.state;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Who did what. Entries are never changed; {@link Retention} ends them. Every method may throw
 * {@link StateFailure}.
 */
public interface Audit {

    /**
     * One act of an operator.
     *
     * @param id rises
     * @param partition empty when it concerns the tenant as a whole
     * @param action {@code seek}, {@code pause}, {@code resume}, {@code replay}, {@code test-sink},
     *     {@code takeover}
     * @param by the subject of the token
     * @param detail one line: from what to what
     */
    record Entry(
            long id,
            Instant at,
            String tenant,
            Optional<String> partition,
            String action,
            String by,
            String reason,
            String detail) {
        public Entry {
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(tenant, "tenant");
            Objects.requireNonNull(partition, "partition");
            Objects.requireNonNull(action, "action");
            Objects.requireNonNull(by, "by");
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(detail, "detail");
        }
    }

    /** Adds an entry; its id and time are given by the store. */
    void add(
            String tenant,
            Optional<String> partition,
            String action,
            String by,
            String reason,
            String detail);

    /** The newest first, at most so many, with ids below {@code before}. */
    List<Entry> list(String tenant, long before, int limit);
}
