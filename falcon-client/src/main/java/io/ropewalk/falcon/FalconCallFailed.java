package io.ropewalk.falcon;

import java.util.Objects;

/** A call without which there is no answer came to nothing; carries what it came to. */
public final class FalconCallFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient FalconFailure why;
    private final String traceId;

    public FalconCallFailed(FalconFailure why, String traceId) {
        super(why.message());
        this.why = why;
        this.traceId = Objects.requireNonNull(traceId, "traceId");
    }

    /** Why, in words that say what to do. */
    public FalconFailure why() {
        return why;
    }

    /** The vendor's trace id, empty where there is none. */
    public String traceId() {
        return traceId;
    }
}
