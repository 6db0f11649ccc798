package io.ropewalk.simulator.receiver;

/** The body of a request is not what the protocol wants; answered with a status of its own. */
final class BadBody extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    BadBody(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }
}
