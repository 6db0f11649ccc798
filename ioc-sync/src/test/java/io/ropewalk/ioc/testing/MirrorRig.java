package io.ropewalk.ioc.testing;

import io.ropewalk.ioc.ledger.Change;
import io.ropewalk.ioc.ledger.Ledger;
import io.ropewalk.ioc.ledger.Tenure;
import io.ropewalk.ioc.ledger.jdbc.JdbcLedger;
import io.ropewalk.ioc.mirror.MirrorListener;
import io.ropewalk.ioc.mirror.Round;
import io.ropewalk.ioc.mirror.TenantWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A mirror to one customer, over a real state file. */
public final class MirrorRig {
    public static final String TENANT = "acme";
    public static final String SOURCE = "Ropewalk OpenCTI";

    private static final int MOST_ROUNDS = 10_000;

    private final MutableClock clock = new MutableClock(Wishes.START);
    private final FakeFalcon falcon = new FakeFalcon();
    private final Ledger ledger;
    private final Tenure tenure;
    private final boolean permanent;
    private final int batch;
    private TenantWriter writer;

    private MirrorRig(Ledger ledger, boolean permanent, int batch) {
        this.ledger = ledger;
        this.tenure = ledger.take(Duration.ofHours(1)).orElseThrow();
        this.permanent = permanent;
        this.batch = batch;
        restart();
    }

    /** A new writer, which knows only what the ledger does. */
    public void restart() {
        writer =
                new TenantWriter(
                        TENANT,
                        ledger,
                        falcon,
                        new TenantWriter.Settings(SOURCE, permanent, batch),
                        MirrorListener.NONE,
                        clock);
    }

    public static MirrorRig over(Path folder, boolean permanent) {
        return over(folder, permanent, 200);
    }

    public static MirrorRig over(Path folder, boolean permanent, int batch) {
        var clock = new MutableClock(Wishes.START);
        return new MirrorRig(
                JdbcLedger.over(TestDatabase.sqlite(folder), List.of(TENANT), "self", clock),
                permanent,
                batch);
    }

    public MutableClock clock() {
        return clock;
    }

    public FakeFalcon falcon() {
        return falcon;
    }

    public Ledger ledger() {
        return ledger;
    }

    public Tenure tenure() {
        return tenure;
    }

    public void take(Change... changes) {
        ledger.ingest(tenure, List.of(changes), List.of(), Optional.empty());
    }

    public void due() {
        ledger.due(tenure, TENANT, clock.instant());
    }

    public Round round() {
        return writer.round(tenure);
    }

    /** Writes until nothing waits. */
    public void drain() {
        for (int i = 0; i < MOST_ROUNDS; i++) {
            if (writer.round(tenure).looked() == 0) {
                return;
            }
        }
        throw new IllegalStateException("It never ends.");
    }

    public long waiting() {
        return ledger.counts(TENANT).pending();
    }
}
