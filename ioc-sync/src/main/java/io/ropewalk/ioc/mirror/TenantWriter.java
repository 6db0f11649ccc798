package io.ropewalk.ioc.mirror;

import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.ioc.indicator.ActionMatrix;
import io.ropewalk.ioc.ledger.Ledger;
import io.ropewalk.ioc.ledger.Pending;
import io.ropewalk.ioc.ledger.Tenure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Writes what waits of one customer, a batch at a time. One thread: the values of a batch are
 * settled before the next is looked at, so no older state of a value overtakes a newer one.
 */
public final class TenantWriter {
    private static final Duration MATRIX_LIFE = Duration.ofHours(1);

    private final String tenant;
    private final Ledger ledger;
    private final FalconIocs falcon;
    private final Settings settings;
    private final MirrorListener listener;
    private final Clock clock;
    private final Batch.Tools tools;
    private final Creations creations;
    private volatile Optional<ActionMatrix> matrix = Optional.empty();
    private Instant matrixUntil = Instant.MIN;

    /**
     * How it writes.
     *
     * @param source by which it knows its own
     * @param permanent deletes what is not wanted any more
     * @param batch most values of one call
     */
    public record Settings(String source, boolean permanent, int batch) {
        public Settings {
            Objects.requireNonNull(source, "source");
        }
    }

    public TenantWriter(
            String tenant,
            Ledger ledger,
            FalconIocs falcon,
            Settings settings,
            MirrorListener listener,
            Clock clock) {
        this.tenant = Objects.requireNonNull(tenant, "tenant");
        this.ledger = Objects.requireNonNull(ledger, "ledger");
        this.falcon = Objects.requireNonNull(falcon, "falcon");
        this.settings = Objects.requireNonNull(settings, "settings");
        this.listener = Objects.requireNonNull(listener, "listener");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.tools = new Batch.Tools(tenant, falcon, listener);
        this.creations = new Creations(tenant, ledger, falcon);
    }

    /** Writes once. Values whose call failed wait on. */
    public Round round(Tenure tenure) {
        List<Pending> waiting = ledger.pending(tenant, settings.batch());
        if (waiting.isEmpty()) {
            return new Round(0, 0, Optional.empty());
        }
        Optional<FalconFailure> unknown = learn();
        if (unknown.isPresent()) {
            listener.wrote(tenant, Outcome.FAILED, waiting.size());
            return new Round(waiting.size(), 0, unknown);
        }
        var rules =
                new Decision.Rules(settings.source(), settings.permanent(), matrix.orElseThrow());
        Instant now = clock.instant();
        FalconResult<List<Pending>> located = creations.located(waiting, settings.source(), now);
        if (!(located instanceof FalconResult.Ok<List<Pending>> ok)) {
            listener.wrote(tenant, Outcome.FAILED, waiting.size());
            return new Round(waiting.size(), 0, located.failure());
        }
        creations.announce(tenure, ok.value(), rules, now);
        var batch = new Batch(tools, now);
        try {
            batch.send(ok.value(), rules);
        } finally {
            // What Falcon has done must be known, whatever came after it.
            ledger.settle(tenure, tenant, batch.settled());
        }
        batch.tell();
        return new Round(waiting.size(), batch.settled().size(), batch.trouble());
    }

    /** The customer's own table, asked now and then. */
    public Optional<ActionMatrix> matrix() {
        return matrix;
    }

    private Optional<FalconFailure> learn() {
        if (clock.instant().isBefore(matrixUntil)) {
            return Optional.empty();
        }
        FalconResult<ActionMatrix> answer = falcon.actions();
        if (answer instanceof FalconResult.Ok<ActionMatrix> ok) {
            matrix = Optional.of(ok.value());
            matrixUntil = clock.instant().plus(MATRIX_LIFE);
        }
        return matrix.isPresent() ? Optional.empty() : answer.failure();
    }
}
