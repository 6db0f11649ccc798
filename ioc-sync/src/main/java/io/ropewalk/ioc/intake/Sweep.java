package io.ropewalk.ioc.intake;

import io.ropewalk.ioc.ledger.Change;
import io.ropewalk.ioc.ledger.Checkpoint;
import io.ropewalk.ioc.ledger.Ledger;
import io.ropewalk.ioc.ledger.Tenure;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Takes out indicators that a reading of everything did not show: they were deleted, or left the
 * filter, while nobody read. More than may go without asking wait for a person: a filter that was
 * edited by mistake looks the same.
 */
public final class Sweep {
    private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);
    private static final int STEP = 500;

    private final Ledger ledger;
    private final long most;
    private final double share;
    private long asked;
    private volatile Optional<Long> held = Optional.empty();

    /**
     * A sweep over the ledger.
     *
     * @param most indicators that may go without asking
     * @param share of all indicators, 0 to 1, that may go without asking
     */
    public Sweep(Ledger ledger, long most, double share) {
        this.ledger = ledger;
        this.most = most;
        this.share = share;
    }

    /** How many wait for somebody to say that they may go. */
    public Optional<Long> held() {
        return held;
    }

    /** After a reading. */
    void run(Tenure tenure, Checkpoint reading) {
        if (reading.reading() == asked) {
            return;
        }
        asked = reading.reading();
        long count = ledger.unseenCount();
        if (count > most || count > Math.ceil(share * ledger.indicatorCount())) {
            try (var _ = MDC.putCloseable("indicators", Long.toString(count))) {
                LOG.warn("many indicators are no longer in the stream; nothing is removed");
            }
            held = Optional.of(count);
            return;
        }
        allow(tenure);
    }

    /** Lets them go, however many. */
    public void allow(Tenure tenure) {
        Map<String, Instant> unseen = ledger.unseen(STEP);
        while (!unseen.isEmpty()) {
            List<Change> gone =
                    unseen.entrySet().stream()
                            .<Change>map(it -> new Change.Gone(it.getKey(), it.getValue(), false))
                            .toList();
            ledger.ingest(tenure, gone, List.of(), Optional.empty());
            unseen = ledger.unseen(STEP);
        }
        held = Optional.empty();
        ledger.swept(tenure);
    }
}
