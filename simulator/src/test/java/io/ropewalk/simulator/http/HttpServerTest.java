package io.ropewalk.simulator.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server byte by byte. It echoes method, path, query and body. */
class HttpServerTest {
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server =
                HttpServer.start(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        HttpServerTest::echo);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static HttpAnswer echo(HttpRequest request) {
        if (request.path().equals("/large")) {
            return HttpAnswer.of(
                    200,
                    "text/plain",
                    out -> {
                        for (var i = 0; i < 20_000; i++) {
                            out.raw("0123456789");
                        }
                    });
        }
        if (request.path().equals("/bug")) {
            throw new IllegalStateException("on purpose");
        }
        var text =
                String.join(" ", request.method(), request.path(), request.query(), request.body());
        return HttpAnswer.of(200, "text/plain", out -> out.raw(text));
    }

    /** Sends the bytes, half-closes, and reads to the end. */
    private String exchange(String sent) throws IOException {
        try (var socket = new Socket(server.address().getAddress(), server.address().getPort())) {
            socket.getOutputStream()
                    .write(sent.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void keepsTheConnectionForTheNextRequest() throws IOException {
        // When
        var answers = exchange("GET /a?x=1 HTTP/1.1\n\nGET /b HTTP/1.1\n\n");
        // Then
        assertThat(answers).contains("GET /a x=1 ", "GET /b  ");
    }

    @Test
    void closesWhenAskedTo() throws IOException {
        // When
        var answers = exchange("GET /a HTTP/1.1\nConnection: close\n\nGET /b HTTP/1.1\n\n");
        // Then
        assertThat(answers).contains("GET /a", "Connection: close").doesNotContain("GET /b");
    }

    @Test
    void readsBodiesByLengthAndInChunks() throws IOException {
        // When
        var plain = exchange("POST /p HTTP/1.1\nContent-Length: 5\n\nhello");
        var chunked =
                exchange("POST /c HTTP/1.1\nTransfer-Encoding: chunked\n\n3\nhel\n2\nlo\n0\n\n");
        // Then
        assertThat(plain).endsWith("POST /p  hello");
        assertThat(chunked).endsWith("POST /c  hello");
    }

    @Test
    void invitesAWaitingClientToSendItsBody() throws IOException {
        // When
        var answer = exchange("POST /p HTTP/1.1\nExpect: 100-continue\nContent-Length: 2\n\nok");
        // Then
        assertThat(answer).startsWith("HTTP/1.1 100 Continue").endsWith("POST /p  ok");
    }

    @Test
    void largeBodiesGoInChunksAndArriveWhole() throws IOException {
        // When
        var answer = exchange("GET /large HTTP/1.1\n\n");
        // Then
        assertThat(answer).contains("Transfer-Encoding: chunked").endsWith("0\r\n\r\n");
        assertThat(
                        answer.replaceAll("(?s)^.*?\r\n\r\n", "")
                                .replaceAll("(?m)^[0-9a-f]{1,5}\r\n", "")
                                .replace("\r\n", ""))
                .isEqualTo("0123456789".repeat(20_000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\n\n",
                "GET http://elsewhere/ HTTP/1.1\n\n",
                "GET / HTTP/2\n\n",
                "GET / HTTP/1.1\nno colon\n\n",
                "POST / HTTP/1.1\nContent-Length: many\n\n",
                "POST / HTTP/1.1\nContent-Length: 999999999\n\n",
                "GET /%zz HTTP/1.1\n\n"
            })
    void whatIsNotHttpIs400(String sent) throws IOException {
        assertThat(exchange(sent)).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void aFailingHandlerIs500() throws IOException {
        assertThat(exchange("GET /bug HTTP/1.1\n\n")).startsWith("HTTP/1.1 500 ");
    }

    @Test
    void aTakenPortIsABindException() {
        assertThatThrownBy(() -> HttpServer.start(server.address(), HttpServerTest::echo))
                .isInstanceOf(BindException.class);
    }
}
