package io.ropewalk.stream.feed;

import io.ropewalk.stream.timing.Timing;
import java.util.Objects;

/** What this process remembers of a customer's feeds beyond the life of a reader. Thread-safe. */
public final class FeedMemory {
    private final VendorClock clock;

    public FeedMemory(Timing timing) {
        Objects.requireNonNull(timing, "timing");
        this.clock = new VendorClock(timing);
    }

    public VendorClock clock() {
        return clock;
    }
}
