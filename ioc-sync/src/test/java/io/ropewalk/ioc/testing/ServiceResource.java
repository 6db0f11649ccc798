package io.ropewalk.ioc.testing;

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

/** What the service needs from outside: a simulated Falcon, an OpenCTI, and a key for tokens. */
public final class ServiceResource implements QuarkusTestResourceLifecycleManager {
    public static final String OPENCTI = "ropewalk.opencti.url";
    public static final String FALCON = "test.falcon";

    private Simulator simulator;
    private AuthStandIn auth;
    private OpenCtiStandIn openCti;

    @Override
    public Map<String, String> start() {
        try {
            List<Tenant> tenants =
                    List.of(
                            Tenant.of("acme", "client-acme", "secret-acme", 0),
                            Tenant.of("other", "client-other", "secret-other", 0));
            simulator = Simulator.start(Scenario.ofTenants(tenants));
            auth =
                    new AuthStandIn(
                            simulator.baseUri(), tenants.stream().map(Tenant::name).toList());
            openCti = new OpenCtiStandIn();
            Path files = Files.createTempDirectory("ropewalk-ioc-");
            Issuer issuer = Issuer.withFreshKey();
            return Map.ofEntries(
                    Map.entry("quarkus.oidc.public-key", issuer.publicKey()),
                    Map.entry("test.private-key", issuer.privateKey()),
                    Map.entry("ropewalk.state.url", "jdbc:sqlite:" + files.resolve("state.db")),
                    Map.entry("ropewalk.auth.url", auth.url()),
                    Map.entry("ropewalk.auth.caller", "test"),
                    Map.entry("ropewalk.auth.secret", "never-shown"),
                    Map.entry(OPENCTI, openCti.url()),
                    // As the old connector's variables have it.
                    Map.entry("OPENCTI_TOKEN", OpenCtiStandIn.TOKEN),
                    Map.entry("CONNECTOR_LIVE_STREAM_ID", OpenCtiStandIn.STREAM),
                    Map.entry("CONNECTOR_ID", "1f4c2d3e-0000-4000-8000-000000000001"),
                    Map.entry("ropewalk.opencti.ping-every", "200ms"),
                    Map.entry("ropewalk.opencti.backoff-min", "50ms"),
                    Map.entry("ropewalk.ioc.tenants", "acme"),
                    Map.entry(FALCON, simulator.baseUri().toString()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void stop() {
        openCti.close();
        auth.close();
        simulator.close();
    }
}
