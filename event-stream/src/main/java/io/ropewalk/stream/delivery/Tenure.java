package io.ropewalk.stream.delivery;

import io.ropewalk.stream.state.Ownership;

/** An ownership as this process may rely on it. */
public interface Tenure {

    Ownership ownership();

    /**
     * Whether the ownership cannot have passed to another yet, by this machine's own monotonic
     * clock. Asked before anything is sent or written.
     */
    boolean held();
}
