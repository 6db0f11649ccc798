package io.ropewalk.inventory.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.ropewalk.simulator.issuer.Issuer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;

/** What the service needs from outside: a real Neo4j, a state file, and a key that signs tokens. */
public final class ServiceResource implements QuarkusTestResourceLifecycleManager {
    private Neo4jProcess neo4j;

    @Override
    public Map<String, String> start() {
        neo4j = Neo4jProcess.start(TestGraph.NEO4J_LOCAL);
        Issuer issuer = Issuer.withFreshKey();
        return Map.ofEntries(
                Map.entry("quarkus.neo4j.uri", neo4j.boltUri()),
                Map.entry("quarkus.neo4j.authentication.disabled", "true"),
                Map.entry("quarkus.oidc.public-key", issuer.publicKey()),
                Map.entry("test.private-key", issuer.privateKey()),
                Map.entry("ropewalk.state.url", "jdbc:sqlite:" + stateFile()),
                Map.entry("ropewalk.auth.url", "http://127.0.0.1:9"),
                Map.entry("ropewalk.auth.caller", "test"),
                Map.entry("ropewalk.auth.secret", "never-sent"),
                Map.entry("ropewalk.inventory.schedule", "off"),
                Map.entry("ropewalk.inventory.page-size", "20"),
                Map.entry("ropewalk.inventory.batch-rows", "15"),
                Map.entry("ropewalk.inventory.assets.schedule", "off"),
                Map.entry("ropewalk.inventory.assets.sinks.lake.type", "file"),
                Map.entry("ropewalk.inventory.assets.sinks.lake.path", assets()));
    }

    @Override
    public void stop() {
        neo4j.close();
    }

    private static String assets() {
        try {
            return Files.createTempDirectory("ropewalk-assets-") + "/{tenant}/{kind}.ndjson";
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String stateFile() {
        try {
            return Files.createTempDirectory("ropewalk-state-").resolve("state.db").toString();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
