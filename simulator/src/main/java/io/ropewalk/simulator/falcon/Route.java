package io.ropewalk.simulator.falcon;

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
    }
}
