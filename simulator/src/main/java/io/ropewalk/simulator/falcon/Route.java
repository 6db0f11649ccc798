package io.ropewalk.simulator.falcon;

import java.time.Instant;
import java.util.Optional;

/**
 * One operation.
 *
 * @param operationId as the vendor's swagger names it; finds its legal parameters
 * @param access what the caller must show
 */
record Route(String operationId, Access access, Handler handler) {

    /** Answers a call that passed the gateway. */
    @FunctionalInterface
    interface Handler {
        Reply handle(Call call);
    }

    /** How the gateway guards a route. */
    sealed interface Access {
        /** The token endpoints: no bearer token, a bucket of their own. */
        record Client() implements Access {}

        /**
         * A bearer token whose client has the scope. Some services list nothing ({@code []}) in
         * their errors.
         */
        record Bearer(String scope, String poweredBy, boolean listsOnError) implements Access {}

        /** As {@link Bearer}, and the body's type must be JSON even where there is none. */
        record BearerJson(Bearer bearer) implements Access {}

        /** {@code Authorization: Token}; then the scope of the client the token was made for. */
        record Session(Bearer client, TokenOwner owner) implements Access {}

        /** Knows the session tokens. */
        interface TokenOwner {
            /** Name of the tenant of a token that still opens something. */
            Optional<String> tenantOf(String token, Instant now);

            /** The token opens nothing from now on. */
            void kill(String token);
        }
    }
}
