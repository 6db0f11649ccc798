package io.ropewalk.auth.config;

import io.ropewalk.auth.caller.Caller;
import io.ropewalk.auth.token.Policy;
import io.ropewalk.auth.token.Tenant;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The configuration, checked. Holds no secret a text could show. */
public record Settings(
        List<Tenant> tenants,
        List<Caller> callers,
        Optional<Kubernetes> kubernetes,
        Policy policy,
        Duration callTimeout,
        boolean revokeOnShutdown) {

    /** How service-account tokens are verified. */
    public record Kubernetes(
            String issuer,
            URI jwksUri,
            String audience,
            Optional<Path> caFile,
            Optional<Path> tokenFile) {}

    /**
     * Reads and checks all of it.
     *
     * @throws io.ropewalk.kit.start.StartFailure with one sentence about the first thing that is
     *     wrong
     */
    public static Settings read(
            TenantKeys tenants, CallerKeys callers, KubernetesKeys kubernetes, TokenKeys token) {
        var readTenants = TenantReader.read(tenants);
        var readCallers = CallerReader.read(callers, readTenants);
        return new Settings(
                readTenants,
                readCallers,
                KubernetesReader.read(kubernetes, readCallers),
                policy(token),
                Check.positive("ropewalk.token.call-timeout", token.callTimeout()),
                token.revokeOnShutdown());
    }

    private static Policy policy(TokenKeys keys) {
        return new Policy(
                Check.positive("ropewalk.token.renew-before", keys.renewBefore()),
                Check.positive("ropewalk.token.renew-jitter", keys.renewJitter()),
                Check.positive("ropewalk.token.retry-min", keys.retryMin()),
                Check.positive("ropewalk.token.retry-max", keys.retryMax()),
                Check.positive("ropewalk.token.refused-min", keys.refusedMin()),
                Check.positive("ropewalk.token.refused-max", keys.refusedMax()),
                Policy.standard().dropEvery());
    }
}
