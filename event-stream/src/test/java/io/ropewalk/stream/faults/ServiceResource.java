package io.ropewalk.stream.faults;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;

/**
 * A service that streams nobody: the rigs of these tests need its REST client, and bring everything
 * else themselves.
 */
public final class ServiceResource implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        return Map.of(
                "quarkus.oidc.public-key", publicKey(),
                "ropewalk.state.url", "jdbc:sqlite:" + stateFile(),
                "ropewalk.auth.url", "http://127.0.0.1:9",
                "ropewalk.auth.caller", "test",
                "ropewalk.auth.secret", "never-sent",
                "ropewalk.sinks.none.type", "discard");
    }

    @Override
    public void stop() {
        // The state file is temporary.
    }

    private static String publicKey() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            var key = generator.generateKeyPair().getPublic();
            return Base64.getEncoder().encodeToString(key.getEncoded());
        } catch (NoSuchAlgorithmException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static String stateFile() {
        try {
            return Files.createTempDirectory("ropewalk-faults-").resolve("state.db").toString();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
