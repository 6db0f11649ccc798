package io.ropewalk.alertops.guard;

import java.time.Duration;
import java.util.Optional;

/** Counts what was done of late, over all replicas. Durable. */
public interface Usage {

    /**
     * Counts {@code wanted} more, if that leaves no more than {@code most} in the window; all or
     * nothing, also where several ask at once.
     *
     * @return empty when they were counted; otherwise how long until there is room for them
     * @throws io.ropewalk.alertops.work.Refused when it cannot be written down
     */
    Optional<Duration> take(String tenant, Cap cap, int wanted, int most, Duration window);

    /**
     * The same answer, and nothing is counted.
     *
     * @throws io.ropewalk.alertops.work.Refused when it cannot be looked up
     */
    Optional<Duration> look(String tenant, Cap cap, int wanted, int most, Duration window);
}
