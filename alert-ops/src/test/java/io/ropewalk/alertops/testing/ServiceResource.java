package io.ropewalk.alertops.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.ropewalk.simulator.Scenario;
import io.ropewalk.simulator.Simulator;
import io.ropewalk.simulator.Tenant;
import io.ropewalk.simulator.issuer.Issuer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What the service needs from outside: a simulated Falcon, tokens for it, and a key for callers.
 */
public final class ServiceResource implements QuarkusTestResourceLifecycleManager {
    public static final String FALCON = "test.falcon";

    private static final int HOSTS = 50;

    private Simulator simulator;
    private AuthStandIn auth;

    @Override
    public Map<String, String> start() {
        try {
            List<Tenant> tenants =
                    List.of(
                            Tenant.of("acme", "client-acme", "secret-acme", HOSTS),
                            Tenant.of("other", "client-other", "secret-other", HOSTS),
                            Tenant.of("busy", "client-busy", "secret-busy", HOSTS));
            simulator = Simulator.start(Scenario.ofTenants(tenants));
            auth =
                    new AuthStandIn(
                            simulator.baseUri(), tenants.stream().map(Tenant::name).toList());
            Path files = Files.createTempDirectory("ropewalk-alerts-");
            Issuer issuer = Issuer.withFreshKey();
            return Map.of(
                    "quarkus.oidc.public-key",
                    issuer.publicKey(),
                    "test.private-key",
                    issuer.privateKey(),
                    "ropewalk.state.url",
                    "jdbc:sqlite:" + files.resolve("state.db"),
                    "ropewalk.auth.url",
                    auth.url(),
                    "ropewalk.auth.caller",
                    "test",
                    "ropewalk.auth.secret",
                    "never-shown",
                    "ropewalk.guards.policies-max-per-day",
                    "100000",
                    FALCON,
                    simulator.baseUri().toString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void stop() {
        auth.close();
        simulator.close();
    }
}
