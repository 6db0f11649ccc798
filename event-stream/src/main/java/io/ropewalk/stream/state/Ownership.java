package io.ropewalk.stream.state;

import io.ropewalk.stream.event.PartitionId;
import java.util.Objects;

/**
 * The right to read a partition and to move its positions.
 *
 * @param owner the replica that has it
 * @param fencing rises each time the right changes hands; a write that carries an older number is
 *     refused
 */
public record Ownership(PartitionId partition, String owner, long fencing) {
    public Ownership {
        Objects.requireNonNull(partition, "partition");
        Objects.requireNonNull(owner, "owner");
    }
}
