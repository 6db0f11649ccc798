package io.ropewalk.auth.token.file;

import io.ropewalk.auth.token.Secret;
import io.ropewalk.auth.token.SecretSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A client secret in a file, such as a mounted Kubernetes secret. Line ends after it do not count.
 *
 * @param tenant whose it is, for the message
 */
public record FileSecret(String tenant, Path path) implements SecretSource {
    private static final int MOST_BYTES = 4096;

    @Override
    public Secret read() throws UnreadableSecretException {
        String text;
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw unreadable("is too large for one");
            }
            text = new String(bytes, StandardCharsets.UTF_8).replaceAll("[\r\n]+$", "");
        } catch (IOException _) {
            throw unreadable("cannot be read");
        }
        if (text.isBlank()) {
            throw unreadable("is empty");
        }
        return new Secret(text);
    }

    private UnreadableSecretException unreadable(String why) {
        return new UnreadableSecretException(
                "The client secret file " + path + " of tenant " + tenant + " " + why + ".");
    }
}
