package io.ropewalk.stream.feed;

import io.ropewalk.stream.event.PartitionId;
import java.time.Duration;

/** Hears what feeds do, for metrics. Must not block and must not throw. */
public interface FeedListener {

    /** Events were read. */
    default void received(PartitionId partition, int events, long bytes) {}

    /** Events came that were read before. */
    default void repeated(PartitionId partition, int events) {}

    /** Offsets were skipped by the vendor. */
    default void skipped(PartitionId partition, long offsets) {}

    /** The vendor's offsets began anew. */
    default void beganAnew(PartitionId partition) {}

    /** A line was no event, and was kept aside. */
    default void broken(PartitionId partition) {}

    /** A connection ended inside a line. */
    default void partialLine(PartitionId partition) {}

    /** A session was lost or not had. */
    default void reopening(PartitionId partition, FeedState.Cause cause) {}

    /** A session was opened. */
    default void opened(PartitionId partition) {}

    /** A session was kept alive, or not; and what was left of its time. */
    default void refreshed(PartitionId partition, boolean worked, Duration margin) {}

    /** Somebody else reads with our application id. */
    default void foreign(PartitionId partition) {}

    /** Hears nothing. */
    FeedListener NONE = new FeedListener() {};
}
