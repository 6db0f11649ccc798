package io.ropewalk.stream.vertices;

import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.stream.timing.Backoff;
import io.ropewalk.stream.timing.Timing;
import java.time.Duration;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Whether calls for a tenant's graph may be made now. Thread-safe. */
final class Access {
    private static final Logger LOG = LoggerFactory.getLogger(Access.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private final String tenant;
    private final Share share;
    private final Timing timing;
    private final Duration probeEvery;
    private final VertexListener listener;
    private final Gate gate;
    private final Backoff backoff;

    Access(
            String tenant,
            Share share,
            Timing timing,
            Duration probeEvery,
            VertexListener listener) {
        this.tenant = Objects.requireNonNull(tenant, "tenant");
        this.share = Objects.requireNonNull(share, "share");
        this.timing = Objects.requireNonNull(timing, "timing");
        this.probeEvery = Objects.requireNonNull(probeEvery, "probeEvery");
        this.listener = Objects.requireNonNull(listener, "listener");
        this.gate = new Gate(timing);
        this.backoff = timing.backoff(FIRST_PAUSE, LONGEST_PAUSE);
    }

    Timing timing() {
        return timing;
    }

    Gate gate() {
        return gate;
    }

    /** Waits for a turn. */
    void pass() throws InterruptedException, Stopped {
        while (true) {
            if (gate.isClosed()) {
                throw paused(gate.state());
            }
            Duration wait = share.take();
            if (wait.isZero()) {
                return;
            }
            Thread.sleep(wait);
        }
    }

    /** A graph was read. */
    void wentWell() {
        synchronized (backoff) {
            backoff.reset();
        }
        if (gate.wentWell()) {
            listener.refused(tenant, false);
            log("", () -> LOG.info("vertices are fetched again"));
        }
    }

    Stopped throttled(Duration retryAfter) {
        return closed(longer(retryAfter, pause()), Gate.THROTTLED, "Falcon asks for fewer calls.");
    }

    /** Time was up for a call that began then. That it waited for quota is no fault of its own. */
    Stopped late(long began) {
        return share.heldSince(began)
                ? throttled(Duration.ZERO)
                : new Stopped(Reading.Ending.OPEN, "deadline");
    }

    Stopped unreachable(FalconFailure why) {
        return closed(pause(), Gate.UNREACHABLE, why.message());
    }

    /** The vendor does not allow it, or does not offer it: asked again slowly. */
    Stopped refused(FalconFailure why) {
        listener.refused(tenant, true);
        return closed(probeEvery, Gate.REFUSED, why.message());
    }

    private Duration pause() {
        synchronized (backoff) {
            return backoff.next();
        }
    }

    private Stopped closed(Duration pause, String why, String sentence) {
        if (gate.close(pause, why, sentence)) {
            log(sentence, () -> LOG.warn("vertices cannot be fetched; their detections wait"));
        }
        return paused(why);
    }

    private void log(String reason, Runnable line) {
        try (var _ = MDC.putCloseable("tenant", tenant);
                var _ = MDC.putCloseable("reason", reason)) {
            line.run();
        }
    }

    private static Stopped paused(String word) {
        return new Stopped(Reading.Ending.PAUSED, word);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
