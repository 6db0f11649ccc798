package io.ropewalk.alertops.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.DefaultBean;
import io.quarkus.oidc.client.OidcClients;
import io.ropewalk.alertops.work.Falcon;
import io.ropewalk.falcon.wire.FalconHttp;
import io.ropewalk.falcon.wire.FalconHttpOptions;
import io.ropewalk.kit.tenants.AuthClientConfig;
import io.ropewalk.kit.tenants.TenantDirectory;
import io.ropewalk.kit.tenants.TenantTokens;
import io.ropewalk.service.FalconCallMetrics;
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
                FalconHttpOptions.defaults(), new FalconCallMetrics(registry, "alerts"), clock);
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
    Falcon falcon(FalconHttp http, TenantTokens tokens, AuthClientConfig auth, ObjectMapper json) {
        return new HttpFalcon(http, tokens, new TenantDirectory(auth, json));
    }
}
