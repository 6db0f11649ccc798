package io.ropewalk.ioc.races;

import io.ropewalk.ioc.ledger.Change;
import io.ropewalk.ioc.ledger.Checkpoint;
import io.ropewalk.ioc.ledger.Counts;
import io.ropewalk.ioc.ledger.Entry;
import io.ropewalk.ioc.ledger.Ledger;
import io.ropewalk.ioc.ledger.Pending;
import io.ropewalk.ioc.ledger.Quarantined;
import io.ropewalk.ioc.ledger.Settled;
import io.ropewalk.ioc.ledger.Tenure;
import io.ropewalk.ioc.value.IocValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A ledger that a process can reach as long as it lives. */
final class MortalLedger implements Ledger {
    private final Ledger real;
    private final Life life;
    private final AtomicInteger taken = new AtomicInteger();

    MortalLedger(Ledger real, Life life) {
        this.real = real;
        this.life = life;
    }

    /** How often the process began to mirror. More than once: its work has failed. */
    int taken() {
        return taken.get();
    }

    private void does(Runnable work) {
        life.doing(() -> {
            work.run();
            return null;
        });
    }

    @Override
    public Optional<Tenure> take(Duration patience) {
        Optional<Tenure> mine = life.doing(() -> real.take(patience));
        mine.ifPresent(_ -> taken.incrementAndGet());
        return mine;
    }

    @Override
    public boolean keep(Tenure tenure, Duration patience) {
        return life.doing(() -> real.keep(tenure, patience));
    }

    @Override
    public void giveBack(Tenure tenure) {
        does(() -> real.giveBack(tenure));
    }

    @Override
    public Checkpoint checkpoint() {
        return life.doing(real::checkpoint);
    }

    @Override
    public void move(Tenure tenure, Checkpoint checkpoint) {
        does(() -> real.move(tenure, checkpoint));
    }

    @Override
    public void swept(Tenure tenure) {
        does(() -> real.swept(tenure));
    }

    @Override
    public int ingest(
            Tenure tenure,
            List<Change> changes,
            List<Quarantined> unreadable,
            Optional<Checkpoint> after) {
        return life.doing(() -> real.ingest(tenure, changes, unreadable, after));
    }

    @Override
    public List<Pending> pending(String tenant, int limit) {
        return life.doing(() -> real.pending(tenant, limit));
    }

    @Override
    public Map<IocValue, Pending> look(String tenant, Collection<IocValue> values) {
        return life.doing(() -> real.look(tenant, values));
    }

    @Override
    public void settle(Tenure tenure, String tenant, List<Settled> settled) {
        does(() -> real.settle(tenure, tenant, settled));
    }

    @Override
    public int due(Tenure tenure, String tenant, Instant now) {
        return life.doing(() -> real.due(tenure, tenant, now));
    }

    @Override
    public List<Pending> standing(
            String tenant, Entry.State state, Optional<IocValue> after, int limit) {
        return life.doing(() -> real.standing(tenant, state, after, limit));
    }

    @Override
    public Map<String, Instant> unseen(int limit) {
        return life.doing(() -> real.unseen(limit));
    }

    @Override
    public long unseenCount() {
        return life.doing(real::unseenCount);
    }

    @Override
    public Counts counts(String tenant) {
        return life.doing(() -> real.counts(tenant));
    }

    @Override
    public List<Quarantined> quarantined(String tenant, int limit, Optional<String> after) {
        return life.doing(() -> real.quarantined(tenant, limit, after));
    }

    @Override
    public Optional<Quarantined> quarantinedOne(String tenant, String id) {
        return life.doing(() -> real.quarantinedOne(tenant, id));
    }

    @Override
    public void release(Tenure tenure, Quarantined item) {
        does(() -> real.release(tenure, item));
    }

    @Override
    public void prune(Tenure tenure, Instant before) {
        does(() -> real.prune(tenure, before));
    }
}
