package io.ropewalk.inventory.run;

/** The state database cannot be used. */
public final class RunStoreFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RunStoreFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
