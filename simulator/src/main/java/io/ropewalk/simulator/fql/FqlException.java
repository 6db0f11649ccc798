package io.ropewalk.simulator.fql;

/** The text is no filter. */
public final class FqlException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public FqlException(String message) {
        super(message, null, false, false);
    }
}
