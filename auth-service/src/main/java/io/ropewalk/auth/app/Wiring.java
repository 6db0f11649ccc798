package io.ropewalk.auth.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.DefaultBean;
import io.ropewalk.auth.caller.AssertionVerifier;
import io.ropewalk.auth.caller.Authenticator;
import io.ropewalk.auth.caller.jwt.JwksSource;
import io.ropewalk.auth.caller.jwt.KubernetesTokens;
import io.ropewalk.auth.config.CallerKeys;
import io.ropewalk.auth.config.KubernetesKeys;
import io.ropewalk.auth.config.Settings;
import io.ropewalk.auth.config.TenantKeys;
import io.ropewalk.auth.config.TokenKeys;
import io.ropewalk.auth.token.TokenBrokers;
import io.ropewalk.auth.token.metrics.TokenMetrics;
import io.ropewalk.falcon.call.CallObserver;
import io.ropewalk.falcon.oauth2.OAuth2Api;
import io.ropewalk.falcon.wire.FalconHttp;
import io.ropewalk.falcon.wire.FalconHttpOptions;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;

/** Makes the parts and puts them together. */
final class Wiring {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration REREAD_KEYS_EVERY = Duration.ofSeconds(10);

    @Produces
    @Singleton
    @DefaultBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    Settings settings(
            TenantKeys tenants, CallerKeys callers, KubernetesKeys kubernetes, TokenKeys token) {
        return Settings.read(tenants, callers, kubernetes, token);
    }

    /** Calls to Falcon and to the key set block; each has its own virtual thread. */
    @Produces
    @Singleton
    @Identifier("calls")
    ExecutorService calls() {
        return Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("call-", 0).factory());
    }

    void stop(@Disposes @Identifier("calls") ExecutorService calls) {
        calls.shutdownNow();
    }

    @Produces
    @Singleton
    FalconHttp http(Settings settings, Clock clock) {
        var options = FalconHttpOptions.defaults().withTimeouts(CONNECT, settings.callTimeout());
        return new FalconHttp(options, CallObserver.NONE, clock);
    }

    void stop(@Disposes FalconHttp http) {
        http.close();
    }

    @Produces
    @Singleton
    @DefaultBean
    OAuth2Api vendor(FalconHttp http) {
        return http.oauth2();
    }

    @Produces
    @Singleton
    TokenMetrics metrics(MeterRegistry registry, Clock clock) {
        return new TokenMetrics(registry, clock);
    }

    @Produces
    @Singleton
    TokenBrokers brokers(
            Settings settings,
            OAuth2Api vendor,
            TokenMetrics metrics,
            @Identifier("calls") ExecutorService calls,
            Clock clock) {
        var shared =
                new TokenBrokers.Shared(
                        clock, calls, () -> ThreadLocalRandom.current().nextDouble(), metrics);
        var brokers = new TokenBrokers(settings.tenants(), vendor, settings.policy(), shared);
        metrics.watch(brokers);
        return brokers;
    }

    @Produces
    @Singleton
    AssertionVerifier verifier(
            Settings settings, @Identifier("calls") ExecutorService calls, Clock clock) {
        return settings.kubernetes()
                .<AssertionVerifier>map(k ->
                        new KubernetesTokens(
                                k.issuer(),
                                k.audience(),
                                new JwksSource(k.jwksUri(), k.caFile(), k.tokenFile()),
                                REREAD_KEYS_EVERY,
                                calls,
                                clock))
                .orElseGet(AssertionVerifier::none);
    }

    @Produces
    @Singleton
    Authenticator authenticator(Settings settings, AssertionVerifier verifier) {
        return new Authenticator(settings.callers(), verifier);
    }
}
