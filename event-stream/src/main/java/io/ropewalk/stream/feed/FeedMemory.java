package io.ropewalk.stream.feed;

import io.ropewalk.stream.timing.Timing;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What this process remembers of a customer's feeds beyond the life of a reader. Thread-safe. */
public final class FeedMemory {
    private final Timing timing;
    private final VendorClock clock;
    private final Map<String, ForeignWatch> watches = new ConcurrentHashMap<>();
    private final Map<String, Read> read = new ConcurrentHashMap<>();

    private record Read(int epoch, long highest) {}

    public FeedMemory(Timing timing) {
        this.timing = Objects.requireNonNull(timing, "timing");
        this.clock = new VendorClock(timing);
    }

    public VendorClock clock() {
        return clock;
    }

    /** A partition that is no longer ours: others of ours may open it now. */
    public void forget(String partition) {
        watches.remove(partition);
        read.remove(partition);
    }

    /** New events were read, up to this offset. */
    void read(String partition, int epoch, long highest) {
        read.put(partition, new Read(epoch, highest));
    }

    /** The highest offset of the newest events that were read; empty when none was. */
    OptionalLong highest(String partition, int epoch) {
        Read last = read.get(partition);
        return last == null || last.epoch() != epoch
                ? OptionalLong.empty()
                : OptionalLong.of(last.highest());
    }

    ForeignWatch watch(String partition, Set<String> appIds) {
        return watches.computeIfAbsent(partition, it -> new ForeignWatch(it, appIds, timing));
    }
}
