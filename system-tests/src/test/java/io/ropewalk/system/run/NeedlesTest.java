package io.ropewalk.system.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The search of the canary test finds what is there: its silence means something. */
class NeedlesTest {

    private static final String SECRET = "canary0123456789";

    private final Needles needles = new Needles().add("the secret", SECRET);

    @Test
    void findsASecretInText() {
        assertThat(needles.in("{\"token\":\"" + SECRET + "\"}")).containsExactly("the secret");
    }

    @Test
    void findsASecretAcrossTheWindowsOfALargeBinaryFile(@TempDir Path folder) throws IOException {
        // Given
        byte[] secret = SECRET.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        byte[] content = new byte[(1 << 20) + 100];
        System.arraycopy(secret, 0, content, (1 << 20) - 5, secret.length);
        Files.write(Files.createDirectory(folder.resolve("state")).resolve("a.db"), content);
        // Then
        assertThat(needles.below(folder)).containsExactly("state/a.db: the secret");
    }

    @Test
    void staysSilentWithoutOne(@TempDir Path folder) throws IOException {
        // Given
        Files.writeString(folder.resolve("a.log"), SECRET.substring(1));
        // Then
        assertThat(needles.below(folder)).isEmpty();
    }
}
