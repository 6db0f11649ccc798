package io.ropewalk.auth.caller;

import io.ropewalk.auth.caller.AssertionVerifier.Proof;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Tells who asks. Says no in the same words and the same time whether the caller is unknown or its
 * secret is wrong.
 */
public final class Authenticator {
    private static final SecretDigest NOBODY = SecretDigest.of("nobody has this secret");
    private static final String REFUSED = "The client is unknown or its credentials are wrong.";

    private final Map<String, Caller> byName;
    private final Map<ServiceAccount, Caller> byAccount;
    private final AssertionVerifier verifier;

    public Authenticator(Collection<Caller> callers, AssertionVerifier verifier) {
        this.byName = callers.stream().collect(Collectors.toMap(Caller::name, Function.identity()));
        this.byAccount =
                callers.stream()
                        .filter(c -> c.serviceAccount().isPresent())
                        .collect(
                                Collectors.toMap(
                                        c -> c.serviceAccount().orElseThrow(),
                                        Function.identity()));
        this.verifier = verifier;
    }

    /**
     * Who sends this form: by Basic, by {@code client_secret} or by {@code client_assertion}.
     *
     * @param authorization the values of that header
     */
    public CompletableFuture<Verdict> ofForm(List<String> authorization, Form form) {
        return judge(Presented.read(authorization, form));
    }

    /** Who sends this request: by Basic or by a service-account token as bearer. */
    public CompletableFuture<Verdict> ofHeader(List<String> authorization) {
        return judge(Presented.read(authorization));
    }

    private CompletableFuture<Verdict> judge(Presented presented) {
        return switch (presented) {
            case Presented.Nothing _ ->
                    settled(
                            new Verdict.Refused(
                                    "invalid_client",
                                    "Client authentication is missing.",
                                    Optional.empty()));
            case Presented.Broken it ->
                    settled(new Verdict.Refused(it.error(), it.description(), Optional.empty()));
            case Presented.Basic it -> {
                Verdict decoded = bySecret(it.id(), it.secret());
                boolean other = !it.id().equals(it.rawId()) || !it.secret().equals(it.rawSecret());
                yield settled(
                        decoded instanceof Verdict.Refused && other
                                ? bySecret(it.rawId(), it.rawSecret())
                                : decoded);
            }
            case Presented.Post it -> settled(bySecret(it.id(), it.secret()));
            case Presented.Assertion it ->
                    verifier.verify(it.token()).thenApply(proof -> byProof(proof, it.id()));
        };
    }

    private Verdict bySecret(String name, String secret) {
        var caller = Optional.ofNullable(byName.get(name));
        boolean matches = caller.flatMap(Caller::secret).orElse(NOBODY).matches(secret);
        boolean hasSecret = caller.flatMap(Caller::secret).isPresent();
        return matches && hasSecret ? new Verdict.Known(caller.get()) : refused(caller);
    }

    private Verdict byProof(Proof proof, Optional<String> id) {
        var claimed = id.map(byName::get);
        return switch (proof) {
            case Proof.Account it -> {
                var caller = Optional.ofNullable(byAccount.get(it.account()));
                boolean same = id.isEmpty() || id.equals(caller.map(Caller::name));
                yield caller.isPresent() && same
                        ? new Verdict.Known(caller.get())
                        : refused(caller.or(() -> claimed));
            }
            case Proof.Worthless _ -> refused(claimed);
            case Proof.Undecided _ -> new Verdict.Undecided();
        };
    }

    private static Verdict refused(Optional<Caller> claimed) {
        return new Verdict.Refused("invalid_client", REFUSED, claimed.map(Caller::name));
    }

    private static CompletableFuture<Verdict> settled(Verdict verdict) {
        return CompletableFuture.completedFuture(verdict);
    }
}
