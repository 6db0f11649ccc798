package io.ropewalk.system.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
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
        byte[] secret = SECRET.getBytes(StandardCharsets.US_ASCII);
        byte[] content = new byte[(1 << 20) + 100];
        System.arraycopy(secret, 0, content, (1 << 20) - 5, secret.length);
        Files.write(Files.createDirectory(folder.resolve("state")).resolve("a.db"), content);
        // Then
        assertThat(needles.below(folder)).containsExactly("state/a.db: the secret");
    }

    @Test
    void findsAPackedSecret(@TempDir Path folder) throws IOException {
        // Given
        var packed = new Needles().addPacked("it", SECRET);
        byte[] bytes = SECRET.getBytes(StandardCharsets.UTF_8);
        Files.write(folder.resolve("wide"), SECRET.getBytes(StandardCharsets.UTF_16LE));
        Files.write(folder.resolve("other"), SECRET.getBytes(StandardCharsets.UTF_16BE));
        Files.writeString(folder.resolve("hex"), "\\x" + HexFormat.of().formatHex(bytes));
        for (String around : List.of("", "a", "ab")) {
            String text = around + SECRET + around + "c";
            Files.writeString(
                    folder.resolve("base" + around.length()),
                    Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
        }
        // Then
        assertThat(packed.below(folder))
                .containsExactlyInAnyOrder(
                        "wide: it, UTF-16",
                        "other: it, UTF-16",
                        "hex: it, hexadecimal",
                        "base0: it, Base64 0",
                        "base1: it, Base64 1",
                        "base2: it, Base64 2");
    }

    @Test
    void findsASecretThatIsCompressedInAJar(@TempDir Path folder) throws IOException {
        // Given
        try (var jar = new JarOutputStream(Files.newOutputStream(folder.resolve("a.jar")))) {
            jar.putNextEntry(new JarEntry("b/c.txt"));
            jar.write((" ".repeat(1000) + SECRET).getBytes(StandardCharsets.UTF_8));
            jar.closeEntry();
        }
        // Then
        assertThat(needles.below(folder)).contains("a.jar!b/c.txt: the secret");
    }

    @Test
    void staysSilentWithoutOne(@TempDir Path folder) throws IOException {
        // Given
        Files.writeString(folder.resolve("a.log"), SECRET.substring(1));
        // Then
        assertThat(needles.below(folder)).isEmpty();
    }
}
