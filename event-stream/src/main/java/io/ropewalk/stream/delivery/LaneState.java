package io.ropewalk.stream.delivery;

/** What a lane is about. */
public enum LaneState {
    /** Delivers what comes. */
    DELIVERING,
    /** The sink did not take a batch; it is tried again with growing pauses. */
    RETRYING,
    /** A person must mend the sink; it is tried again slowly. */
    HALTED,
    /** So far behind the other sinks that the feed goes on without it, until it is well again. */
    DETACHED,
    /** Over. */
    STOPPED
}
