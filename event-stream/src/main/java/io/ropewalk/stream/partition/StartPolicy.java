package io.ropewalk.stream.partition;

import io.ropewalk.stream.state.Position;
import java.time.Instant;
import java.util.Objects;

/** Where a sink begins in a partition it has never read. */
public sealed interface StartPolicy {

    /** The oldest event the vendor keeps. */
    record Oldest() implements StartPolicy {}

    /** What comes from now on. */
    record Newest() implements StartPolicy {}

    /** The first event created then or later. */
    record Since(Instant instant) implements StartPolicy {
        public Since {
            Objects.requireNonNull(instant, "instant");
        }
    }

    /**
     * The position to begin at; a start at the newest is asked of the vendor, not of a position.
     */
    default Position position() {
        return switch (this) {
            case Oldest _, Newest _ -> Position.OLDEST;
            case Since(Instant instant) -> Position.since(instant.toEpochMilli());
        };
    }
}
