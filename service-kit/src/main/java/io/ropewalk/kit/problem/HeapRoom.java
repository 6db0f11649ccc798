package io.ropewalk.kit.problem;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Room on the heap for what requests hold. Each takes what it may need before it begins, and what
 * does not fit waits: a few large requests at once would fill the heap, which ends the process and
 * with it everybody's work.
 */
public final class HeapRoom {
    private static final int KIB = 1024;
    private static final int PATIENCE_SECONDS = 30;

    private final int total;
    private final long patienceMillis;
    private final Semaphore free;

    /** Held until closed; closing it again does nothing. */
    public interface Held extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Half of the heap.
     *
     * @see Runtime#maxMemory()
     */
    public HeapRoom() {
        this(Runtime.getRuntime().maxMemory() / 2, TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    }

    HeapRoom(long bytes, long patienceMillis) {
        total = Math.toIntExact(Math.min(bytes / KIB, Integer.MAX_VALUE));
        this.patienceMillis = patienceMillis;
        free = new Semaphore(total, true);
    }

    /**
     * Takes room, and waits for it in turn. Who wants more than there is gets all of it.
     *
     * @param bytes what the request may hold at most
     * @throws ProblemException 429 when there is none for half a minute
     */
    public Held take(long bytes) {
        int wanted = (int) Math.min(total, Math.max(1, bytes / KIB));
        try {
            if (!free.tryAcquire(wanted, patienceMillis, TimeUnit.MILLISECONDS)) {
                throw busy();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw busy();
        }
        var held = new Semaphore(1);
        return () -> {
            if (held.tryAcquire()) {
                free.release(wanted);
            }
        };
    }

    private static ProblemException busy() {
        return new ProblemException(
                Problem.of(
                        429,
                        "throttled",
                        "Other large requests take all the memory there is for them; ask for less at"
                                + " once, or later."));
    }
}
