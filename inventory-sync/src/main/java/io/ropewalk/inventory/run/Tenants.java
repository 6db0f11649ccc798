package io.ropewalk.inventory.run;

import java.util.Set;

/** The customers this service works for. */
@FunctionalInterface
public interface Tenants {

    /**
     * Their configured names.
     *
     * @throws TenantsUnknown when they cannot be had; never an empty set instead
     */
    Set<String> names();

    /** The list of tenants cannot be had. The message is one sentence for a person. */
    final class TenantsUnknown extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public TenantsUnknown(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
