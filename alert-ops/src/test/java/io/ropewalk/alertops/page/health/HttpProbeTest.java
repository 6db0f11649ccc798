package io.ropewalk.alertops.page.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.ropewalk.alertops.page.Probe;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpProbeTest {
    private HttpServer server;
    private HttpProbe probe;
    private int status = 200;
    private String body = "";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/q/health/ready",
                exchange -> {
                    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
                    if (bytes.length > 0) {
                        exchange.getResponseBody().write(bytes);
                    }
                    exchange.close();
                });
        server.start();
        probe = new HttpProbe(new ObjectMapper());
    }

    @AfterEach
    void stop() {
        probe.close();
        server.stop(0);
    }

    @Test
    void aServiceThatSaysItIsReadyIs() {
        assertThat(probe.ask(address("/"))).isEqualTo(new Probe.Seen.Ready());
        assertThat(probe.ask(address(""))).isEqualTo(new Probe.Seen.Ready());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "503 | {\"status\":\"DOWN\",\"checks\":[{\"name\":\"graph\",\"status\":\"DOWN\"},{\"name\":\"state\",\"status\":\"UP\"}]} | It is not ready: graph.",
                "503 | <html>busy</html> | It answers with status 503.",
                "302 | '' | It answers with status 302.",
                "500 | [[ | It answers with status 500."
            })
    void aServiceThatIsNotSaysWhy(int status, String body, String why) {
        // Given
        this.status = status;
        this.body = body;
        // When
        Probe.Seen seen = probe.ask(address(""));
        // Then
        assertThat(seen).isEqualTo(new Probe.Seen.NotReady(why));
    }

    @Test
    void nobodyThereIsDown() {
        // Given
        URI gone = address("");
        server.stop(0);
        // When, Then
        assertThat(probe.ask(gone)).isInstanceOf(Probe.Seen.NotReady.class);
    }

    private URI address(String end) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + end);
    }
}
