package io.ropewalk.inventory.sync;

import io.ropewalk.inventory.graph.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Write: a few writers in parallel, each with its own share of the lanes, so that no two ever want
 * the same node. Each has one batch in work and one waiting; whoever brings more waits.
 */
final class Writers implements AutoCloseable {
    private static final int IN_HAND = 2;
    private static final int PATIENCE_MINUTES = 10;

    private final List<Writer> writers;
    private final Limits limits;
    private final Consumer<List<Row>> work;
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();

    /**
     * @param writers how many write at once
     * @param batchRows most rows in a batch
     * @param batchBytes most bytes in a batch, about
     */
    record Limits(int writers, int batchRows, int batchBytes) {}

    Writers(Limits limits, Consumer<List<Row>> work) {
        this.limits = limits;
        this.work = work;
        this.writers = IntStream.range(0, limits.writers()).mapToObj(Writer::new).toList();
    }

    /** Takes a row; waits while its writer has enough to do. Throws what a writer failed with. */
    void add(Row row) throws InterruptedException {
        writers.get(Math.floorMod(row.lane().hashCode(), writers.size())).add(row);
    }

    /** Writes what is left and waits for all of it. */
    void finish() throws InterruptedException {
        for (Writer writer : writers) {
            writer.flush();
        }
        for (Writer writer : writers) {
            writer.awaitEnd();
        }
        rethrow();
    }

    /** Lets the batches in work end and takes no more. */
    @Override
    public void close() {
        writers.forEach(writer -> writer.thread.close());
    }

    private void rethrow() {
        RuntimeException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
    }

    private final class Writer {
        private final ExecutorService thread;
        private final Semaphore room = new Semaphore(IN_HAND);
        private List<Row> pending = new ArrayList<>();
        private int pendingBytes;

        Writer(int number) {
            thread =
                    Executors.newSingleThreadExecutor(
                            Thread.ofVirtual().name("inventory-write-" + number).factory());
        }

        void add(Row row) throws InterruptedException {
            pending.add(row);
            pendingBytes += row.bytes();
            if (pending.size() >= limits.batchRows() || pendingBytes >= limits.batchBytes()) {
                flush();
            }
        }

        void flush() throws InterruptedException {
            rethrow();
            if (pending.isEmpty()) {
                return;
            }
            List<Row> batch = pending;
            pending = new ArrayList<>(limits.batchRows());
            pendingBytes = 0;
            room.acquire();
            thread.execute(() -> write(batch));
        }

        private void write(List<Row> batch) {
            try {
                // After a failure of any writer the run is lost: more writes would only take time.
                if (failure.get() == null) {
                    work.accept(batch);
                }
            } catch (RuntimeException failed) {
                failure.compareAndSet(null, failed);
            } finally {
                room.release();
            }
        }

        void awaitEnd() throws InterruptedException {
            thread.shutdown();
            if (!thread.awaitTermination(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                throw new IllegalStateException("a writer did not end");
            }
        }
    }
}
