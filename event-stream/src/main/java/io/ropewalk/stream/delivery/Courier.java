package io.ropewalk.stream.delivery;

import io.ropewalk.stream.event.Event;
import io.ropewalk.stream.state.DeadLetter;
import io.ropewalk.stream.state.DeadLetters;
import io.ropewalk.stream.state.StateFailure;
import io.ropewalk.stream.timing.Backoff;
import io.ropewalk.stream.timing.Timing;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Brings a batch to a sink, however long it takes: tries again for ever, splits a refused batch to
 * find what is refused, and keeps that aside. One thread.
 */
public final class Courier {
    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

    /**
     * How patient.
     *
     * @param retryMin first pause after a failure
     * @param retryMax longest pause
     * @param haltedRetry pause while a person is needed
     * @param refusalsInARow after so many events refused with none taken in between, the sink
     *     counts as wrongly set up, and no more is kept aside
     */
    public record Settings(
            Duration retryMin, Duration retryMax, Duration haltedRetry, int refusalsInARow) {

        /** As patient as a lane. */
        public static Settings of(Lane.Settings lane) {
            return new Settings(
                    lane.retryMin(), lane.retryMax(), lane.haltedRetry(), lane.refusalsInARow());
        }
    }

    private final Sink sink;
    private final DeadLetters letters;
    private final Settings settings;
    private final Timing timing;
    private final LaneListener listener;
    private final Tenure tenure;
    private final Backoff backoff;

    private int refusals;
    private volatile Trouble trouble = Trouble.NONE;

    /**
     * What keeps it from delivering.
     *
     * @param reason empty when nothing does
     */
    public record Trouble(LaneState state, String reason, long sinceMillis) {
        static final Trouble NONE = new Trouble(LaneState.DELIVERING, "", 0);
    }

    public Courier(
            Sink sink,
            DeadLetters letters,
            Settings settings,
            Timing timing,
            LaneListener listener,
            Tenure tenure) {
        this.sink = Objects.requireNonNull(sink, "sink");
        this.letters = Objects.requireNonNull(letters, "letters");
        this.settings = Objects.requireNonNull(settings, "settings");
        this.timing = Objects.requireNonNull(timing, "timing");
        this.listener = Objects.requireNonNull(listener, "listener");
        this.tenure = Objects.requireNonNull(tenure, "tenure");
        this.backoff = timing.backoff(settings.retryMin(), settings.retryMax());
    }

    /** Why it does not deliver, if so. */
    public Trouble trouble() {
        return trouble;
    }

    /** Returns when every event of the batch is at the sink or kept aside. */
    public void deliver(Batch batch) throws InterruptedException {
        while (true) {
            goOn();
            long start = timing.nanos().getAsLong();
            switch (answer(batch)) {
                case SinkAnswer.Accepted _ -> {
                    accepted(batch, batch.size(), batch.bytes(), start);
                    return;
                }
                case SinkAnswer.PartlyRefused partly -> {
                    if (settled(batch, partly, start)) {
                        return;
                    }
                }
                case SinkAnswer.Refused refused -> {
                    if (settled(batch, refused)) {
                        return;
                    }
                }
                case SinkAnswer.Unavailable unavailable -> {
                    trouble(batch, LaneState.RETRYING, unavailable.reason());
                    Duration pause = backoff.next();
                    Thread.sleep(longer(pause, unavailable.retryAfter()));
                }
                case SinkAnswer.Halted halted -> halt(batch, halted.reason());
            }
        }
    }

    private SinkAnswer answer(Batch batch) throws InterruptedException {
        try {
            return sink.deliver(batch);
        } catch (RuntimeException failure) {
            // Against its contract, and no reason to disturb the feed and the other sinks.
            if (trouble.state() == LaneState.DELIVERING) {
                LOG.error("a sink failed", failure);
            }
            return SinkAnswer.Unavailable.because("The sink failed: this is a fault of ours.");
        }
    }

