package io.ropewalk.stream.state;

/** The state database could not be used. Nothing is known to have been written. */
public final class StateFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StateFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
