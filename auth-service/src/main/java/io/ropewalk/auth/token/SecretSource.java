package io.ropewalk.auth.token;

/**
 * Where a tenant's client secret comes from. Read anew for each call to the vendor, so it may
 * rotate.
 */
@FunctionalInterface
public interface SecretSource {

    /**
     * The secret as it is now.
     *
     * @throws UnreadableSecretException if there is none to be had at the moment
     */
    Secret read() throws UnreadableSecretException;

    /**
     * The secret cannot be read. The message is one sentence for an operator and holds no secret.
     */
    final class UnreadableSecretException extends Exception {
        private static final long serialVersionUID = 1L;

        public UnreadableSecretException(String message) {
            super(message);
        }
    }
}
