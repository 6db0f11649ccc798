package io.ropewalk.inventory.sync;

import io.ropewalk.inventory.graph.Written;
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
        over.add(records);
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
    public Counts counts() {
        return new Counts(
                received.sum(),
                created.sum(),
                updated.sum(),
                unchanged.sum(),
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
