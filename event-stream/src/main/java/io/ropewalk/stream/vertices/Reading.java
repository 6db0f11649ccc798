package io.ropewalk.stream.vertices;

import java.util.Objects;
import java.util.Optional;

/**
 * What one attempt at a detection's graph came to.
 *
 * @param graph as far as it was read, by this attempt or earlier ones
 * @param reason a word for metrics, empty when it is whole
 */
record Reading(Optional<DetectionGraph> graph, Ending ending, String reason) {
    Reading {
        Objects.requireNonNull(graph, "graph");
        Objects.requireNonNull(ending, "ending");
        Objects.requireNonNull(reason, "reason");
    }

    /** How an attempt ends. */
    enum Ending {
        /** Nothing more is to be had. */
        WHOLE,
        /** Something is missing that another attempt may bring. */
        OPEN,
        /** Falcon does not let us in; that is no attempt. */
        PAUSED,
        /** Falcon does not know the detection. */
        UNKNOWN
    }

    static Reading without(Ending ending, String reason) {
        return new Reading(Optional.empty(), ending, reason);
    }
}
