package io.ropewalk.ioc.sync;

import io.ropewalk.ioc.ledger.Checkpoint;
import io.ropewalk.ioc.ledger.Counts;
import io.ropewalk.ioc.ledger.Ledger;
import io.ropewalk.ioc.ledger.Quarantined;
import io.ropewalk.ioc.opencti.EventId;
import io.ropewalk.ioc.opencti.StreamState;
import io.ropewalk.ioc.reconcile.Order;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The mirror for those who look at it and act on it. */
public final class MirrorDesk {
    private final Mirror mirror;
    private final Ledger ledger;
    private final Clock clock;

    public MirrorDesk(Mirror mirror, Ledger ledger, Clock clock) {
        this.mirror = Objects.requireNonNull(mirror, "mirror");
        this.ledger = Objects.requireNonNull(ledger, "ledger");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** Customers that are mirrored to. */
    public Collection<String> tenants() {
        return mirror.tenants().keySet();
    }

    public MirrorView view(String tenant) {
        TenantWork work = mirror.tenants().get(tenant);
        Checkpoint checkpoint = ledger.checkpoint();
        Counts counts = ledger.counts(tenant);
        StreamState state = mirror.session().state();
        return new MirrorView(
                state,
                mirror.session().reason(),
                mirror.isWorking(),
                checkpoint,
                mirror.applied(),
                lag(state, checkpoint, counts.pending(), clock.instant()),
                counts,
                mirror.sweep().held().orElse(0L),
                work.trouble(),
                work.objections(),
                mirror.pingTrouble(),
                work.isComparing(),
                work.report(),
                work.finished(),
                work.compared());
    }

    /** How many seconds a mirror in this state is behind. */
    static long lag(StreamState state, Checkpoint checkpoint, long pending, Instant now) {
        if (state == StreamState.LIVE && pending == 0) {
            return 0;
        }
        // Before the first event it is behind since the reading of everything began.
        return EventId.of(checkpoint.position())
                .map(EventId::millis)
                .or(() -> checkpoint.recoversUntil().map(Instant::toEpochMilli))
                .map(it -> Math.max(0, (now.toEpochMilli() - it) / 1000))
                .orElse(0L);
    }

    /** Empty where another replica works, false while a comparison is under way. */
    public Optional<Boolean> compare(String tenant, Order order) {
        return mirror.compare(tenant, order);
    }

    /** False where another replica works. */
    public boolean reset() {
        return mirror.reset();
    }

    public List<Quarantined> quarantined(String tenant, int limit, Optional<String> after) {
        return ledger.quarantined(tenant, limit, after);
    }

    public Optional<Quarantined> quarantinedOne(String tenant, String id) {
        return ledger.quarantinedOne(tenant, id);
    }

    /** False where another replica works. */
    public boolean replay(Quarantined item) {
        return mirror.replay(item);
    }
}