    private void accepted(Batch batch, int events, long bytes, long start) {
        if (events > 0) {
            refusals = 0;
        }
        backoff.reset();
        if (trouble.state() != LaneState.DELIVERING) {
            trouble = Trouble.NONE;
            log(batch, "", () -> LOG.info("sink delivers again"));
        }
        Duration took = Duration.ofNanos(timing.nanos().getAsLong() - start);
        listener.delivered(batch.partition(), sink.name(), events, bytes, took);
    }

    /** Whether the refused batch needs no further attempt. */
    private boolean settled(Batch batch, SinkAnswer.Refused refused) throws InterruptedException {
        if (batch.size() > 1) {
            int middle = batch.size() / 2;
            deliver(batch.part(0, middle));
            deliver(batch.part(middle, batch.size()));
            return true;
        }
        if (refusals >= settings.refusalsInARow()) {
            haltAfter(refusals, batch, refused.reason());
            return false;
        }
        keepAside(batch, batch.events().getFirst(), refused.reason());
        return true;
    }

    /** Whether the batch needs no further attempt. */
    private boolean settled(Batch batch, SinkAnswer.PartlyRefused partly, long start)
            throws InterruptedException {
        int refused = partly.refusals().size();
        if (refused >= batch.size() && refusals + refused > settings.refusalsInARow()) {
            haltAfter(refusals + refused, batch, partly.refusals().getLast().reason());
            return false;
        }
        for (SinkAnswer.Refusal refusal : partly.refusals()) {
            keepAside(batch, batch.events().get(refusal.index()), refusal.reason());
        }
        accepted(batch, batch.size() - refused, batch.bytes(), start);
        return true;
    }

    private void haltAfter(int refused, Batch batch, String reason) throws InterruptedException {
        halt(
                batch,
                "The sink refused %d events in a row and took none; check what it expects. Last answer: %s"
                        .formatted(refused, reason));
    }

    private void keepAside(Batch batch, Event event, String reason) throws InterruptedException {
        // Its offset is its place. What came before it depends on where this process began, and
        // the same event refused again after a restart must be the same dead letter.
        DeadLetter letter =
                new DeadLetter(
                        UUID.randomUUID().toString(),
                        batch.partition(),
                        Optional.of(sink.name()),
                        OptionalLong.empty(),
                        OptionalLong.of(event.offset()),
                        event.eventType(),
                        reason,
                        event.toBytes(),
                        event.length(),
                        timing.now(),
                        DeadLetter.State.WAITING);
        while (true) {
            goOn();
            try {
                letters.keep(letter);
                refusals++;
                listener.deadLettered(batch.partition(), sink.name());
                return;
            } catch (StateFailure failure) {
                trouble(
                        batch,
                        LaneState.RETRYING,
                        "A dead letter cannot be kept: " + failure.getMessage());
                Thread.sleep(backoff.next());
            }
        }
    }

    private void halt(Batch batch, String reason) throws InterruptedException {
        trouble(batch, LaneState.HALTED, reason);
        Thread.sleep(settings.haltedRetry());
    }

    private void trouble(Batch batch, LaneState state, String reason) {
        boolean fresh = trouble.state() != state || !trouble.reason().equals(reason);
        if (fresh) {
            // Once for each kind of trouble: a sink that is down for a night is one line.
            trouble = new Trouble(state, reason, timing.now().toEpochMilli());
            log(batch, reason, () -> LOG.warn("sink does not deliver"));
        }
        listener.retried(batch.partition(), sink.name(), state.name().toLowerCase(Locale.ROOT));
    }

    private void log(Batch batch, String reason, Runnable line) {
        try (var _ = MDC.putCloseable("tenant", batch.partition().tenant());
                var _ = MDC.putCloseable("partition", batch.partition().partition());
                var _ = MDC.putCloseable("sink", sink.name());
                var _ = MDC.putCloseable("reason", reason)) {
            line.run();
        }
    }

    private void goOn() throws InterruptedException {
        if (Thread.interrupted() || !tenure.held()) {
            throw new InterruptedException("the partition belongs to another now");
        }
    }

    private static Duration longer(Duration pause, Optional<Duration> asked) {
        return asked.filter(wait -> wait.compareTo(pause) > 0).orElse(pause);
    }
}
