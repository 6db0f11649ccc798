package io.ropewalk.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/**
 * A million hosts, walked to the end within the heap of the test JVM, which could not hold their
 * records.
 */
class MillionHostsTest {
    private static final int HOSTS = 1_000_000;
    private static final byte[] ID = "\"device_id\"".getBytes(StandardCharsets.US_ASCII);

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void aMillionHostsAreWalkedInBoundedMemory() throws IOException, InterruptedException {
        try (var simulator = Simulator.start(Scenario.ofHosts(HOSTS))) {
            // Given
            var client = SimClient.of(simulator);
            var seen = 0L;
            var next = "";
            var bytes = 0L;
            // When
            do {
                var page = page(simulator, client.bearer(), next);
                next = page.next;
                seen += page.hosts;
                bytes += page.bytes;
            } while (!next.isEmpty());
            // Then
            assertThat(seen).isEqualTo(HOSTS);
            assertThat(bytes).isGreaterThan(2L * Runtime.getRuntime().maxMemory());
        }
    }

    private record Page(String next, long hosts, long bytes) {}

    private Page page(Simulator simulator, String token, String offset)
            throws IOException, InterruptedException {
        var uri =
                simulator.baseUri()
                        + SimClient.COMBINED
                        + "?limit=10000"
                        + (offset.isEmpty() ? "" : "&offset=" + offset);
        var request =
                HttpRequest.newBuilder(URI.create(uri))
                        .header("Authorization", "Bearer " + token)
                        .build();
        var response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        try (var body = response.body()) {
            var head = new String(body.readNBytes(1000), StandardCharsets.US_ASCII);
            var start = head.indexOf("\"next\": \"") + 9;
            var next = head.substring(start, head.indexOf('"', start));
            return counted(head, body, next);
        }
    }

    private static Page counted(String head, InputStream body, String next) throws IOException {
        var hosts = (head.length() - head.replace("\"device_id\"", "").length()) / (long) ID.length;
        var bytes = (long) head.length();
        var matched = 0;
        var buffer = new byte[1 << 16];
        for (var read = body.read(buffer); read >= 0; read = body.read(buffer)) {
            bytes += read;
            for (var i = 0; i < read; i++) {
                matched = buffer[i] == ID[matched] ? matched + 1 : buffer[i] == ID[0] ? 1 : 0;
                if (matched == ID.length) {
                    hosts++;
                    matched = 0;
                }
            }
        }
        return new Page(next, hosts, bytes);
    }
}
