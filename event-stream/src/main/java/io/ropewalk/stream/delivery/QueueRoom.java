package io.ropewalk.stream.delivery;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that all queues of a process share. Each lane may have an even part of it and no more,
 * so that lanes of a sink that is down never take what those of the others need. More than all of
 * it is in use only by what each queue takes when it is empty, and never grows by anything else.
 * Thread-safe.
 */
public final class QueueRoom {
    private final long maxBytes;
    private final AtomicInteger lanes = new AtomicInteger();
    private final AtomicLong used = new AtomicLong();

    /**
     * @param maxBytes of all queues together
     */
    public QueueRoom(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Without a bound of its own. */
    public static QueueRoom unbounded() {
        return new QueueRoom(Long.MAX_VALUE);
    }

    /** Of all queues together. */
    public long maxBytes() {
        return maxBytes;
    }

    /** A lane begins. */
    void join() {
        lanes.incrementAndGet();
    }

    /** A lane is over. */
    void leave() {
        lanes.decrementAndGet();
    }

    /** The part of one lane. */
    long part() {
        return maxBytes / Math.max(1, lanes.get());
    }

    /** Whether so much more may wait. */
    boolean has(long bytes) {
        return bytes <= maxBytes - used.get();
    }

    /** So much more waits, or less. */
    void take(long bytes) {
        used.addAndGet(bytes);
    }

    /** Bytes that wait in all queues. */
    public long used() {
        return used.get();
    }
}
