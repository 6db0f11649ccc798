package io.ropewalk.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InventoryApiTest {

    private record Answer(int status, String body) {}

    private static final String SYNCS = "/v1/tenants/demo/syncs";

    private final Map<String, Answer> answers = new HashMap<>();
    private final List<String> tokens = new ArrayList<>();
    private HttpServer server;
    private InventoryApi api;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    tokens.add(exchange.getRequestHeaders().getFirst("Authorization"));
                    exchange.getRequestBody().readAllBytes();
                    String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
                    Answer answer = answers.getOrDefault(request, new Answer(404, "{}"));
                    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(answer.status(), body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
        api = new InventoryApi(server.getAddress().getPort(), "demo", "the-token");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void startsARunAndReadsItsProgress() throws InterruptedException {
        answers.put("POST " + SYNCS, new Answer(202, "{\"id\":\"r1\",\"state\":\"queued\"}"));
        answers.put(
                "GET " + SYNCS + "/r1",
                new Answer(
                        200,
                        """
                        {"id":"r1","state":"running","counts":{"hosts":{"received":12}},
                         "progress":{"done":10,"total":20,"perSecond":5.0,"etaSeconds":2}}\
                        """));

        Sync started = api.start();
        Sync later = api.run(started.id());

        assertThat(started.underWay()).isTrue();
        assertThat(later.progress().line()).contains("10 / 20", "50 %", "5/s", "2 s left");
        assertThat(later.hosts("received")).isEqualTo(12);
        assertThat(tokens).containsOnly("Bearer the-token");
    }

    @Test
    void followsTheRunThatTheScheduleStartedFirst() throws InterruptedException {
        answers.put("POST " + SYNCS, new Answer(409, "{\"detail\":\"The sync r0 is running.\"}"));
        answers.put(
                "GET " + SYNCS,
                new Answer(
                        200,
                        """
                        {"items":[{"id":"old","state":"failed"},{"id":"r0","state":"running"}],
                         "next":null}\
                        """));

        assertThat(api.start().id()).isEqualTo("r0");
    }

    @Test
    void givesTheReasonOfARefusalButNoBody() {
        answers.put(
                "POST " + SYNCS,
                new Answer(403, "{\"detail\":\"The role responder is needed.\",\"x\":\"canary\"}"));

        assertThatThrownBy(() -> api.start())
                .isInstanceOf(Stop.class)
                .hasMessage("inventory-sync answered 403: The role responder is needed.");
    }

    @Test
    void doesNotRepeatABodyThatIsNoProblem() {
        answers.put("POST " + SYNCS, new Answer(502, "<html>canary</html>"));

        assertThatThrownBy(() -> api.start()).hasMessage("inventory-sync answered 502.");
    }

    @Test
    void tellsWhyARunFailed() throws InterruptedException {
        answers.put(
                "GET " + SYNCS + "/r1",
                new Answer(
                        200,
                        """
                        {"id":"r1","state":"incomplete","failure":{"category":"throttled",
                         "message":"The quota is used up.","traceId":"t-1"}}\
                        """));

        Sync sync = api.run("r1");

        assertThat(sync.succeeded()).isFalse();
        assertThat(sync.underWay()).isFalse();
        assertThat(sync.failure())
                .contains("incomplete", "throttled", "The quota is used up.", "t-1");
    }
}
