package io.ropewalk.stream.delivery;

import io.ropewalk.stream.event.PartitionId;
import java.time.Duration;

/** Hears what lanes do, for metrics. Must not block and must not throw. */
public interface LaneListener {

    /** A batch reached its sink. */
    void delivered(PartitionId partition, String sink, int events, long bytes, Duration took);

    /** A batch was not taken and will be tried again. */
    void retried(PartitionId partition, String sink, String why);

    /** An event was refused for good and kept aside. */
    void deadLettered(PartitionId partition, String sink);

    /** Hears nothing. */
    LaneListener NONE =
            new LaneListener() {
                @Override
                public void delivered(
                        PartitionId partition,
                        String sink,
                        int events,
                        long bytes,
                        Duration took) {}

                @Override
                public void retried(PartitionId partition, String sink, String why) {}

                @Override
                public void deadLettered(PartitionId partition, String sink) {}
            };
}
