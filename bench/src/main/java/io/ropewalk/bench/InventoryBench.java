package io.ropewalk.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Hosts a second from the simulated Falcon into a real graph, first and second run, beside the
 * limit: the same hosts, pre-built in the same batches, written straight over Bolt by as many
 * writers. All in one run, each round on an emptied graph, the first round dropped as warm-up.
 */
final class InventoryBench {
    private static final int BATCH = 2_000;
    private static final int WRITERS = 2;
    private static final double GOAL = 0.7;

    /** Seconds of one round. Database seconds are summed over the writers. */
    private record Round(
            double cold, double coldDatabase, double again, double againDatabase, double limit) {}

    private InventoryBench() {}

    public static void main(String[] args) throws Exception {
        Path root = Path.of(args[0]);
        int hosts = args.length > 1 ? Integer.parseInt(args[1]) : 100_000;
        int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 3;
        int simulator = Part.freePort();
        int auth = Part.freePort();
        int authManagement = Part.freePort();
        int sync = Part.freePort();
        int syncManagement = Part.freePort();
        int bolt = Part.freePort();
        Path state = Files.createTempDirectory("ropewalk-bench");
        URI boltUri = URI.create("bolt://127.0.0.1:" + bolt);
        URI simulatorUri = URI.create("http://127.0.0.1:" + simulator);
        try (var _ =
                        Part.start(
                                "simulator",
                                root.resolve("simulator/target/simulator.jar"),
                                List.of("-Xmx512m", "-XX:+UseSerialGC"),
                                Map.of("ROPEWALK_SIMULATOR_PORT", String.valueOf(simulator)),
                                simulatorUri.resolve("/_sim/health"));
                var _ = Part.startNeo4j(root.resolve("neo4j-local/target/neo4j-local"), bolt);
                var _ =
                        Part.start(
                                "auth-service",
                                root.resolve("auth-service/target/quarkus-app/quarkus-run.jar"),
                                List.of("-Xmx128m"),
                                authEnvironment(simulatorUri, auth, authManagement),
                                URI.create(
                                        "http://127.0.0.1:" + authManagement + "/q/health/ready"));
                var _ =
                        Part.start(
                                "inventory-sync",
                                root.resolve("inventory-sync/target/quarkus-app/quarkus-run.jar"),
                                List.of("-Xmx256m"),
                                syncEnvironment(auth, boltUri, sync, syncManagement, state),
                                URI.create(
                                        "http://127.0.0.1:" + syncManagement + "/q/health/ready"));
                var graph = new Graph(boltUri);
                var http = HttpClient.newHttpClient()) {
            var api =
                    new Api(
                            URI.create("http://127.0.0.1:" + sync),
                            simulatorUri,
                            http,
                            new ObjectMapper());
            api.scenario("{\"seed\":7,\"hosts\":" + hosts + "}");
            measure(api, graph, hosts, rounds);
        }
    }

    private static Map<String, String> authEnvironment(URI simulator, int port, int management) {
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

    // command line: prints on purpose
    private static void measure(Api api, Graph graph, int hosts, int rounds) throws Exception {
        var measured = new ArrayList<Round>();
        for (int i = 0; i <= rounds; i++) {
            graph.wipe();
            long start = System.nanoTime();
            JsonNode cold = api.fullSync();
            double coldSeconds = (System.nanoTime() - start) / 1e9;
            start = System.nanoTime();
            JsonNode again = api.fullSync();
            double againSeconds = (System.nanoTime() - start) / 1e9;
            if (graph.hosts() != hosts) {
                throw new IllegalStateException(
                        "the graph holds " + graph.hosts() + " hosts, not " + hosts);
            }
            var batches = graph.batches(BATCH);
            graph.wipe();
            double limit = graph.write(batches, WRITERS);
            var round =
                    new Round(coldSeconds, database(cold), againSeconds, database(again), limit);
            System.out.printf(
                    Locale.ROOT,
                    "%s: first run %.1f s (database %.1f), second %.1f s (database %.1f), limit %.1f s%n",
                    i == 0 ? "warm-up" : "round " + i,
                    round.cold(),
                    round.coldDatabase(),
                    round.again(),
                    round.againDatabase(),
                    round.limit());
            if (i > 0) {
                measured.add(round);
            }
        }
        report(measured, hosts);
    }

    private static void report(List<Round> rounds, int hosts) {
        System.out.printf(
                Locale.ROOT,
                "%,d hosts, median of %d: first run %,.0f hosts/s, second run %,.0f hosts/s, limit %,.0f hosts/s%n",
                hosts,
                rounds.size(),
                hosts / median(rounds, Round::cold),
                hosts / median(rounds, Round::again),
                hosts / median(rounds, Round::limit));
        System.out.printf(
                Locale.ROOT,
                "first run / limit: %.2f of the limit's hosts a second (goal %.1f)%n",
                median(rounds, r -> r.limit() / r.cold()),
                GOAL);
        System.out.printf(
                Locale.ROOT,
                "second run's database time / first run's: %.2f (goal at most 0.20)%n",
                median(rounds, r -> r.againDatabase() / r.coldDatabase()));
    }

    // command line: end

    private static double database(JsonNode run) {
        return run.path("databaseSeconds").asDouble();
    }

    private static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
        double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
