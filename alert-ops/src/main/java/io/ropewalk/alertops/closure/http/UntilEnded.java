package io.ropewalk.alertops.closure.http;

import io.ropewalk.alertops.closure.Closure;
import java.time.Clock;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Lets closures through up to and with the first that has ended, or that comes when this process
 * ends: who watches asks another one. One subscriber.
 */
final class UntilEnded implements Predicate<Closure> {
    private final Clock clock;
    private final BooleanSupplier halted;
    private boolean ended;

    UntilEnded(Clock clock, BooleanSupplier halted) {
        this.clock = clock;
        this.halted = halted;
    }

    @Override
    public boolean test(Closure closure) {
        boolean more = !ended;
        ended = closure.seen(clock.instant()).ended() || halted.getAsBoolean();
        return more;
    }
}
