package io.ropewalk.inventory.sync;

/** What a running sync asks of whoever started it. Called often and from the run's own thread. */
public interface SyncControl {

    /** Whether to stop after the batches in flight. */
    boolean stopRequested();

    /**
     * Whether this process still holds the right to write for the tenant; asked before nodes are
     * deleted.
     */
    boolean stillOwner();
}
