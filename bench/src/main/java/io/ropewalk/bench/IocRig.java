package io.ropewalk.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A simulated Falcon and OpenCTI, both empty, and an auth-service. The limits on calls are on. */
final class IocRig implements AutoCloseable {
    private static final String TENANT = "demo";
    private static final String WRITES = "/iocs/entities/indicators/v1";

    private final Path root;
    private final Part simulator;
    private final Part auth;
    private final URI simulatorUri;
    private final int authPort;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ObjectMapper json = new ObjectMapper();

    /**
     * What Falcon was asked.
     *
     * @param writes calls that create, change or delete indicators
     * @param creates of them those that create
     * @param all calls of any kind, those for tokens too
     * @param throttled answers with 429
     */
    record Calls(long writes, long creates, long all, long throttled) {}

    /**
     * Starts it.
     *
     * @param heap of the simulator, for example {@code 1g}
     */
    IocRig(Path root, String heap) throws IOException, InterruptedException {
        this.root = root;
        int port = Part.freePort();
        authPort = Part.freePort();
        int management = Part.freePort();
        simulatorUri = URI.create("http://127.0.0.1:" + port);
        simulator =
                Part.start(
                        "simulator",
                        root.resolve("simulator/target/simulator.jar"),
                        List.of("-Xmx" + heap, "-XX:+UseSerialGC"),
                        Map.of(
                                "ROPEWALK_SIMULATOR_PORT",
                                String.valueOf(port),
                                "ROPEWALK_SIMULATOR_HOSTS",
                                "1"),
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

    URI falcon() {
        return simulatorUri;
    }

    /** Has Falcon answer later by so much. */
    void latency(int millis) throws IOException, InterruptedException {
        if (millis > 0) {
            control(
                    "faults",
                    """
                    {"rules":[{"match":{"path":"/iocs/*"},"times":"forever","fault":{"type":"stall","duration":"%dms"}}]}\
                    """
                            .formatted(millis));
        }
    }

    /**
     * Puts indicators into OpenCTI, or changes them where they are there.
     *
     * @param silently only into its database, without events
     */
    void indicators(int count, boolean silently) throws IOException, InterruptedException {
        control("opencti", "{\"seed\":{\"count\":%d,\"silently\":%b}}".formatted(count, silently));
    }

    private void control(String what, String body) throws IOException, InterruptedException {
        var _ =
                send(
                        HttpRequest.newBuilder(simulatorUri.resolve("/_sim/" + what))
                                .POST(BodyPublishers.ofString(body)));
    }

    /** IOCs in Falcon. */
    long held() throws IOException, InterruptedException {
        return json(HttpRequest.newBuilder(simulatorUri.resolve("/_sim/iocs?limit=0")))
                .path("total")
                .asLong();
    }

    Calls calls() throws IOException, InterruptedException {
        JsonNode counts =
                json(HttpRequest.newBuilder(simulatorUri.resolve("/_sim/requests?path=none")))
                        .path("counts");
        long writes = 0;
        long creates = 0;
        long all = 0;
        long throttled = 0;
        for (var count : counts.properties()) {
            String[] key = count.getKey().split(" ", -1);
            long calls = count.getValue().asLong();
            if (key[1].startsWith("/opencti/")) {
                continue;
            }
            all += calls;
            boolean write = key[1].equals(WRITES) && !key[0].equals("GET");
            writes += write ? calls : 0;
            creates += write && key[0].equals("POST") ? calls : 0;
            throttled += key[2].equals("429") ? calls : 0;
        }
        return new Calls(writes, creates, all, throttled);
    }

    void forgetCalls() throws IOException, InterruptedException {
        var _ =
                send(
                        HttpRequest.newBuilder(simulatorUri.resolve("/_sim/requests"))
                                .method("DELETE", BodyPublishers.noBody()));
    }

    /**
     * An ioc-sync.
     *
     * @param state the folder of its ledger
     */
    Mirrorer start(Path state, List<String> options) throws IOException, InterruptedException {
        int port = Part.freePort();
        int management = Part.freePort();
        URI managed = URI.create("http://127.0.0.1:" + management);
        var part =
                Part.start(
                        "ioc-sync",
                        root.resolve("ioc-sync/target/quarkus-app/quarkus-run.jar"),
                        options,
                        Map.ofEntries(
                                Map.entry("ROPEWALK_AUTH_URL", "http://127.0.0.1:" + authPort),
                                Map.entry("ROPEWALK_AUTH_CALLER", "bench"),
                                Map.entry("ROPEWALK_AUTH_SECRET", "bench-secret"),
                                Map.entry("ROPEWALK_SECURITY", "off"),
                                Map.entry(
                                        "ROPEWALK_STATE_URL",
                                        "jdbc:sqlite:" + state.resolve("state.db")),
                                Map.entry("ROPEWALK_OPENCTI_URL", simulatorUri + "/opencti"),
                                Map.entry("ROPEWALK_OPENCTI_TOKEN", "sim-opencti-token"),
                                Map.entry(
                                        "ROPEWALK_OPENCTI_STREAM_ID",
                                        "9a4b1c1e-0000-4000-8000-000000000001"),
                                Map.entry(
                                        "ROPEWALK_OPENCTI_CONNECTOR_ID",
                                        "1f4c2d3e-0000-4000-8000-000000000001"),
                                Map.entry("ROPEWALK_IOC_TENANTS", TENANT),
                                Map.entry("ROPEWALK_IOC_RECONCILE_EVERY", "off"),
                                Map.entry("QUARKUS_HTTP_HOST", "127.0.0.1"),
                                Map.entry("QUARKUS_HTTP_PORT", String.valueOf(port)),
                                Map.entry("QUARKUS_MANAGEMENT_PORT", String.valueOf(management))),
                        managed.resolve("/q/health/ready"));
        URI api = URI.create("http://127.0.0.1:" + port + "/v1/tenants/" + TENANT + "/mirror");
        return new Mirrorer(part, this, api, managed);
    }

    /** A new folder for a ledger. */
    static Path freshState() throws IOException {
        return Files.createTempDirectory("ropewalk-bench");
    }

    /** A large ledger is not left behind. */
    static void forget(Path state) throws IOException {
        try (var files = Files.list(state)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(state);
    }

    JsonNode json(HttpRequest.Builder request) throws IOException, InterruptedException {
        return json.readTree(send(request));
    }

    String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer =
                http.send(
                        request.header("Content-Type", "application/json").build(),
                        BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(
                    answer.uri().getPath()
                            + " answered "
                            + answer.statusCode()
                            + ": "
                            + answer.body());
        }
        return answer.body();
    }

    @Override
    public void close() {
        http.close();
        auth.close();
        simulator.close();
    }
}
