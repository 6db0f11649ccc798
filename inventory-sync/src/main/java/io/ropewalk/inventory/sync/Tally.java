package io.ropewalk.inventory.sync;

import io.ropewalk.inventory.graph.Written;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** Counts what a run does, while it does it. Thread-safe. */
public final class Tally {
    private static final long UNKNOWN = -1;

    private final LongAdder received = new LongAdder();
    private final LongAdder created = new LongAdder();
    private final LongAdder updated = new LongAdder();
    private final LongAdder unchanged = new LongAdder();
    private final LongAdder retired = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder elsewhere = new LongAdder();
    private final LongAdder over = new LongAdder();
    private volatile boolean touched;
    private long carried;
    private final LongAdder databaseNanos = new LongAdder();
    private final AtomicLong total = new AtomicLong(UNKNOWN);

    void received(long records, OptionalLong ofTotal) {
        received.add(records);
        ofTotal.ifPresent(total::set);
    }

    void refused() {
        refused.increment();
    }

    void written(Written written) {
        touched = true;
        created.add(written.created());
        updated.add(written.updated());
        unchanged.add(written.unchanged());
        elsewhere.add(written.elsewhere());
    }

    void retired(long records) {
        retired.add(records);
    }

    /** Records that said of themselves that they are over. */
    void over(long records) {
        touched = true;
        over.add(records);
    }

    /** Whether any record went all the way, also before the listing was read again. */
    boolean touched() {
        return touched;
    }

    /**
     * The listing is read again from its beginning. What was created and changed stays counted; it
     * will come as unchanged.
     */
    synchronized void startAgain() {
        carried = created.sum() + updated.sum();
        List.of(received, unchanged, refused, elsewhere, over).forEach(LongAdder::reset);
    }

    /** Does the work and adds the time it takes to the database time. */
    <T> T database(Supplier<T> work) {
        long start = System.nanoTime();
        try {
            return work.get();
        } finally {
            databaseNanos.add(System.nanoTime() - start);
        }
    }

    /** The counts at this moment. */
    public synchronized Counts counts() {
        return new Counts(
                received.sum(),
                created.sum(),
                updated.sum(),
                Math.max(0, unchanged.sum() - carried),
                retired.sum(),
                refused.sum(),
                elsewhere.sum(),
                over.sum());
    }

    /** Records in all by the vendor's latest word. */
    public OptionalLong total() {
        long known = total.get();
        return known == UNKNOWN ? OptionalLong.empty() : OptionalLong.of(known);
    }

    /** Time spent in the database, summed over the writers. */
    public double databaseSeconds() {
        return databaseNanos.sum() / 1e9;
    }
}
