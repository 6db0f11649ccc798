package io.ropewalk.stream.state;

import java.util.List;
import java.util.Optional;

/** The dead letters. Every method may throw {@link StateFailure}. */
public interface DeadLetters {

    /**
     * Keeps one, durably. A second with the same partition, sink, {@code after}, {@code offset} and
     * bytes is the same one, and the first stays as it is: the line was read again after a restart.
     */
    void keep(DeadLetter letter);

    /** Keeps all of them or none, waiting for the disk once. */
    void keepAll(List<DeadLetter> letters);

    /**
     * The newest of a tenant first, at most so many, after the one with this id; none after an id
     * that is unknown. Without their bytes, which may be megabytes each: {@link #find} has them.
     */
    List<DeadLetter> list(String tenant, Optional<String> after, int limit);

    /** One of a tenant. */
    Optional<DeadLetter> find(String tenant, String id);

    /** Notes that a sink has taken it after all. */
    void replayed(String tenant, String id);

    /** How many of a tenant wait. */
    long waiting(String tenant);
}
