package io.ropewalk.stream.outbound.jdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.stream.outbound.HttpTarget;
import io.ropewalk.stream.outbound.PostOutcome;
import io.ropewalk.stream.outbound.PostOutcome.Lost;
import io.ropewalk.stream.outbound.PostOutcome.Untrusted;
import io.ropewalk.stream.outbound.Reply;
import io.ropewalk.stream.outbound.TestReceiver;
import io.ropewalk.stream.outbound.TestReceiver.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JdkPosterTest {
    @TempDir static Path directory;
    private static TestCertificate localhost;
    private static TestCertificate other;

    @BeforeAll
    static void certificates() throws Exception {
        localhost = TestCertificate.of("localhost", directory);
        other = TestCertificate.of("other.example", directory);
    }

    private static HttpTarget target(URI url, Optional<Path> caFile) {
        return new HttpTarget(
                url, false, Duration.ofSeconds(5), Duration.ofSeconds(5), caFile, Optional.empty());
    }

    private static PostOutcome post(HttpTarget target, int bytes) throws InterruptedException {
        try (var poster = new JdkPoster(target)) {
            var body = poster.bodies().take();
            body.write(new byte[bytes]);
            return poster.post(Map.of("Content-Type", "text/plain"), body, 100);
        }
    }

    private static Reply reply(PostOutcome outcome) {
        return ((PostOutcome.Answered) outcome).reply();
    }

    @Test
    void trustsTheCertificatesItIsGiven() throws Exception {
        // Given
        try (var receiver =
                new TestReceiver(_ -> Answer.of(200), Optional.of(localhost.server()))) {
            // When
            var outcome = post(target(receiver.uri("/"), Optional.of(localhost.pem())), 10);
            // Then
            assertThat(reply(outcome).status()).isEqualTo(200);
        }
    }

    @Test
    void aCertificateNobodySignedHalts() throws Exception {
        // Given
        try (var receiver =
                new TestReceiver(_ -> Answer.of(200), Optional.of(localhost.server()))) {
            // When
            var outcome = post(target(receiver.uri("/"), Optional.empty()), 10);
            // Then
            assertThat(((Untrusted) outcome).reason()).contains("not trusted", "ca-file");
        }
    }

    @Test
    void aCertificateOfAnotherHostHalts() throws Exception {
        // Given
        try (var receiver = new TestReceiver(_ -> Answer.of(200), Optional.of(other.server()))) {
            // When
            var outcome = post(target(receiver.uri("/"), Optional.of(other.pem())), 10);
            // Then
            assertThat(((Untrusted) outcome).reason()).contains("another host");
        }
    }

    @Test
    void plainHttpOnATlsAddressHalts() throws Exception {
        // Given
        try (var server = rude(in -> in.readNBytes(10), "HTTP/1.1 400 x\r\n\r\n")) {
            var url = URI.create("https://localhost:" + server.getLocalPort() + "/");
            // When
            var outcome = post(target(url, Optional.empty()), 10);
            // Then
            assertThat(((Untrusted) outcome).reason()).contains("does not speak TLS");
        }
    }

    @Test
    void aHostThatDoesNotExistIsUnavailable() throws Exception {
        // Given
        var url = URI.create("https://nobody.invalid/");
        // When
        var outcome = post(target(url, Optional.empty()), 10);
        // Then
        assertThat(((Lost) outcome).reason()).contains("nobody.invalid");
    }

    @Test
    void aFileWithoutCertificatesIsRefused() throws Exception {
        // Given
        var file = Files.writeString(directory.resolve("empty.pem"), "");
        var target = target(URI.create("https://localhost/"), Optional.of(file));
        // When, Then
        assertThatThrownBy(() -> new JdkPoster(target))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ca-file");
    }

    @FunctionalInterface
    private interface Reading {
        void of(InputStream in) throws IOException;
    }

    /** Reads the head of a request and so many bytes of its body. */
    private static Reading body(int bytes) {
        return in -> {
            var last = 0;
            while (last != 0x0d0a0d0a) {
                last = last << 8 | in.read();
            }
            in.readNBytes(bytes);
        };
    }

    /** Reads some of the first request, says this, and closes the connection. */
    private static ServerSocket rude(Reading reading, String answer) throws IOException {
        return rude(reading, answer, _ -> {});
    }

    private static ServerSocket rude(Reading reading, String answer, Reading rest)
            throws IOException {
        var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual()
                .start(() -> {
                    try (var socket = server.accept()) {
                        reading.of(socket.getInputStream());
                        socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                        rest.of(socket.getInputStream());
                    } catch (IOException _) {
                        Thread.currentThread().interrupt();
                    }
                });
        return server;
    }

    /**
     * Reads some of the first request and says this; takes the rest later, as servers do that want
     * their answer read: closing with bytes unread may take the answer away again.
     */
    private static ServerSocket early(Reading reading, String answer) throws IOException {
        return rude(reading, answer, in -> in.transferTo(OutputStream.nullOutputStream()));
    }

    private static URI uri(ServerSocket server) {
        return URI.create("http://localhost:" + server.getLocalPort() + "/");
    }

    @Test
    void anAnswerThatComesBeforeTheBodyIsSentIsRead() throws Exception {
        // Given
        try (var server =
                early(
                        body(65_536),
                        "HTTP/1.1 413 x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")) {
            // When
            var outcome = post(target(uri(server), Optional.empty()), 8_000_000);
            // Then
            assertThat(reply(outcome).status()).isEqualTo(413);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'HTTP/1.1 200 x\r\nContent-Length: 5\r\n\r\nabc', 3",
        "'HTTP/1.1 200 x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc', 3"
    })
    void anAnswerThatBreaksOffKeepsItsStatus(String answer, int bytes) throws Exception {
        // Given
        try (var server = rude(body(10), answer)) {
            // When
            var reply = reply(post(target(uri(server), Optional.empty()), 10));
            // Then
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.whole()).isFalse();
            assertThat(reply.body()).hasSize(bytes);
        }
    }

    @Test
    void aConnectionThatIsLostIsUnavailable() throws Exception {
        // Given
        try (var server = rude(body(10), "HTTP/1.1 2")) {
            // When
            var outcome = post(target(uri(server), Optional.empty()), 10);
            // Then
            assertThat(outcome).isInstanceOf(Lost.class);
        }
    }

    @Test
    void aLongAnswerIsCutOff() throws Exception {
        // Given
        try (var receiver = new TestReceiver(_ -> new Answer(200, Map.of(), "x".repeat(500_000)))) {
            // When
            var reply = reply(post(target(receiver.uri("/"), Optional.empty()), 10));
            // Then
            assertThat(reply.whole()).isFalse();
            assertThat(reply.body()).hasSize(100);
        }
    }

    @Test
    void aBodyIsUsedAgainOnlyOnceItIsSent() throws Exception {
        // Given
        try (var receiver = new TestReceiver(_ -> Answer.of(200));
                var poster = new JdkPoster(target(receiver.uri("/"), Optional.empty()))) {
            var first = poster.bodies().take();
            first.text("one");
            poster.post(Map.of(), first, 100);
            // When
            var second = poster.bodies().take();
            // Then
            assertThat(second).isSameAs(first);
            assertThat(second.length()).isZero();
        }
    }
}
