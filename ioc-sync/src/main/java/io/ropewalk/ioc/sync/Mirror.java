package io.ropewalk.ioc.sync;

import io.ropewalk.ioc.intake.Intake;
import io.ropewalk.ioc.intake.Sweep;
import io.ropewalk.ioc.ledger.Ledger;
import io.ropewalk.ioc.ledger.LedgerFailure;
import io.ropewalk.ioc.ledger.Quarantined;
import io.ropewalk.ioc.ledger.Tenure;
import io.ropewalk.ioc.opencti.OpenCti;
import io.ropewalk.ioc.opencti.StreamSession;
import io.ropewalk.ioc.reconcile.Order;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All of the mirror on one replica. It works while it holds the lease; without it it only watches
 * for the lease to become free.
 */
public final class Mirror {
    private static final Logger LOG = LoggerFactory.getLogger(Mirror.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(12);

    private final Ledger ledger;
    private final StreamSession session;
    private final Intake intake;
    private final Sweep sweep;
    private final Map<String, TenantWork> tenants;
    private final Pinger pinger;
    private final Settings settings;
    private final Clock clock;
    private final Thread leader = Thread.ofPlatform().name("ioc-leader").unstarted(this::lead);
    private final List<Thread> workers = new ArrayList<>();
    private volatile Optional<Tenure> tenure = Optional.empty();
    private volatile Optional<String> applied = Optional.empty();
    private volatile Optional<String> outage = Optional.empty();
    private volatile boolean stopping;

    /**
     * Its times.
     *
     * @param compareEvery empty for only on request
     * @param tombstones how long what has gone is remembered
     */
    public record Settings(
            Duration leaseLife,
            Duration pingEvery,
            Optional<Duration> compareEvery,
            Duration tombstones) {}

    /** What reads and what is told. */
    public record Stream(StreamSession session, Intake intake, Sweep sweep, OpenCti openCti) {}

    public Mirror(
            Ledger ledger,
            Stream stream,
            Map<String, TenantWork> tenants,
            Settings settings,
            Clock clock) {
        this.ledger = Objects.requireNonNull(ledger, "ledger");
        this.session = stream.session();
        this.intake = stream.intake();
        this.sweep = stream.sweep();
        this.tenants = Map.copyOf(tenants);
        this.settings = Objects.requireNonNull(settings, "settings");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.pinger = new Pinger(stream.openCti(), this::applied, this::reset);
    }

    /** Begins. */
    public void start() {
        leader.start();
    }

    /** Ends well: what is being written is finished, and the position is told. */
    public void stop() throws InterruptedException {
        stopping = true;
        leader.interrupt();
        leader.join(STOP_PATIENCE);
    }

    public StreamSession session() {
        return session;
    }

    public Sweep sweep() {
        return sweep;
    }

    public Map<String, TenantWork> tenants() {
        return tenants;
    }

    /** Why OpenCTI does not hear the connector's heartbeat; empty where it does. */
    public String pingTrouble() {
        return pinger.trouble();
    }

    /**
     * Why nothing can be saved, in a sentence; empty where it can. Every replica looks for itself,
     * also one that does no work.
     */
    public Optional<String> outage() {
        return outage;
    }

    /** Whether this replica does the work. */
    public boolean isWorking() {
        return tenure.isPresent();
    }

    /** The position up to which everything is written at every customer, as far as is known. */
    public Optional<String> applied() {
        if (tenure.isEmpty()) {
            return applied;
        }
        String position = ledger.checkpoint().position();
        boolean all =
                tenants.keySet().stream().allMatch(tenant -> ledger.pending(tenant, 1).isEmpty());
        if (all) {
            applied = Optional.of(position).filter(it -> !it.isEmpty());
        }
        return applied;
    }

    /** Reads everything again; false where another replica does the work. */
    public boolean reset() {
        Optional<Tenure> mine = tenure;
        mine.ifPresent(it -> {
            LOG.info("everything is read again");
            applied = Optional.empty();
            session.readAnew(it);
        });
        return mine.isPresent();
    }

    /** Starts a comparison; empty where another replica works, false while one is under way. */
    public Optional<Boolean> compare(String tenant, Order order) {
        return tenure.map(mine -> {
            TenantWork work = tenants.get(tenant);
            if (work.isComparing()) {
                return false;
            }
            if (order.allowRemovals() && !order.dryRun() && sweep.held().isPresent()) {
                sweep.allow(mine);
            }
            start("ioc-compare-" + tenant, () -> work.compare(mine, order));
            return true;
        });
    }

    /** Tries again what was set aside; false where another replica works. */
    public boolean replay(Quarantined item) {
        Optional<Tenure> mine = tenure;
        mine.ifPresent(it -> {
            if (item.kind() == Quarantined.Kind.EVENT) {
                intake.replay(it, item);
            }
            ledger.release(it, item);
        });
        return mine.isPresent();
    }

    private void lead() {
        while (!stopping) {
            try {
                Optional<Tenure> taken = reached(() -> ledger.take(settings.leaseLife()));
                if (taken.isPresent()) {
                    work(taken.get());
                }
                Thread.sleep(LOOK_EVERY);
            } catch (LedgerFailure away) {
                LOG.warn("the state database cannot be used", away);
                pause();
            } catch (InterruptedException _) {
                // Stopping, or some of the work has failed and all of it begins anew.
                pause();
            }
        }
    }

    private <T> T reached(Supplier<T> lease) {
        try {
            T answer = lease.get();
            outage = Optional.empty();
            return answer;
        } catch (LedgerFailure away) {
            outage = Optional.of(away.getMessage() + " It is tried again every few seconds.");
            throw away;
        }
    }

    private void pause() {
        try {
            Thread.sleep(stopping ? Duration.ZERO : LOOK_EVERY);
        } catch (InterruptedException _) {
            // Stopping.
        }
    }

    private void work(Tenure mine) throws InterruptedException {
        tenure = Optional.of(mine);
        LOG.info("this replica mirrors now");
        try {
            start(Thread.ofVirtual().name("ioc-stream"), () -> session.run(mine));
            tenants.values().forEach(it -> start("ioc-" + it.tenant(), () -> it.write(mine)));
            start("ioc-ping", this::ping);
            start("ioc-upkeep", () -> upkeep(mine));
            Duration third = settings.leaseLife().dividedBy(3);
            while (!stopping && reached(() -> ledger.keep(mine, settings.leaseLife()))) {
                Thread.sleep(third);
            }
        } finally {
            end(mine);
        }
    }

    private void end(Tenure mine) throws InterruptedException {
        // Joining must not be cut short by the interrupt that ended the wait.
        boolean interrupted = Thread.interrupted();
        List<Thread> all;
        synchronized (workers) {
            all = List.copyOf(workers);
            workers.clear();
        }
        all.forEach(Thread::interrupt);
        session.close();
        Instant patience = clock.instant().plus(STOP_PATIENCE);
        for (Thread worker : all) {
            Duration left = Duration.between(clock.instant(), patience);
            worker.join(left.isPositive() ? left : Duration.ofMillis(1));
        }
        if (stopping) {
            pinger.beat();
            ledger.giveBack(mine);
        }
        tenure = Optional.empty();
        LOG.info("this replica mirrors no longer");
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void ping() throws InterruptedException {
        while (true) {
            pinger.beat();
            Thread.sleep(settings.pingEvery());
        }
    }

    /** Compares by schedule and forgets old tombstones. */
    private void upkeep(Tenure mine) throws InterruptedException {
        while (true) {
            Thread.sleep(settings.compareEvery().orElse(Duration.ofHours(1)));
            try {
                ledger.prune(mine, clock.instant().minus(settings.tombstones()));
                if (settings.compareEvery().isPresent()) {
                    tenants.values().forEach(it -> it.compare(mine, Order.USUAL));
                }
            } catch (LedgerFailure away) {
                LOG.warn("the state database cannot be used; what was due is done next time", away);
            }
        }
    }

    /** Work that ends by an interrupt. */
    private interface Work {
        void run() throws InterruptedException;
    }

    private void start(String name, Work work) {
        start(Thread.ofPlatform().name(name).daemon(), work);
    }

    private void start(Thread.Builder builder, Work work) {
        Thread thread =
                builder.unstarted(() -> {
                    try {
                        work.run();
                    } catch (InterruptedException _) {
                        // Ended.
                    } catch (Tenure.Lost _) {
                        LOG.warn("another replica has taken the mirror over");
                    } catch (LedgerFailure away) {
                        LOG.warn("the state database cannot be used", away);
                    } catch (RuntimeException bug) {
                        LOG.error("the mirror's work has failed", bug);
                        // The leader begins anew, with all of its threads.
                        leader.interrupt();
                    }
                });
        synchronized (workers) {
            workers.removeIf(it -> it.getState() == Thread.State.TERMINATED);
            workers.add(thread);
        }
        thread.start();
    }
}
