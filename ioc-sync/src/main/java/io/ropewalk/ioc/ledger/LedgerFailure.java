package io.ropewalk.ioc.ledger;

/** The state database cannot be used now. */
public final class LedgerFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LedgerFailure(Throwable cause) {
        super("The state database cannot be used.", cause);
    }
}
