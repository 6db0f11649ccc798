package io.ropewalk.stream.state;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** Lets go of what is too old or too much. Every method may throw {@link StateFailure}. */
public interface Retention {

    /** What is kept for a while. */
    enum Kind {
        DEAD_LETTERS,
        AUDIT
    }

    /** Why something was let go. */
    enum Cause {
        AGE,
        COUNT
    }

    /**
     * How much is kept of each tenant.
     *
     * @param maxAge older ones go
     * @param maxCount of more than so many the oldest go; dead letters that were replayed first
     */
    record Limits(Duration maxAge, long maxCount) {
        public Limits {
            Objects.requireNonNull(maxAge, "maxAge");
        }
    }

    /**
     * What was let go of a tenant.
     *
     * @param waiting how many of them were dead letters that no sink has taken
     */
    record Dropped(String tenant, Kind kind, Cause cause, long count, long waiting) {}

    /** Brings all tenants within the limits; what it tells is only what this call let go. */
    List<Dropped> enforce(Kind kind, Limits limits);
}
