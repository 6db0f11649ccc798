package io.ropewalk.stream.faults;

import io.ropewalk.stream.event.PartitionId;
import io.ropewalk.stream.feed.FeedListener;
import io.ropewalk.stream.feed.FeedState.Cause;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What metrics would count. */
final class Heard implements FeedListener {
    private final Map<String, Integer> counts = new ConcurrentHashMap<>();

    int of(Cause cause) {
        return of(cause.word());
    }

    int of(String what) {
        return counts.getOrDefault(what, 0);
    }

    private void count(String what, int more) {
        counts.merge(what, more, Integer::sum);
    }

    @Override
    public void reopening(PartitionId partition, Cause cause) {
        count(cause.word(), 1);
        count(cause.word() + " " + partition.partition(), 1);
    }

    @Override
    public void partialLine(PartitionId partition) {
        count("partial", 1);
    }

    @Override
    public void skipped(PartitionId partition, long offsets) {
        count("skipped", (int) offsets);
    }

    @Override
    public void beganAnew(PartitionId partition) {
        count("anew", 1);
    }

    @Override
    public void foreign(PartitionId partition) {
        count("foreign", 1);
    }

    @Override
    public String toString() {
        return counts.toString();
    }
}
