package io.ropewalk.simulator.identity;

/** A query is wrong; the service says so inside a 200. */
public final class GraphQlFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public GraphQlFault(String message) {
        super(message, null, false, false);
    }
}
