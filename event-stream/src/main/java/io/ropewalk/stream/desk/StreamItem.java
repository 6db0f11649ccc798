package io.ropewalk.stream.desk;

import io.ropewalk.stream.partition.PartitionView;
import java.time.Instant;
import java.util.Objects;

/**
 * One partition as the list shows it.
 *
 * @param owner the replica that has it; empty when none has
 * @param reportedAt when its owner last said this
 */
public record StreamItem(PartitionView view, String owner, Instant reportedAt) {
    public StreamItem {
        Objects.requireNonNull(view, "view");
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(reportedAt, "reportedAt");
    }
}
