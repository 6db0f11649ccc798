package io.ropewalk.inventory.graph;

import io.ropewalk.falcon.FailureCategory;

/** The graph could not do what was asked. The message is one sentence for a person. */
public final class GraphFailure extends RuntimeException {
    private final FailureCategory category;

    public GraphFailure(FailureCategory category, String message) {
        super(message);
        this.category = category;
    }

    public GraphFailure(FailureCategory category, String message, Throwable cause) {
        super(message, cause);
        this.category = category;
    }

    /** What kind of failure it is. */
    public FailureCategory category() {
        return category;
    }
}
