package io.ropewalk.inventory.sync;

/** How a run ended. Nodes are retired in none but the first. */
public sealed interface SyncOutcome {

    /** Everything asked for was done. */
    record Succeeded() implements SyncOutcome {}

    /**
     * Some records were written; nothing may be concluded from the others. The next run repairs it.
     */
    record Incomplete(SyncFailure why) implements SyncOutcome {}

    /** Nothing useful was read. */
    record Failed(SyncFailure why) implements SyncOutcome {}

    /** It was told to stop. What was being written was finished. */
    record Cancelled() implements SyncOutcome {}
}
