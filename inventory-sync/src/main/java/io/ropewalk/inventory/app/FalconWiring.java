package io.ropewalk.inventory.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.DefaultBean;
import io.quarkus.oidc.client.OidcClients;
import io.ropewalk.falcon.wire.FalconHttp;
import io.ropewalk.falcon.wire.FalconHttpOptions;
import io.ropewalk.inventory.run.Tenants;
import io.ropewalk.inventory.run.auth.DirectoryTenants;
import io.ropewalk.inventory.sync.falcon.TokensOf;
import io.ropewalk.kit.tenants.AuthClientCheck;
import io.ropewalk.kit.tenants.AuthClientConfig;
import io.ropewalk.kit.tenants.TenantDirectory;
import io.ropewalk.kit.tenants.TenantTokens;
import io.ropewalk.service.FalconCallMetrics;
import io.ropewalk.service.TenantTokenSource;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The way to Falcon, through auth-service. */
final class FalconWiring {

    @Produces
    @Singleton
    @DefaultBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    @DefaultBean
    FalconHttp http(MeterRegistry registry, Clock clock) {
        return new FalconHttp(
                FalconHttpOptions.defaults(), new FalconCallMetrics(registry, "inventory"), clock);
    }

    void close(@Disposes FalconHttp http) {
        http.close();
    }

    @Produces
    @Singleton
    @DefaultBean
    TokensOf tokens(OidcClients clients, AuthClientConfig auth, Clock clock) {
        AuthClientCheck.check(auth);
        var tokens = new TenantTokens(clients, auth, clock);
        return tenant -> new TenantTokenSource(tokens, tenant);
    }

    @Produces
    @Singleton
    @DefaultBean
    Tenants tenants(AuthClientConfig auth, ObjectMapper json, Clock clock) {
        return new DirectoryTenants(new TenantDirectory(auth, json), clock);
    }
}
