package io.ropewalk.stream.delivery;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Segments between the feed and one lane, bounded by the memory they keep alive. One segment always
 * fits an empty queue, however large.
 */
final class LaneQueue {
    private final long maxBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Segment> segments = new ArrayDeque<>();
    private long bytes;
    private boolean ended;

    LaneQueue(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Puts a segment in; false when there was no room all that time. */
    boolean offer(Segment segment, Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = patience.toNanos();
            while (!ended && bytes > 0 && bytes + segment.bytes() > maxBytes) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            if (!ended) {
                segments.add(segment);
                bytes += segment.bytes();
                changed.signalAll();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** The next segment; empty when none came in that time, or none will come. */
    Optional<Segment> poll(Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = patience.toNanos();
            while (segments.isEmpty() && !ended && left > 0) {
                left = changed.awaitNanos(left);
            }
            return Optional.ofNullable(segments.poll());
        } finally {
            lock.unlock();
        }
    }

    /** Says that the events of a segment need their memory no longer. */
    void free(long freed) {
        lock.lock();
        try {
            bytes -= freed;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Forgets what is waiting. */
    void clear() {
        lock.lock();
        try {
            for (Segment segment : segments) {
                bytes -= segment.bytes();
            }
            segments.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Nothing more comes; what is in it can still be taken. */
    void end() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isEnded() {
        lock.lock();
        try {
            return ended && segments.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    long bytes() {
        lock.lock();
        try {
            return bytes;
        } finally {
            lock.unlock();
        }
    }
}
