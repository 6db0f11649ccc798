package io.ropewalk.stream.vertices;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;

/** A service that has nothing to do: its Falcon client needs one around it. */
public final class WireProfile implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "quarkus.oidc.public-key", publicKey(),
                "ropewalk.state.url", "jdbc:sqlite:" + stateFile(),
                "ropewalk.auth.url", "http://127.0.0.1:9",
                "ropewalk.auth.caller", "test",
                "ropewalk.auth.secret", "never-sent",
                "ropewalk.stream.tenants", "nobody",
                "ropewalk.sinks.nowhere.type", "discard");
    }

    private static String publicKey() {
        try {
            KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
            keys.initialize(2048);
            return Base64.getEncoder()
                    .encodeToString(keys.generateKeyPair().getPublic().getEncoded());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String stateFile() {
        try {
            return Files.createTempDirectory("ropewalk-wire-").resolve("state.db").toString();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
