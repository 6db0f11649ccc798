package io.ropewalk.stream.delivery;

import io.ropewalk.stream.event.PartitionId;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps the promise every sink relies on, one batch at a time per partition, where a partition has
 * more than one sender: its lane, its vertices, and a person who replays. Whoever waits longest is
 * next, so a lane waits for one batch of the others at most.
 */
public final class OneAtATime implements Sink {
    private final Sink sink;
    private final Map<PartitionId, ReentrantLock> turns = new ConcurrentHashMap<>();

    public OneAtATime(Sink sink) {
        this.sink = Objects.requireNonNull(sink, "sink");
    }

    @Override
    public String name() {
        return sink.name();
    }

    @Override
    public SinkAnswer deliver(Batch batch) throws InterruptedException {
        ReentrantLock turn = turns.computeIfAbsent(batch.partition(), _ -> new ReentrantLock(true));
        turn.lockInterruptibly();
        try {
            return sink.deliver(batch);
        } finally {
            turn.unlock();
        }
    }

    @Override
    public void close() {
        sink.close();
    }
}
