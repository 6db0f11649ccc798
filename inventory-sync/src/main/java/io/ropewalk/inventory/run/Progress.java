package io.ropewalk.inventory.run;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * How far a run is.
 *
 * @param perSecond since its start
 * @param etaSeconds until the total is reached at this rate; unknown without a total or a rate
 */
public record Progress(long done, OptionalLong total, double perSecond, OptionalLong etaSeconds) {

    /** The progress of this run at this moment. */
    public static Progress of(Run run, Instant now) {
        long done = run.work().done();
        OptionalLong total = run.work().total();
        double seconds = run.elapsed(now).toMillis() / 1000.0;
        double rate = seconds > 0 ? done / seconds : 0;
        return new Progress(done, total, rate, eta(run, done, rate));
    }

    private static OptionalLong eta(Run run, long done, double rate) {
        if (run.state().isEnd()) {
            return OptionalLong.of(0);
        }
        OptionalLong total = run.work().total();
        return total.isEmpty() || rate == 0
                ? OptionalLong.empty()
                : OptionalLong.of(Math.round(Math.max(0, total.getAsLong() - done) / rate));
    }
}
