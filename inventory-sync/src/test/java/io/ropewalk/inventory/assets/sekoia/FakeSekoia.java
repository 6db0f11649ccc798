package io.ropewalk.inventory.assets.sekoia;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.ropewalk.inventory.ocsf.OcsfSchema;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Sekoia's asset API as its public connectors use it: one path a connector, a bearer key, a body of
 * version 1 with at most a hundred items, each a sound OCSF asset.
 */
public final class FakeSekoia implements AutoCloseable {
    public static final String CONNECTOR = "3a1a9c54-6e0a-4b7f-9d5e-0f1e2d3c4b5a";
    public static final String KEY = "k3y-canary";
    private static final String PATH = "/api/v2/asset-management/asset-connector/" + CONNECTOR;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final List<JsonNode> accepted = Collections.synchronizedList(new ArrayList<>());
    private final List<Integer> statuses = Collections.synchronizedList(new ArrayList<>());
    private volatile IntFunction<Fault> faults = _ -> null;

    /** An answer in place of the right one. */
    public record Fault(int status, Map<String, String> headers) {
        public static Fault of(int status) {
            return new Fault(status, Map.of());
        }
    }

    private FakeSekoia(HttpServer server) {
        this.server = server;
    }

    public static FakeSekoia start() {
        try {
            HttpServer server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            FakeSekoia fake = new FakeSekoia(server);
            server.createContext("/", fake::handle);
            server.start();
            return fake;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /**
     * Answers otherwise than it should.
     *
     * @param byCall takes the number of the request, from 1; gives null for the right answer
     */
    public void failing(IntFunction<Fault> byCall) {
        faults = byCall;
    }

    public List<JsonNode> accepted() {
        return List.copyOf(accepted);
    }

    /** What was answered, in order. */
    public List<Integer> statuses() {
        return List.copyOf(statuses);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Fault fault = faults.apply(statuses.size() + 1);
            int status = fault == null ? judge(exchange, body) : fault.status();
            statuses.add(status);
            if (fault != null) {
                fault.headers().forEach(exchange.getResponseHeaders()::set);
            }
            byte[] answer =
                    "{\"message\":\"ok\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private int judge(HttpExchange exchange, byte[] body) throws IOException {
        if (!exchange.getRequestURI().getPath().equals(PATH)) {
            return 404;
        }
        if (!exchange.getRequestMethod().equals("POST")) {
            return 405;
        }
        if (!("Bearer " + KEY).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            return 401;
        }
        JsonNode request = JSON.readTree(body);
        JsonNode items = request.path("items");
        if (request.path("version").asInt() != 1 || !items.isArray() || items.size() > 100) {
            return 400;
        }
        for (JsonNode item : items) {
            if (!OcsfSchema.faults(item.toString()).isEmpty() || !isNamed(item)) {
                return 422;
            }
        }
        items.forEach(accepted::add);
        return 200;
    }

    /** What OCSF only recommends and the API's own models require. */
    private static boolean isNamed(JsonNode item) {
        JsonNode organization = item.at("/device/org");
        return item.has("user")
                ? item.at("/user/name").isTextual() && item.at("/user/uid").isTextual()
                : item.at("/device/hostname").isTextual()
                        && item.at("/device/uid").isTextual()
                        && (organization.isMissingNode() || organization.path("name").isTextual());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
