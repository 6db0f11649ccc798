package io.ropewalk.local;

import io.ropewalk.local.SimulatorApi.Received;
import io.ropewalk.local.StreamApi.Streams;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;

/** Events of the simulated customer, counted where they arrive. All of them must. */
final class SimulatedDelivery implements Delivery {

    /** The longest time without an event before the run fails. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    /** After so long without one, event-stream is asked for a reason. */
    private static final Duration DOUBT = Duration.ofSeconds(3);

    private final SimulatorApi simulator;
    private final StreamApi stream;
    private final long total;
    private final Pace pace;

    SimulatedDelivery(SimulatorApi simulator, StreamApi stream, long total, InstantSource clock) {
        this.simulator = simulator;
        this.stream = stream;
        this.total = total;
        this.pace = new Pace(clock);
    }

    @Override
    public void look() throws InterruptedException {
        Received received = simulator.received();
        if (received.wrong() > 0) {
            throw Stop.because(
                    "%,d events arrived that the simulated Falcon did not send like that; run it with fewer events and report it."
                            .formatted(received.wrong()));
        }
        pace.reached(received.unique());
        if (underWay() && pace.still().compareTo(DOUBT) > 0) {
            doubt(stream.streams());
        }
    }

    private void doubt(Streams streams) {
        Optional<String> halted = streams.halted();
        if (halted.isPresent()) {
            throw failure("the receiver refuses them: " + halted.get());
        }
        if (pace.still().compareTo(PATIENCE) > 0) {
            throw failure("none for %d s. %s".formatted(PATIENCE.toSeconds(), streams.why()));
        }
    }

    private Stop failure(String why) {
        return Stop.because(
                "%,d of %,d events were delivered, and %s".formatted(pace.done(), total, why));
    }

    @Override
    public boolean underWay() {
        return pace.done() < total;
    }

    @Override
    public Progress progress() {
        return pace.progress("delivering events", OptionalLong.of(total));
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
