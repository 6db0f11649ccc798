package io.ropewalk.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the five services need around them: a simulator, an auth-service, a graph. */
final class StartRig implements AutoCloseable {
    static final String TENANT = "demo";

    private static final List<String> SMALL = List.of("-Xmx128m", "-XX:+UseSerialGC");

    private final Deque<AutoCloseable> endings = new ArrayDeque<>();
    private final URI simulator;
    private final int auth;
    private final int bolt;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /**
     * Starts it.
     *
     * @param measured the services to come: a graph is started for inventory-sync only
     */
    StartRig(Path root, Collection<Service> measured) throws IOException, InterruptedException {
        endings.push(http);
        int port = Part.freePort();
        auth = Part.freePort();
        bolt = Part.freePort();
        int management = Part.freePort();
        simulator = URI.create("http://127.0.0.1:" + port);
        endings.push(
                Part.start(
                        "simulator",
                        root.resolve("simulator/target/simulator.jar"),
                        List.of("-Xmx512m", "-XX:+UseSerialGC"),
                        Map.of("ROPEWALK_SIMULATOR_PORT", String.valueOf(port)),
                        simulator.resolve("/_sim/health")));
        endings.push(
                Part.start(
                        "auth-service",
                        root.resolve("auth-service/target/quarkus-app/quarkus-run.jar"),
                        SMALL,
                        Rig.authEnvironment(simulator, auth, management),
                        URI.create("http://127.0.0.1:" + management + "/q/health/ready")));
        if (measured.contains(Service.INVENTORY)) {
            endings.push(
                    Part.startNeo4j(
                            root.resolve("neo4j-local/target/neo4j-local"), bolt, "512m", 128));
        }
    }

    FirstJob job(int size) {
        return new FirstJob(simulator, http, new ObjectMapper(), size);
    }

    /**
     * How a service is configured to do its first job.
     *
     * @param port of its API
     * @param management of its health and metrics
     * @param state an empty folder
     */
    Map<String, String> environment(Service service, int port, int management, Path state) {
        if (service == Service.AUTH) {
            return Rig.authEnvironment(simulator, port, management);
        }
        var all = new HashMap<String, String>();
        all.put("ROPEWALK_AUTH_URL", "http://127.0.0.1:" + auth);
        all.put("ROPEWALK_AUTH_CALLER", "bench");
        all.put("ROPEWALK_AUTH_SECRET", "bench-secret");
        all.put("ROPEWALK_SECURITY", "off");
        all.put("ROPEWALK_STATE_URL", "jdbc:sqlite:" + state.resolve("state.db"));
        all.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        all.put("QUARKUS_HTTP_PORT", String.valueOf(port));
        all.put("QUARKUS_MANAGEMENT_PORT", String.valueOf(management));
        switch (service) {
            case AUTH -> throw new IllegalStateException("answered above");
            case INVENTORY -> {
                all.put("ROPEWALK_INVENTORY_SCHEDULE", "off");
                all.put("QUARKUS_NEO4J_URI", "bolt://127.0.0.1:" + bolt);
            }
            case STREAM -> {
                all.put("ROPEWALK_STREAM_TENANTS", TENANT);
                all.put("ROPEWALK_SINKS_BENCH_TYPE", "http");
                all.put("ROPEWALK_SINKS_BENCH_URL", simulator + "/receivers/http");
            }
            case IOC -> {
                all.put("ROPEWALK_IOC_TENANTS", TENANT);
                all.put("ROPEWALK_OPENCTI_URL", simulator + "/opencti");
                all.put("ROPEWALK_OPENCTI_TOKEN", "sim-opencti-token");
                all.put("ROPEWALK_OPENCTI_STREAM_ID", "9a4b1c1e-0000-4000-8000-000000000001");
                all.put("ROPEWALK_OPENCTI_CONNECTOR_ID", "1f4c2d3e-0000-4000-8000-000000000001");
            }
            case ALERTS -> {
                // One person cannot approve what the same person asked for.
                all.put("ROPEWALK_ALERTS_CLOSURE_APPROVAL_ABOVE", "100000");
                all.put("ROPEWALK_ALERTS_CLOSURE_MAX_ALERTS", "100000");
            }
        }
        return all;
    }

    @Override
    public void close() throws IOException {
        while (!endings.isEmpty()) {
            try {
                endings.pop().close();
            } catch (Exception e) {
                throw new IOException("a part did not end", e);
            }
        }
    }
}
