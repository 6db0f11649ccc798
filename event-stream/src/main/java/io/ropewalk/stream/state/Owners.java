package io.ropewalk.stream.state;

import io.ropewalk.stream.event.PartitionId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Who owns which partition, among the replicas that share the database. Expiry goes by the
 * database's clock. Every method may throw {@link StateFailure}.
 */
public interface Owners {

    /** The name of this replica: unique, and not that of an earlier process. */
    String self();

    /** Takes a partition that is free or whose owner's time is up; empty while another owns it. */
    Optional<Ownership> acquire(PartitionId partition, Duration life);

    /** Lengthens an ownership; false when it was lost. */
    boolean renew(Ownership ownership, Duration life);

    /** Gives a partition back at once. */
    void release(Ownership ownership);

    /** Says that this replica lives and takes partitions, and counts all that do, at least one. */
    int present(Duration life);

    /** Says that this replica takes no more partitions. */
    void leave();

    /** The owner of each partition of a tenant that has one now. */
    Map<PartitionId, String> of(String tenant);
}
