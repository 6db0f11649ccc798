package io.ropewalk.simulator.estate;

import java.time.Duration;
import java.util.Objects;

/**
 * Points of host actions on which sources disagree or are silent.
 *
 * @param mixed what one host in the wrong state does to the others of its request
 * @param maxIds hosts one action takes; sources say 100, PSFalcon sends 500 to contain
 * @param settle how long a host that is online stays pending
 * @param offlineStays whether a host that is offline stays pending until it returns
 * @param pending what a host is called on its way to {@code contained}
 */
public record HostRules(
        Mixed mixed, int maxIds, Duration settle, boolean offlineStays, String pending) {

    /** What one host in the wrong state does to the others. */
    public enum Mixed {
        /** They are done: 202 with resources and errors; 409 only where none is left. */
        PARTIAL,
        /** They are done: 409 with resources and errors. */
        PARTIAL_409,
        /** Nothing is done: 409, and errors for those at fault. */
        WHOLE,
        /** Nothing is done: 409, and one error that names no host. */
        OPAQUE
    }

    public static final HostRules DEFAULT =
            new HostRules(Mixed.PARTIAL, 100, Duration.ofSeconds(2), true, "containment_pending");

    public HostRules {
        Objects.requireNonNull(mixed, "mixed");
        Objects.requireNonNull(settle, "settle");
        Objects.requireNonNull(pending, "pending");
        if (maxIds < 1) {
            throw new IllegalArgumentException("maxIds must be at least 1");
        }
    }

    /** The same with another answer to mixed requests. */
    public HostRules with(Mixed value) {
        return new HostRules(value, maxIds, settle, offlineStays, pending);
    }

    /** The same with another time until an action has come through. */
    public HostRules withSettle(Duration value, boolean offlineWaits) {
        return new HostRules(mixed, maxIds, value, offlineWaits, pending);
    }
}
