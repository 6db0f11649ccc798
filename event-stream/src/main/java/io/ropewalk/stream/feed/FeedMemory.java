package io.ropewalk.stream.feed;

import io.ropewalk.stream.timing.Timing;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What this process remembers of a customer's feeds beyond the life of a reader. Thread-safe. */
public final class FeedMemory {
    private final Timing timing;
    private final VendorClock clock;
    private final Map<String, ForeignWatch> watches = new ConcurrentHashMap<>();

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
    }

    ForeignWatch watch(String partition, Set<String> appIds) {
        return watches.computeIfAbsent(partition, it -> new ForeignWatch(it, appIds, timing));
    }
}
