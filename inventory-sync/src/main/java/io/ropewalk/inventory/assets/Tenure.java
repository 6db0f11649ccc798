package io.ropewalk.inventory.assets;

import java.util.Objects;

/**
 * The right to deliver a tenant's assets, alone.
 *
 * @param owner who delivers
 * @param number rises each time the right is taken: a write with an older one is refused, and it
 *     marks what a delivery has seen
 */
public record Tenure(String tenant, String owner, long number) {
    public Tenure {
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(owner, "owner");
    }

    /** Another process delivers for the tenant now; nothing was written. */
    public static final class Lost extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Lost() {
            super("another process delivers the tenant's assets now");
        }
    }
}
