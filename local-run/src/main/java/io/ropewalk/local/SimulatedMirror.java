package io.ropewalk.local;

import io.ropewalk.local.IocApi.Mirror;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;

/** Indicators of the simulated OpenCTI, counted in the simulated Falcon. Each is one IOC there. */
final class SimulatedMirror implements Delivery {

    /** The longest time without a new IOC before the run fails. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    /** After so long without one, ioc-sync is asked for a reason. */
    private static final Duration DOUBT = Duration.ofSeconds(3);

    private final SimulatorApi simulator;
    private final IocApi ioc;
    private final long total;
    private final Pace pace;
    private boolean over;

    SimulatedMirror(SimulatorApi simulator, IocApi ioc, long total, InstantSource clock) {
        this.simulator = simulator;
        this.ioc = ioc;
        this.total = total;
        this.pace = new Pace(clock);
    }

    @Override
    public void look() throws InterruptedException {
        pace.reached(simulator.iocs());
        if (pace.done() > total) {
            throw Stop.because(
                    "%,d IOCs were made of %,d indicators; run it with fewer and report it."
                            .formatted(pace.done(), total));
        }
        boolean all = pace.done() == total;
        if (!all && pace.still().compareTo(DOUBT) <= 0) {
            return;
        }
        Mirror mirror = ioc.mirror();
        // The service must know it too, or a restart of it would write again.
        over = all && mirror.caughtUp() && mirror.quarantined() == 0;
        boolean patient = pace.still().compareTo(PATIENCE) <= 0;
        if (over || (patient && !mirror.needsAPerson())) {
            return;
        }
        throw Stop.because(
                "%,d of %,d indicators were mirrored, and %s%s"
                        .formatted(
                                pace.done(),
                                total,
                                patient ? "" : "no more for %d s. ".formatted(PATIENCE.toSeconds()),
                                mirror.why()));
    }

    @Override
    public boolean underWay() {
        return !over;
    }

    @Override
    public Progress progress() {
        return pace.progress("mirroring indicators", OptionalLong.of(total));
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
