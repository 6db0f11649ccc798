package io.ropewalk.inventory.testing;

import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.FalconToken;
import io.ropewalk.falcon.TokenSource;
import io.ropewalk.falcon.call.CallLimits;
import io.ropewalk.falcon.call.CallObserver;
import io.ropewalk.falcon.oauth2.ClientCredentials;
import io.ropewalk.falcon.oauth2.OAuth2Api;
import io.ropewalk.falcon.wire.FalconHttp;
import io.ropewalk.falcon.wire.FalconHttpOptions;
import io.ropewalk.inventory.run.Tenants;
import io.ropewalk.inventory.sync.falcon.TokensOf;
import io.ropewalk.simulator.Scenario;
import io.ropewalk.simulator.Simulator;
import io.ropewalk.simulator.Tenant;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The service's way to Falcon, led to the simulator, with short patience. */
public final class SimulatedFalcon {
    public static final String ACME = "acme";
    public static final String GLOBEX = "globex";

    /** Two customers with this many hosts each. */
    public static Scenario estates(int acme, int globex) {
        return Scenario.ofTenants(List.of(tenant(ACME, acme), tenant(GLOBEX, globex)));
    }

    public static Tenant tenant(String name, int hosts) {
        return Tenant.of(name, "client-" + name, "secret-" + name, hosts);
    }

    @Produces
    @Singleton
    Simulator simulator() {
        return Simulator.start(estates(60, 30));
    }

    void close(@Disposes Simulator simulator) {
        simulator.close();
    }

    @Produces
    @Singleton
    FalconHttp http(Clock clock) {
        var limits =
                new CallLimits(
                        1,
                        Duration.ofMillis(10),
                        Duration.ofMillis(20),
                        Duration.ofMillis(300),
                        Duration.ofSeconds(1),
                        Map.of(),
                        Map.of(CallClass.BACKGROUND, Duration.ofSeconds(3)));
        var options =
                FalconHttpOptions.defaults()
                        .withTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(2))
                        .withLimits(limits);
        return new FalconHttp(options, CallObserver.NONE, clock);
    }

    @Produces
    @Singleton
    TokensOf tokens(FalconHttp http, Simulator simulator) {
        return tenant -> new Direct(http.oauth2(), simulator, tenant);
    }

    @Produces
    @Singleton
    Tenants tenants() {
        return () -> Set.of(ACME, GLOBEX);
    }

    /** Tokens straight from the simulator, as auth-service would get them. */
    private static final class Direct implements TokenSource {
        private final OAuth2Api api;
        private final Simulator simulator;
        private final String tenant;

        Direct(OAuth2Api api, Simulator simulator, String tenant) {
            this.api = api;
            this.simulator = simulator;
            this.tenant = tenant;
        }

        @Override
        public FalconResult<FalconToken> current() {
            var credentials = new ClientCredentials("client-" + tenant, "secret-" + tenant);
            return api.grant(simulator.baseUri(), credentials, Optional.empty()).map(this::token);
        }

        private FalconToken token(OAuth2Api.Granted granted) {
            var token = (OAuth2Api.Granted.Token) granted;
            return new FalconToken(
                    token.accessToken(),
                    simulator.baseUri(),
                    Instant.now().plusSeconds(token.expiresInSeconds()),
                    Optional.empty());
        }

        @Override
        public void reject(FalconToken dead) {
            // A new one is asked for each time: a scenario that begins anew knows no old ones.
        }
    }
}
