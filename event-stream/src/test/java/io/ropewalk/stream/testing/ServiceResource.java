package io.ropewalk.stream.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.ropewalk.simulator.Scenario;
import io.ropewalk.simulator.Simulator;
import io.ropewalk.simulator.Tenant;
import io.ropewalk.simulator.feed.FeedSpec;
import io.ropewalk.simulator.feed.Planted;
import io.ropewalk.simulator.issuer.Issuer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What the service needs from outside: a simulated Falcon with the way to it, a state file, files
 * to deliver to, and a key that signs tokens.
 *
 * <p>Customers: {@code acme} with three partitions of 20 events, {@code broken} with a line that is
 * no event, {@code empty} without events, {@code shut} that Falcon refuses.
 */
public final class ServiceResource implements QuarkusTestResourceLifecycleManager {
    /** Where the sinks {@code archive} and {@code second} write. */
    public static final String FILES = "test.files";

    public static final int EVENTS = 20;

    private Simulator simulator;
    private AuthStandIn auth;

    @Override
    public Map<String, String> start() {
        try {
            return started();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Map<String, String> started() throws IOException {
        List<Tenant> tenants =
                List.of(
                        tenant("acme", FeedSpec.ofEvents(3, 3L * EVENTS)),
                        tenant(
                                "broken",
                                FeedSpec.ofEvents(1, 3)
                                        .withPlanted(
                                                List.of(Planted.text("0", 2, "no event at all")))),
                        tenant("empty", FeedSpec.EMPTY),
                        tenant("shut", FeedSpec.EMPTY.withEntitled(false)));
        simulator = Simulator.start(Scenario.ofTenants(tenants));
        auth = new AuthStandIn(simulator.baseUri(), tenants.stream().map(Tenant::name).toList());
        Path files = Files.createTempDirectory("ropewalk-stream-");
        Issuer issuer = Issuer.withFreshKey();
        return Map.ofEntries(
                Map.entry("quarkus.oidc.public-key", issuer.publicKey()),
                Map.entry("test.private-key", issuer.privateKey()),
                Map.entry("ropewalk.state.url", "jdbc:sqlite:" + files.resolve("state.db")),
                Map.entry("ropewalk.auth.url", auth.url()),
                Map.entry("ropewalk.auth.caller", "test"),
                Map.entry("ropewalk.auth.secret", "never-shown"),
                Map.entry("ropewalk.stream.batch-max-age", "50ms"),
                Map.entry(FILES, files.toString()),
                Map.entry("ropewalk.sinks.archive.type", "file"),
                Map.entry(
                        "ropewalk.sinks.archive.url",
                        files + "/archive-{tenant}-{partition}.ndjson"),
                Map.entry("ropewalk.sinks.second.type", "file"),
                Map.entry(
                        "ropewalk.sinks.second.url", files + "/second-{tenant}-{partition}.ndjson"),
                // No event is of this type: these two are sent to by hand only.
                Map.entry("ropewalk.sinks.picky.type", "http"),
                Map.entry("ropewalk.sinks.picky.url", auth.url() + "/picky"),
                Map.entry("ropewalk.sinks.picky.event-types", "NoSuchEvent"),
                Map.entry("ropewalk.sinks.down.type", "http"),
                Map.entry("ropewalk.sinks.down.url", auth.url() + "/down"),
                Map.entry("ropewalk.sinks.down.event-types", "NoSuchEvent"));
    }

    private static Tenant tenant(String name, FeedSpec feed) {
        return Tenant.of(name, "client-" + name, "secret-" + name, 0).withFeed(feed);
    }

    @Override
    public void stop() {
        auth.close();
        simulator.close();
    }
}
