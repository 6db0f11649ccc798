package io.ropewalk.stream.outbound;

/** What a POST came to. The reasons are one sentence each and hold no secret. */
public sealed interface PostOutcome {

    /** There is a status. */
    record Answered(Reply reply) implements PostOutcome {}

    /** There is none, and there may be one later. */
    record Lost(String reason) implements PostOutcome {}

    /** There is none, and will be none until somebody changes something. */
    record Untrusted(String reason) implements PostOutcome {}
}
