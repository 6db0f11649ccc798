package io.ropewalk.stream.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.DefaultBean;
import io.quarkus.oidc.client.OidcClients;
import io.ropewalk.falcon.wire.FalconHttp;
import io.ropewalk.falcon.wire.FalconHttpOptions;
import io.ropewalk.kit.tenants.AuthClientConfig;
import io.ropewalk.kit.tenants.TenantDirectory;
import io.ropewalk.kit.tenants.TenantTokens;
import io.ropewalk.service.FalconCallMetrics;
import io.ropewalk.stream.config.StreamConfig;
import io.ropewalk.stream.feed.FeedOpener;
import io.ropewalk.stream.feed.http.HttpFeedOpener;
import io.ropewalk.stream.partition.TenantNames;
import io.ropewalk.stream.partition.auth.DirectoryTenants;
import io.ropewalk.stream.timing.Timing;
import io.ropewalk.stream.vertices.Shares;
import io.ropewalk.stream.vertices.falcon.SpentCalls;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The way to Falcon, through auth-service. */
final class FalconWiring {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    @Produces
    @Singleton
    @DefaultBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    @DefaultBean
    Timing timing(Clock clock) {
        return Timing.real(clock);
    }

    @Produces
    @Singleton
    @DefaultBean
    FalconHttp http(MeterRegistry registry, Shares shares, Clock clock) {
        var observers =
                new CallObservers(
                        List.of(new FalconCallMetrics(registry, "stream"), new SpentCalls(shares)));
        return new FalconHttp(FalconHttpOptions.defaults(), observers, clock);
    }

    void close(@Disposes FalconHttp http) {
        http.close();
    }

    @Produces
    @Singleton
    TenantTokens tokens(OidcClients clients, AuthClientConfig auth, Clock clock) {
        return new TenantTokens(clients, auth, clock);
    }

    @Produces
    @Singleton
    FeedOpener opener(
            Clock clock, @ConfigProperty(name = "quarkus.application.version") String version) {
        return new HttpFeedOpener(CONNECT_TIMEOUT, "ropewalk-event-stream/" + version, clock);
    }

    /** The names in the configuration, or all that auth-service lists. */
    @Produces
    @Singleton
    TenantNames tenants(
            StreamConfig config, AuthClientConfig auth, ObjectMapper json, Timing timing) {
        List<String> named = config.tenants().stream().map(String::strip).toList();
        if (!named.contains("*")) {
            return () -> named;
        }
        var directory = new DirectoryTenants(new TenantDirectory(auth, json), timing);
        directory.start();
        return directory;
    }

    void close(@Disposes TenantNames tenants) {
        if (tenants instanceof DirectoryTenants directory) {
            directory.close();
        }
    }
}
