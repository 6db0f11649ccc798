package io.ropewalk.local;

import io.ropewalk.local.ClosureApi.Closure;
import io.ropewalk.local.ClosureApi.Preview;
import io.ropewalk.local.SimulatorApi.Written;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;

/** Alerts of one hash, closed by alert-ops and counted in the simulated Falcon. */
final class SimulatedClosure implements Delivery {

    /** The longest time without a closed alert before the run fails. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final SimulatorApi simulator;
    private final ClosureApi closures;
    private final long total;
    private final Pace pace;
    private String id = "";
    private boolean over;

    SimulatedClosure(SimulatorApi simulator, ClosureApi closures, long total, InstantSource clock) {
        this.simulator = simulator;
        this.closures = closures;
        this.total = total;
        this.pace = new Pace(clock);
    }

    @Override
    public void look() throws InterruptedException {
        if (id.isEmpty()) {
            begin();
            return;
        }
        Closure closure = closures.closure(id);
        Written written = simulator.written();
        pace.reached(written.once());
        if (written.twice() > 0) {
            throw Stop.because(
                    "%,d alerts were written twice; run it with fewer and report it."
                            .formatted(written.twice()));
        }
        if (closure.succeeded() && pace.done() == total) {
            over = true;
            return;
        }
        if (!closure.underWay() || pace.still().compareTo(PATIENCE) > 0) {
            throw Stop.because(
                    "%,d of %,d alerts were closed, and the closure is %s. %s"
                            .formatted(pace.done(), total, closure.state(), closure.trouble()));
        }
    }

    private void begin() throws InterruptedException {
        Preview preview = closures.preview(SimulatorApi.HASH);
        if (preview.total() != total) {
            throw Stop.because(
                    "alert-ops would close %,d alerts where there are %,d of the hash; report it."
                            .formatted(preview.total(), total));
        }
        closures.execute(preview);
        id = preview.id();
    }

    @Override
    public boolean underWay() {
        return !over;
    }

    @Override
    public Progress progress() {
        return pace.progress("closing alerts", OptionalLong.of(total));
    }

    @Override
    public long delivered() {
        return pace.done();
    }

    @Override
    public Optional<String> note() {
        return Optional.empty();
    }
}
