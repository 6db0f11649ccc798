package io.ropewalk.stream.event;

import java.util.Objects;

/**
 * One partition of one customer's feed. With an offset it names an event for good: the vendor's
 * offsets rise within a partition and mean the same to every application id.
 *
 * @param tenant our name of the customer
 * @param partition the vendor's name of the partition, letters and digits ({@code 0}, {@code 1})
 */
public record PartitionId(String tenant, String partition) {
    public PartitionId {
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(partition, "partition");
    }

    @Override
    public String toString() {
        return tenant + "/" + partition;
    }
}
