package io.ropewalk.alertops.closure.http;

import io.ropewalk.alertops.closure.Closure;
import java.time.Clock;
import java.util.function.Predicate;

/** Lets closures through up to and with the first that has ended. One subscriber. */
final class UntilEnded implements Predicate<Closure> {
    private final Clock clock;
    private boolean ended;

    UntilEnded(Clock clock) {
        this.clock = clock;
    }

    @Override
    public boolean test(Closure closure) {
        boolean more = !ended;
        ended = closure.seen(clock.instant()).ended();
        return more;
    }
}
