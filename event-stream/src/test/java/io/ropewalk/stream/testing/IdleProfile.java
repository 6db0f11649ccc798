package io.ropewalk.stream.testing;

import io.quarkus.test.junit.QuarkusTestProfile;
import io.ropewalk.simulator.issuer.Issuer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;

/**
 * A service that has nothing to do, for tests that need its REST client and bring all else
 * themselves. One profile for all of them: each further one starts Quarkus again.
 */
public final class IdleProfile implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "quarkus.oidc.public-key", Issuer.withFreshKey().publicKey(),
                "ropewalk.state.url", "jdbc:sqlite:" + stateFile(),
                "ropewalk.auth.url", "http://127.0.0.1:9",
                "ropewalk.auth.caller", "test",
                "ropewalk.auth.secret", "never-sent",
                "ropewalk.stream.tenants", "nobody",
                "ropewalk.sinks.nowhere.type", "discard");
    }

    @Override
    public boolean disableGlobalTestResources() {
        return true;
    }

    private static String stateFile() {
        try {
            return Files.createTempDirectory("ropewalk-idle-").resolve("state.db").toString();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
