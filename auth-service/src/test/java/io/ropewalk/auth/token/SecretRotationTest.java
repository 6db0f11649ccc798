package io.ropewalk.auth.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.auth.token.file.FileSecret;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.oauth2.OAuth2Api.Granted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretRotationTest {
    @TempDir Path folder;
    private Path file;
    private BrokerFixture it;

    @BeforeEach
    void writeSecret() throws IOException {
        file = folder.resolve("secret");
        Files.writeString(file, "first\n");
        it = new BrokerFixture(new Cloud.Custom(BrokerFixture.BASE), new FileSecret("acme", file));
    }

    @Test
    void stripsTheLineEndOfTheFile() throws IOException {
        // Given
        Files.writeString(file, " with spaces \r\n\n");
        // When
        it.askToken();
        // Then
        assertThat(it.vendor.asked.getFirst().secret()).isEqualTo(" with spaces ");
    }

    @Test
    void readsTheFileAnewForEachRenewal() throws IOException {
        // Given
        it.askToken();
        Files.writeString(file, "second");
        // When
        it.pass(Duration.ofMinutes(26));
        // Then
        assertThat(it.vendor.asked)
                .extracting(FakeVendor.Asked::secret)
                .containsExactly("first", "second");
    }

    @Test
    void aChangedFileMakesAFailingTenantTryAtOnce() throws IOException {
        // Given
        it.vendor.answers(this::onlySecond);
        it.askToken();
        it.pass(Duration.ofSeconds(40));
        // When
        Files.writeString(file, "second\n");
        it.pass(Duration.ofSeconds(3));
        // Then
        assertThat(it.askToken()).isEqualTo("token-1");
    }

    @Test
    void aChangedFileDoesNotBreakTheVendorsSilence() throws IOException {
        // Given
        it.vendor.fails(FakeVendor.throttled(Duration.ofSeconds(100)));
        it.askToken();
        // When
        Files.writeString(file, "second\n");
        it.pass(Duration.ofSeconds(90));
        // Then
        assertThat(it.vendor.asked).hasSize(1);
    }

    @Test
    void anUnreadableFileIsAStateAndTheOldTokenIsServed() throws IOException {
        // Given
        it.askToken();
        Files.delete(file);
        // When
        it.pass(Duration.ofMinutes(27));
        // Then
        assertThat(it.askToken()).isEqualTo("token-1");
        assertThat(it.broker.health().why().orElseThrow().message())
                .isEqualTo("The client secret file " + file + " of tenant acme cannot be read.");
        assertThat(it.vendor.asked).hasSize(1);
    }

    @Test
    void aFileThatComesBackIsUsedAtOnce() throws IOException {
        // Given
        Files.delete(file);
        it.askToken();
        it.pass(Duration.ofMinutes(5));
        // When
        Files.writeString(file, "second\n");
        it.pass(Duration.ofSeconds(3));
        // Then
        assertThat(it.askToken()).isEqualTo("token-1");
    }

    @Test
    void anEmptyFileIsNotASecret() throws IOException {
        // Given
        Files.writeString(file, "\n");
        // When
        String answer = it.askToken();
        // Then
        assertThat(answer).isEqualTo("none: auth");
        assertThat(it.vendor.asked).isEmpty();
    }

    private FalconResult<Granted> onlySecond(FakeVendor.Asked asked) {
        return asked.secret().equals("second") ? it.vendor.granted(1799) : FakeVendor.wrongSecret();
    }
}
