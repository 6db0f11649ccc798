package io.ropewalk.alertops.closure;

import java.time.Duration;
import java.util.Map;

/** Hears what closures do. */
public interface ClosureListener {

    /** Somebody looked at a selection. */
    void previewed(int total);

    /** Items got to their end. */
    void settled(Map<ItemState, Integer> outcomes);

    /** A batch was read, written and settled. */
    void batch(Duration took);

    /** Work on a closure began; the other end is {@link #ended}. */
    void started();

    /** Work on a closure came to this state. */
    void ended(ClosureState state);
}
