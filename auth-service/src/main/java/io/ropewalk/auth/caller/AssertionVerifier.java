package io.ropewalk.auth.caller;

import java.util.concurrent.CompletableFuture;

/** Verifies Kubernetes service-account tokens. */
public interface AssertionVerifier {

    /** What a token proved. */
    sealed interface Proof {
        /** It was issued to this account, for us, and has not expired. */
        record Account(ServiceAccount account) implements Proof {}

        /** It proves nothing. */
        record Worthless() implements Proof {}

        /** It cannot be judged now: the issuer's keys are out of reach. */
        record Undecided() implements Proof {}
    }

    /** Does not block; never completes exceptionally. */
    CompletableFuture<Proof> verify(String token);

    /** Where no issuer is configured, no token proves anything. */
    static AssertionVerifier none() {
        return _ -> CompletableFuture.completedFuture(new Proof.Worthless());
    }
}
