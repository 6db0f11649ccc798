package io.ropewalk.ioc.ledger;

import java.util.Objects;

/**
 * The right to work on the mirror, until another replica takes it.
 *
 * @param number rises with every owner; each write checks it
 */
public record Tenure(String owner, long number) {
    public Tenure {
        Objects.requireNonNull(owner, "owner");
    }

    /** Another replica has taken over. */
    public static final class Lost extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Lost() {
            super("Another replica has taken the mirror over.");
        }
    }
}
