package io.ropewalk.inventory.assets;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * One delivery of a tenant to all its sinks: each sink has a thread of its own, so that one that is
 * away holds up no other. Keeps the tenure while it works. Once.
 */
final class TenantDelivery implements DeliveryControl {
    private static final Logger LOG = LoggerFactory.getLogger(TenantDelivery.class);
    private static final int BEATS_A_LIFE = 3;

    private final Tenure tenure;
    private final DeliveryRun.Tools tools;
    private final AssetListener listener;
    private final Duration life;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();
    private long keptAt = System.nanoTime();

    TenantDelivery(Tenure tenure, DeliveryRun.Tools tools, AssetListener listener, Duration life) {
        this.tenure = tenure;
        this.tools = tools;
        this.listener = listener;
        this.life = life;
    }

    void run(List<Outlet> outlets, List<Delivery> queued) {
        long beat = life.toMillis() / BEATS_A_LIFE;
        try (var heart =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofVirtual().name("inventory-assets-heartbeat").factory())) {
            var _ = heart.scheduleWithFixedDelay(this::keep, beat, beat, TimeUnit.MILLISECONDS);
            startAll(outlets, queued);
            for (Thread thread : threads) {
                join(thread);
            }
            heart.shutdownNow();
        } finally {
            giveBack();
            end.countDown();
        }
    }

    private synchronized void startAll(List<Outlet> outlets, List<Delivery> queued) {
        for (Outlet outlet : outlets) {
            String sink = outlet.sink().name();
            List<Delivery> mine =
                    queued.stream().filter(delivery -> delivery.sink().equals(sink)).toList();
            threads.add(
                    Thread.ofVirtual()
                            .name("inventory-assets-" + sink)
                            .start(() -> deliver(outlet.sink(), mine)));
        }
    }

    private void deliver(AssetSink sink, List<Delivery> queued) {
        for (Delivery one : queued) {
            try (var _ = MDC.putCloseable("tenant", tenure.tenant());
                    var _ = MDC.putCloseable("sink", sink.name());
                    var _ = MDC.putCloseable("kind", one.kind().word())) {
                LOG.info("delivery of assets started");
                var order = new DeliveryRun.Order(tenure, sink, one);
                Delivery done = new DeliveryRun(order, tools, this).run();
                if (!done.round().dryRun()) {
                    listener.ended(done);
                }
                log(done);
            } catch (Tenure.Lost _) {
                LOG.warn("a delivery of assets was taken over by another process");
                return;
            } catch (InterruptedException _) {
                // Its row still says that it runs: whoever has the tenure next repeats it.
                return;
            } catch (RuntimeException failure) {
                LOG.error("how a delivery of assets ended could not be saved", failure);
            }
        }
    }

    private static void log(Delivery done) {
        DeliveryCounts counts = done.counts();
        try (var _ = MDC.putCloseable("state", done.state().word());
                var _ =
                        MDC.putCloseable(
                                "category",
                                done.failure().map(why -> why.category().word()).orElse("none"));
                var _ =
                        MDC.putCloseable(
                                "sent",
                                Long.toString(
                                        counts.created() + counts.updated() + counts.removed()));
                var _ = MDC.putCloseable("refused", Long.toString(counts.refused()))) {
            LOG.info("delivery of assets ended");
        }
    }

    /** Lets the batches in flight end. */
    void stop() {
        stop.countDown();
    }

    void awaitEnd(Duration patience) {
        try {
            if (!end.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                interruptAll();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void interruptAll() {
        threads.forEach(Thread::interrupt);
    }

    @Override
    public boolean stopRequested() {
        return stop.getCount() == 0;
    }

    @Override
    public void pause(Duration wait) throws InterruptedException {
        var _ = stop.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void keep() {
        try {
            if (tools.store().keep(tenure, life)) {
                keptAt = System.nanoTime();
            } else {
                stop();
            }
        } catch (AssetStore.StoreFailure failure) {
            LOG.warn("the right to deliver assets could not be lengthened", failure);
            if (System.nanoTime() - keptAt > life.toNanos()) {
                stop();
            }
        }
    }

    private void giveBack() {
        try {
            tools.store().giveBack(tenure);
        } catch (AssetStore.StoreFailure failure) {
            // It runs out by itself.
            LOG.warn("the right to deliver assets could not be given back", failure);
        }
    }

    private static void join(Thread thread) {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
