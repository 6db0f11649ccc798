package io.ropewalk.simulator.falcon;

import java.util.Optional;

/**
 * A route will not do what was asked; becomes an error envelope, and a violation where the caller
 * broke the contract.
 */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String violation;

    private Refusal(int status, String message, String violation) {
        super(message, null, false, false);
        this.status = status;
        this.violation = violation;
    }

    /** An answer the caller had to expect. */
    static Refusal expected(int status, String message) {
        return new Refusal(status, message, null);
    }

    /** The caller's mistake, of a kind. */
    static Refusal mistake(int status, String kind, String message) {
        return new Refusal(status, message, kind);
    }

    int status() {
        return status;
    }

    Optional<String> violation() {
        return Optional.ofNullable(violation);
    }
}
