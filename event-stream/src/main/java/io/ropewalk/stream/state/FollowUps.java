package io.ropewalk.stream.state;

import io.ropewalk.stream.event.PartitionId;
import java.util.List;

/** Work that follows delivered detections. Every method may throw {@link StateFailure}. */
public interface FollowUps {

    /** The oldest of a sink in a partition, at most so many. */
    List<FollowUp> next(PartitionId partition, String sink, int limit);

    /** How many wait in a partition, for all its sinks. */
    int waiting(PartitionId partition);

    /** How many wait for a tenant. */
    int waiting(String tenant);

    /** Notes another attempt. */
    void tried(PartitionId partition, String sink, long offset);

    /** Forgets one that is done or given up; false when the ownership was lost. */
    boolean done(Ownership by, String sink, long offset);
}
