package io.ropewalk.inventory.run;

/** What asking for a run came to. */
public sealed interface Submission {

    /** It waits for its turn. */
    record Queued(Run run) implements Submission {}

    /** The tenant has a run that is queued or running; there is never more than one. */
    record Busy(Run active) implements Submission {}
}
