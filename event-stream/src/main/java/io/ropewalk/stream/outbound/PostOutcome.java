package io.ropewalk.stream.outbound;

import io.ropewalk.stream.delivery.SinkAnswer;

/** What a POST came to. */
public sealed interface PostOutcome {

    /** There is a status. */
    record Answered(Reply reply) implements PostOutcome {}

    /**
     * There is none.
     *
     * @param answer {@link SinkAnswer.Unavailable}, or {@link SinkAnswer.Halted} where TLS fails
     */
    record Failed(SinkAnswer answer) implements PostOutcome {}
}
