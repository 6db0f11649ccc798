package io.ropewalk.ioc.opencti;

import java.io.IOException;
import java.util.Optional;

/** The connector as OpenCTI keeps it. */
public interface OpenCti {

    /** OpenCTI refused what was asked; the message says why. */
    final class Refused extends IOException {
        private static final long serialVersionUID = 1L;

        private final boolean unknown;

        /**
         * A refusal.
         *
         * @param unknown it does not know this connector
         */
        public Refused(String message, boolean unknown) {
            super(message);
            this.unknown = unknown;
        }

        public boolean isUnknown() {
            return unknown;
        }
    }

    /** Makes the connector known; harmless where it is. */
    void register() throws IOException;

    /**
     * Says that the connector lives, and how far it is.
     *
     * @param position empty where it has none yet
     * @return what OpenCTI has of it now: another, or none, where an operator has reset it
     */
    Optional<String> ping(Optional<String> position) throws IOException;
}
