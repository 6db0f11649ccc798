package io.ropewalk.stream.delivery;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Segments between the feed and one lane, bounded by the memory they keep alive, and by the lane's
 * part of what all lanes share. One segment always fits an empty queue, however large.
 */
final class LaneQueue {
    private final long maxBytes;
    private final QueueRoom shared;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final Condition enough = lock.newCondition();
    private final Deque<Segment> segments = new ArrayDeque<>();
    private int waitingEvents;
    private long waitingBytes;
    private long bytes;
    private boolean ended;

    /** Its lane is over: what is left counts no more. */
    private boolean left;

    /**
     * What the taker waits for. Woken for every segment it would only lay it aside, and take the
     * processor from the feed where there are few.
     */
    private int wantedEvents;

    private long wantedBytes;

    /** An offer found no room: the taker must not wait for more. */
    private boolean crowded;

    LaneQueue(long maxBytes, QueueRoom shared) {
        this.maxBytes = maxBytes;
        this.shared = shared;
    }

    /** Its lane begins. */
    void join() {
        shared.join();
    }

    /** Its lane is over. */
    void leave() {
        lock.lock();
        try {
            left = true;
            shared.take(-bytes);
            shared.leave();
        } finally {
            lock.unlock();
        }
    }

    /** How much may wait in it now; changes with the number of lanes. */
    long limit() {
        return Math.min(maxBytes, shared.part());
    }

    /** Whether no more waits than may. */
    boolean isWithinLimit() {
        return bytes() <= limit();
    }

    private void hold(long more) {
        bytes += more;
        if (!left) {
            shared.take(more);
        }
    }

    private boolean fits(long more) {
        return bytes == 0 || (bytes + more <= limit() && shared.has(more));
    }

    /** Puts a segment in; false when there was no room all that time. */
    boolean offer(Segment segment, Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = patience.toNanos();
            while (!ended && !fits(segment.bytes())) {
                crowded = true;
                enough.signalAll();
                if (nanos <= 0) {
                    return false;
                }
                nanos = room.awaitNanos(nanos);
            }
            if (!ended) {
                add(segment);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void add(Segment segment) {
        segments.add(segment);
        waitingEvents += segment.events().size();
        waitingBytes += segment.bytes();
        hold(segment.bytes());
        crowded = false;
        if (isEnough()) {
            enough.signalAll();
        }
    }

    /**
     * The next segment, once so much waits, or the time is over, or no more fits; empty when none
     * came in that time, or none will come.
     *
     * @param events so many are enough, 0 for whatever comes first
     * @param memory so many bytes are enough
     */
    Optional<Segment> poll(Duration patience, int events, long memory) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            wantedEvents = events;
            wantedBytes = memory;
            long nanos = patience.toNanos();
            while (!isEnough() && !isStalled() && !ended && nanos > 0) {
                nanos = enough.awaitNanos(nanos);
            }
            Segment next = segments.poll();
            if (next != null) {
                waitingEvents -= next.events().size();
                waitingBytes -= next.bytes();
            }
            return Optional.ofNullable(next);
        } finally {
            lock.unlock();
        }
    }

    private boolean isEnough() {
        return !segments.isEmpty()
                && (crowded || waitingEvents >= wantedEvents || waitingBytes >= wantedBytes);
    }

    /** The taker has all there is, and no more fits before it has let go of some. */
    private boolean isStalled() {
        return crowded && segments.isEmpty() && bytes > 0;
    }

    /** Says that the events of a segment need their memory no longer. */
    void free(long freed) {
        lock.lock();
        try {
            hold(-freed);
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Forgets what is waiting. */
    void clear() {
        lock.lock();
        try {
            hold(-waitingBytes);
            waitingEvents = 0;
            waitingBytes = 0;
            segments.clear();
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Nothing more comes; what is in it can still be taken. */
    void end() {
        lock.lock();
        try {
            ended = true;
            room.signalAll();
            enough.signalAll();
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
