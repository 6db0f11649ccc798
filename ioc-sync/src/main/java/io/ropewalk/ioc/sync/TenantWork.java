package io.ropewalk.ioc.sync;

import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.ioc.indicator.IocRule;
import io.ropewalk.ioc.ledger.Ledger;
import io.ropewalk.ioc.ledger.LedgerFailure;
import io.ropewalk.ioc.ledger.Tenure;
import io.ropewalk.ioc.mirror.Round;
import io.ropewalk.ioc.mirror.TenantWriter;
import io.ropewalk.ioc.opencti.StreamSession.Waiting;
import io.ropewalk.ioc.reconcile.Order;
import io.ropewalk.ioc.reconcile.Reconciler;
import io.ropewalk.ioc.reconcile.Report;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Writes and compares for one customer. */
public final class TenantWork {
    private static final Logger LOG = LoggerFactory.getLogger(TenantWork.class);
    private static final Duration IDLE = Duration.ofMillis(200);
    private static final Duration DUE_EVERY = Duration.ofSeconds(5);
    private static final Duration MOST_PAUSE = Duration.ofSeconds(60);
    private static final int MAX_DOUBLINGS = 6;

    private final String tenant;
    private final Ledger ledger;
    private final TenantWriter writer;
    private final Reconciler reconciler;
    private final Clock clock;
    private final IocRule rule;
    private final Waiting waiting;
    private final AtomicBoolean comparing = new AtomicBoolean();
    private volatile Optional<FalconFailure> trouble = Optional.empty();
    private volatile Optional<Report> report = Optional.empty();
    private volatile Optional<Report> finished = Optional.empty();
    private volatile Optional<Instant> compared = Optional.empty();
    private Instant due = Instant.MIN;

    public TenantWork(
            String tenant,
            Ledger ledger,
            TenantWriter writer,
            Reconciler reconciler,
            IocRule rule,
            Clock clock,
            Waiting waiting) {
        this.tenant = Objects.requireNonNull(tenant, "tenant");
        this.ledger = Objects.requireNonNull(ledger, "ledger");
        this.writer = Objects.requireNonNull(writer, "writer");
        this.reconciler = Objects.requireNonNull(reconciler, "reconciler");
        this.rule = Objects.requireNonNull(rule, "rule");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.waiting = Objects.requireNonNull(waiting, "waiting");
    }

    public String tenant() {
        return tenant;
    }

    /** Why the last call failed; empty where it did not. */
    public Optional<FalconFailure> trouble() {
        return trouble;
    }

    /** What the last comparison found. */
    public Optional<Report> report() {
        return report;
    }

    /** What the last comparison found that was not broken off. */
    public Optional<Report> finished() {
        return finished;
    }

    /** When the last one ended that was not broken off and could repair, a dry run does not. */
    public Optional<Instant> compared() {
        return compared;
    }

    /** What of the configuration this customer's Falcon does not offer, once it was asked. */
    public List<String> objections() {
        return writer.matrix().map(rule::objections).orElse(List.of());
    }

    public boolean isComparing() {
        return comparing.get();
    }

    /** Writes until interrupted, or until the tenure is lost. */
    public void write(Tenure tenure) throws InterruptedException {
        int failures = 0;
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Round round = once(tenure);
                boolean stuck = round.trouble().isPresent();
                failures = stuck ? failures + 1 : 0;
                if (stuck || round.looked() == 0) {
                    waiting.wait(stuck ? pause(failures) : IDLE);
                }
            } catch (LedgerFailure away) {
                LOG.warn("the state database cannot be used; writing waits", away);
                waiting.wait(pause(++failures));
            }
        }
    }

    private Round once(Tenure tenure) {
        Instant now = clock.instant();
        if (!now.isBefore(due)) {
            ledger.due(tenure, tenant, now);
            due = now.plus(DUE_EVERY);
        }
        Round round = writer.round(tenure);
        if (round.looked() > 0) {
            tell(round);
        }
        return round;
    }

    private void tell(Round round) {
        if (round.trouble().isPresent() && trouble.isEmpty()) {
            try (var _ = MDC.putCloseable("tenant", tenant);
                    var _ = MDC.putCloseable("category", round.trouble().get().category().word());
                    var _ = MDC.putCloseable("reason", round.trouble().get().message())) {
                LOG.warn("IOCs could not be written; trying again");
            }
        }
        trouble = round.trouble();
    }

    private static Duration pause(int failures) {
        long millis = 1000L << Math.min(failures - 1, MAX_DOUBLINGS);
        return Duration.ofMillis(Math.min(millis, MOST_PAUSE.toMillis()));
    }

    /** Compares, unless a comparison is under way; then empty. */
    public Optional<Report> compare(Tenure tenure, Order order) {
        if (!comparing.compareAndSet(false, true)) {
            return Optional.empty();
        }
        try {
            Report found = reconciler.run(tenure, order);
            report = Optional.of(found);
            if (found.isFinished()) {
                finished = report;
                if (!found.dryRun()) {
                    compared = Optional.of(found.finished());
                }
            }
            try (var _ = MDC.putCloseable("tenant", tenant);
                    var _ = MDC.putCloseable("state", found.state().word());
                    var _ = MDC.putCloseable("counts", found.counts().toString())) {
                LOG.info("the IOCs were compared");
            }
            return report;
        } finally {
            comparing.set(false);
        }
    }
}
