package io.ropewalk.inventory.run;

import io.ropewalk.inventory.sync.SyncControl;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** While a run works: saves and logs its progress, keeps its lease, and hears of a cancellation. */
final class Heartbeat implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

    private final Claim claim;
    private final RunTally tally;
    private final RunStore store;
    private final Clock clock;
    private final RunExecutor.Settings settings;
    private final Map<String, String> fields = MDC.getCopyOfContextMap();
    private final ScheduledExecutorService beat =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofVirtual().name("inventory-heartbeat").factory());
    private volatile Grip grip = Grip.HELD;
    private volatile boolean cancelled;
    private volatile Instant heldUntil;
    private Instant logged;

    Heartbeat(
            Claim claim,
            RunTally tally,
            RunStore store,
            Clock clock,
            RunExecutor.Settings settings) {
        this.claim = claim;
        this.tally = tally;
        this.store = store;
        this.clock = clock;
        this.settings = settings;
        this.logged = clock.instant();
        this.heldUntil = logged.plus(settings.leaseLife());
        long every = settings.saveEvery().toMillis();
        var _ = beat.scheduleWithFixedDelay(this::tick, every, every, TimeUnit.MILLISECONDS);
    }

    /** What the run asks. */
    interface Control extends SyncControl {}

    Control control(BooleanSupplier stopping) {
        return new Control() {
            @Override
            public boolean stopRequested() {
                return stopping.getAsBoolean() || cancelled || !held();
            }

            @Override
            public boolean stillOwner() {
                save();
                return held();
            }
        };
    }

    boolean cancelled() {
        return cancelled;
    }

    private boolean held() {
        return grip != Grip.LOST && clock.instant().isBefore(heldUntil);
    }

    private void tick() {
        fields.forEach(MDC::put);
        try {
            save();
            log();
        } catch (RuntimeException failure) {
            // Thrown on, it would stop the beat for good; the lease tells when it is too late.
            LOG.warn("the progress of a sync could not be saved", failure);
        }
    }

    private synchronized void save() {
        if (grip == Grip.LOST) {
            return;
        }
        Instant before = clock.instant();
        grip = store.save(claim, claim.run().worked(tally.work()), settings.leaseLife());
        switch (grip) {
            case HELD -> heldUntil = before.plus(settings.leaseLife());
            case CANCEL_REQUESTED -> {
                heldUntil = before.plus(settings.leaseLife());
                cancelled = true;
            }
            case LOST -> {}
        }
    }

    private void log() {
        Instant now = clock.instant();
        if (Duration.between(logged, now).compareTo(settings.logEvery()) < 0) {
            return;
        }
        logged = now;
        Progress progress = Progress.of(claim.run().worked(tally.work()), now);
        try (var _ = MDC.putCloseable("done", Long.toString(progress.done()));
                var _ =
                        MDC.putCloseable(
                                "total",
                                progress.total().isPresent()
                                        ? Long.toString(progress.total().getAsLong())
                                        : "");
                var _ =
                        MDC.putCloseable(
                                "perSecond", Long.toString(Math.round(progress.perSecond())))) {
            LOG.info("sync under way");
        }
    }

    @Override
    public void close() {
        beat.shutdownNow();
        beat.close();
    }
}
