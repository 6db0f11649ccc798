package io.ropewalk.ioc.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.DefaultBean;
import io.quarkus.oidc.client.OidcClients;
import io.ropewalk.falcon.iocs.IocsApi;
import io.ropewalk.falcon.wire.FalconHttp;
import io.ropewalk.falcon.wire.FalconHttpOptions;
import io.ropewalk.ioc.actions.http.ActionResource;
import io.ropewalk.ioc.config.IocConfig;
import io.ropewalk.kit.tenants.AuthClientConfig;
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
                FalconHttpOptions.defaults(), new FalconCallMetrics(registry, "ioc"), clock);
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
    ActionResource.Customers customers(FalconHttp http, TenantTokens tokens, IocConfig ioc) {
        return new ActionResource.Customers() {
            @Override
            public IocsApi of(String tenant) {
                return http.iocs(tenant, new TenantTokenSource(tokens, tenant));
            }

            @Override
            public String mirrorSource() {
                return ioc.source();
            }

            @Override
            public boolean isShared(String domain) {
                return SharedNames.contains(domain);
            }
        };
    }
}
