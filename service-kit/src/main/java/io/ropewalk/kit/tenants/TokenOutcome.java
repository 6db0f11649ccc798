package io.ropewalk.kit.tenants;

/** What asking auth-service came to. */
public sealed interface TokenOutcome {
    /** A token. */
    record Granted(TenantToken token) implements TokenOutcome {}

    /**
     * No token.
     *
     * @param category the suite's failure category: {@code auth}, {@code vendor-down}, {@code
     *     network} ...
     * @param message one sentence without any secret
     */
    record Refused(String category, String message) implements TokenOutcome {}
}
