package io.ropewalk.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Simulator and auth-service, and an event-stream of its own for each measurement. */
final class StreamRig implements AutoCloseable {
    private static final String TENANT = "demo";

    private final Path root;
    private final Part simulator;
    private final Part auth;
    private final URI simulatorUri;
    private final int authPort;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ObjectMapper json = new ObjectMapper();

    StreamRig(Path root) throws IOException, InterruptedException {
        this.root = root;
        int port = Part.freePort();
        authPort = Part.freePort();
        int management = Part.freePort();
        simulatorUri = URI.create("http://127.0.0.1:" + port);
        simulator =
                Part.start(
                        "simulator",
                        root.resolve("simulator/target/simulator.jar"),
                        List.of("-Xmx512m", "-XX:+UseSerialGC"),
                        Map.of(
                                "ROPEWALK_SIMULATOR_PORT",
                                String.valueOf(port),
                                "ROPEWALK_SIMULATOR_LIMITS",
                                "off"),
                        simulatorUri.resolve("/_sim/health"));
        auth =
                Part.start(
                        "auth-service",
                        root.resolve("auth-service/target/quarkus-app/quarkus-run.jar"),
                        List.of("-Xmx128m"),
                        Rig.authEnvironment(simulatorUri, authPort, management),
                        URI.create("http://127.0.0.1:" + management + "/q/health/ready"));
    }

    Part simulator() {
        return simulator;
    }

    BareFeed bare() {
        return new BareFeed(simulatorUri, http, json);
    }

    /**
     * Replaces the customer's feed.
     *
     * @param feed as the simulator's control takes it
     */
    void feed(String feed) throws IOException, InterruptedException {
        String body =
                """
                {"tenants":[{"name":"default","clientId":"sim-client","clientSecret":"sim-secret","hosts":1,"feed":%s}]}\
                """
                        .formatted(feed);
        var _ =
                send(
                        HttpRequest.newBuilder(simulatorUri.resolve("/_sim/scenario"))
                                .POST(BodyPublishers.ofString(body)));
    }

    /** The customer's feed as the simulator tells it. */
    JsonNode feed() throws IOException, InterruptedException {
        return json(HttpRequest.newBuilder(simulatorUri.resolve("/_sim/streams")))
                .path("tenants")
                .path(0);
    }

    /** An event-stream with empty state and one sink. */
    Streamer start(List<String> options, Map<String, String> sink)
            throws IOException, InterruptedException {
        int port = Part.freePort();
        int management = Part.freePort();
        var environment = new HashMap<String, String>();
        environment.put("ROPEWALK_AUTH_URL", "http://127.0.0.1:" + authPort);
        environment.put("ROPEWALK_AUTH_CALLER", "bench");
        environment.put("ROPEWALK_AUTH_SECRET", "bench-secret");
        environment.put("ROPEWALK_SECURITY", "off");
        environment.put("ROPEWALK_STREAM_TENANTS", TENANT);
        environment.put(
                "ROPEWALK_STATE_URL",
                "jdbc:sqlite:" + Files.createTempDirectory("ropewalk-bench").resolve("state.db"));
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", String.valueOf(port));
        environment.put("QUARKUS_MANAGEMENT_PORT", String.valueOf(management));
        environment.putAll(sink);
        URI managed = URI.create("http://127.0.0.1:" + management);
        var part =
                Part.start(
                        "event-stream",
                        root.resolve("event-stream/target/quarkus-app/quarkus-run.jar"),
                        options,
                        environment,
                        managed.resolve("/q/health/ready"));
        URI api = URI.create("http://127.0.0.1:" + port + "/v1/tenants/" + TENANT + "/");
        return new Streamer(part, this, api, managed);
    }

    JsonNode json(HttpRequest.Builder request) throws IOException, InterruptedException {
        return new JsonCalls(http, json).json(request);
    }

    String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return new JsonCalls(http, json).send(request);
    }

    @Override
    public void close() {
        http.close();
        auth.close();
        simulator.close();
    }
}
