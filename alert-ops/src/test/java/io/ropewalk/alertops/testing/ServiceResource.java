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
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the service needs from outside: a simulated Falcon, tokens for it, and a key for callers.
 */
public final class ServiceResource implements QuarkusTestResourceLifecycleManager {
    public static final String FALCON = "test.falcon";

    private static final int HOSTS = 50;
    private static final int MANY_HOSTS = 10_000;

    private Simulator simulator;
    private AuthStandIn auth;

    @Override
    public Map<String, String> start() {
        try {
            List<Tenant> tenants =
                    List.of(
                            tenant("acme", HOSTS),
                            tenant("other", HOSTS),
                            tenant("wide", MANY_HOSTS),
                            tenant("capped", HOSTS),
                            tenant("busy", HOSTS),
                            tenant("silent", HOSTS),
                            tenant("broken", HOSTS),
                            tenant("govcloud", HOSTS).withCombined(false),
                            tenant("reading", HOSTS)
                                    .withScopes(Set.of("Hosts:read", "Alerts:read")),
                            tenant("blind", HOSTS).withScopes(Set.of("User management:read")));
            simulator = Simulator.start(Scenario.ofTenants(tenants));
            auth =
                    new AuthStandIn(
                            simulator.baseUri(),
                            tenants.stream().collect(Collectors.toMap(Tenant::name, Tenant::cid)));
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
                    FALCON,
                    simulator.baseUri().toString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Tenant tenant(String name, int hosts) {
        return Tenant.of(name, "client-" + name, "secret-" + name, hosts);
    }

    @Override
    public void stop() {
        auth.close();
        simulator.close();
    }
}
