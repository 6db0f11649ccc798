package io.ropewalk.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * Simulator, graph, auth-service and inventory-sync as a deployment would run them, on free ports.
 */
final class Rig implements AutoCloseable {
    /** Together with what else a JVM takes, less than 4 GB. */
    private static final String GRAPH_HEAP = "2g";

    private static final int GRAPH_PAGES_MIB = 1024;

    private final Deque<Runnable> endings = new ArrayDeque<>();
    private final Part inventory;
    private final Graph graph;
    private final Api api;

    private Rig(Path root, String heap) throws IOException, InterruptedException {
        int simulator = Part.freePort();
        int auth = Part.freePort();
        int authManagement = Part.freePort();
        int sync = Part.freePort();
        int syncManagement = Part.freePort();
        int bolt = Part.freePort();
        URI boltUri = URI.create("bolt://127.0.0.1:" + bolt);
        URI simulatorUri = URI.create("http://127.0.0.1:" + simulator);
        Path state = Files.createTempDirectory("ropewalk-bench");
        keep(
                Part.start(
                        "simulator",
                        root.resolve("simulator/target/simulator.jar"),
                        List.of("-Xmx768m", "-XX:+UseSerialGC"),
                        Map.of("ROPEWALK_SIMULATOR_PORT", String.valueOf(simulator)),
                        simulatorUri.resolve("/_sim/health")));
        keep(
                Part.startNeo4j(
                        root.resolve("neo4j-local/target/neo4j-local"),
                        bolt,
                        GRAPH_HEAP,
                        GRAPH_PAGES_MIB));
        keep(
                Part.start(
                        "auth-service",
                        root.resolve("auth-service/target/quarkus-app/quarkus-run.jar"),
                        List.of("-Xmx128m"),
                        authEnvironment(simulatorUri, auth, authManagement),
                        URI.create("http://127.0.0.1:" + authManagement + "/q/health/ready")));
        inventory =
                keep(
                        Part.start(
                                "inventory-sync",
                                root.resolve("inventory-sync/target/quarkus-app/quarkus-run.jar"),
                                List.of("-Xmx" + heap),
                                syncEnvironment(auth, boltUri, sync, syncManagement, state),
                                URI.create(
                                        "http://127.0.0.1:" + syncManagement + "/q/health/ready")));
        graph = new Graph(boltUri);
        endings.push(graph::close);
        var http = HttpClient.newHttpClient();
        endings.push(http::close);
        api =
                new Api(
                        URI.create("http://127.0.0.1:" + sync),
                        simulatorUri,
                        http,
                        new ObjectMapper());
    }

    /**
     * Starts all parts.
     *
     * @param heap of inventory-sync, for example {@code 256m}
     */
    static Rig start(Path root, String heap) throws IOException, InterruptedException {
        return new Rig(root, heap);
    }

    Part inventory() {
        return inventory;
    }

    Graph graph() {
        return graph;
    }

    Api api() {
        return api;
    }

    /**
     * An estate of this many hosts, without the limits on calls a minute, which are not what is
     * measured.
     */
    static String scenario(int hosts, int findingsPerHost) {
        return "{\"seed\":7,\"hosts\":%d,\"inventory\":{\"findingsPerHost\":%d}}"
                .formatted(hosts, findingsPerHost);
    }

    private Part keep(Part part) {
        endings.push(part::close);
        return part;
    }

    static Map<String, String> authEnvironment(URI simulator, int port, int management) {
        return Map.of(
                "ROPEWALK_TENANTS_DEMO_CLIENT_ID", "sim-client",
                "ROPEWALK_TENANTS_DEMO_CLIENT_SECRET", "sim-secret",
                "ROPEWALK_TENANTS_DEMO_CLOUD", "custom",
                "ROPEWALK_TENANTS_DEMO_BASE_URL", simulator.toString(),
                "ROPEWALK_CALLERS_BENCH_SECRET", "bench-secret",
                "ROPEWALK_CALLERS_BENCH_TENANTS", "*",
                "QUARKUS_HTTP_HOST", "127.0.0.1",
                "QUARKUS_HTTP_PORT", String.valueOf(port),
                "QUARKUS_MANAGEMENT_PORT", String.valueOf(management));
    }

    private static Map<String, String> syncEnvironment(
            int auth, URI bolt, int port, int management, Path state) {
        return Map.of(
                "ROPEWALK_AUTH_URL",
                "http://127.0.0.1:" + auth,
                "ROPEWALK_AUTH_CALLER",
                "bench",
                "ROPEWALK_AUTH_SECRET",
                "bench-secret",
                "ROPEWALK_SECURITY",
                "off",
                "ROPEWALK_STATE_URL",
                "jdbc:sqlite:" + state.resolve("state.db"),
                "ROPEWALK_INVENTORY_SCHEDULE",
                "off",
                "QUARKUS_NEO4J_URI",
                bolt.toString(),
                "QUARKUS_HTTP_HOST",
                "127.0.0.1",
                "QUARKUS_HTTP_PORT",
                String.valueOf(port),
                "QUARKUS_MANAGEMENT_PORT",
                String.valueOf(management));
    }

    @Override
    public void close() {
        while (!endings.isEmpty()) {
            endings.pop().run();
        }
    }
}
