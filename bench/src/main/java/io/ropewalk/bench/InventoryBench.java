package io.ropewalk.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * From the simulated Falcon into a real graph, first and second run, beside the limit: the same
 * nodes and edges, pre-built in the same batches, written straight over Bolt by as many writers.
 * All in one run, each round on an emptied graph, after a warm-up with few hosts.
 */
final class InventoryBench {
    private static final int BATCH = 2_000;
    private static final int WRITERS = 2;
    private static final double GOAL = 0.7;
    private static final double AGAIN_GOAL = 0.2;
    private static final int WARM_UP = 2_000;
    private static final String HEAP = "384m";

    /** What is loaded. */
    private record Size(int hosts, int findingsPerHost) {
        List<String> kinds() {
            return findingsPerHost == 0 ? List.of("hosts") : List.of("hosts", "vulnerabilities");
        }
    }

    /** Seconds of one round, and what was loaded. Database seconds are summed over the writers. */
    private record Round(
            long records,
            double cold,
            double coldDatabase,
            double again,
            double againDatabase,
            double limit) {}

    private InventoryBench() {}

    public static void main(String[] args) throws Exception {
        Path root = Path.of(args[0]);
        int hosts = args.length > 1 ? Integer.parseInt(args[1]) : 100_000;
        int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 3;
        int findings = args.length > 3 ? Integer.parseInt(args[3]) : 0;
        try (var rig = Rig.start(root, HEAP)) {
            var size = new Size(hosts, findings);
            var measured = new ArrayList<Round>();
            round("warm-up", rig, new Size(Math.min(WARM_UP, hosts), findings));
            for (int i = 1; i <= rounds; i++) {
                measured.add(round("round " + i, rig, size));
            }
            report(measured, rig);
        }
    }

    private static Round round(String name, Rig rig, Size size) throws Exception {
        Api api = rig.api();
        Graph graph = rig.graph();
        api.scenario(Rig.scenario(size.hosts(), size.findingsPerHost()));
        graph.wipe();
        long start = System.nanoTime();
        JsonNode cold = api.fullSync(size.kinds());
        double coldSeconds = (System.nanoTime() - start) / 1e9;
        tell(name + ", first run", coldSeconds, cold);
        start = System.nanoTime();
        JsonNode again = api.fullSync(size.kinds());
        double againSeconds = (System.nanoTime() - start) / 1e9;
        tell(name + ", second run", againSeconds, again);
        long records = complete(rig, size, again);
        var bare = graph.bareWriter();
        bare.take(BATCH);
        graph.wipe();
        var round =
                new Round(
                        records,
                        coldSeconds,
                        database(cold),
                        againSeconds,
                        database(again),
                        bare.write(WRITERS));
        tell(name, round);
        return round;
    }

    /** How many records there are; throws where the graph does not hold just what Falcon has. */
    private static long complete(Rig rig, Size size, JsonNode again) throws Exception {
        long hosts = rig.api().hosts();
        long findings = size.findingsPerHost() == 0 ? 0 : rig.api().openFindings();
        require("hosts", rig.graph().hosts(), hosts);
        require("findings", rig.graph().findings(), findings);
        require("unmarked nodes", rig.graph().unmarked(again.path("updateTag").asLong()), 0);
        for (String kind : size.kinds()) {
            JsonNode counts = again.path("counts").path(kind);
            require(
                    "changed " + kind,
                    counts.path("received").asLong() - counts.path("unchanged").asLong(),
                    0);
        }
        return hosts + findings;
    }

    private static void require(String what, long found, long expected) {
        if (found != expected) {
            throw new IllegalStateException(
                    "the graph holds " + found + " " + what + ", not " + expected);
        }
    }

    // command line: prints on purpose
    private static void tell(String name, double seconds, JsonNode run) {
        System.out.printf(
                Locale.ROOT,
                "%s: %.1f s (database %.1f, of it links %.1f)%n",
                name,
                seconds,
                database(run),
                run.path("links").path("seconds").asDouble());
    }

    private static void tell(String name, Round round) {
        System.out.printf(
                Locale.ROOT,
                "%s: %,d records, first run %.1f s (database %.1f), second %.1f s (database %.1f), limit %.1f s%n",
                name,
                round.records(),
                round.cold(),
                round.coldDatabase(),
                round.again(),
                round.againDatabase(),
                round.limit());
    }

    private static void report(List<Round> rounds, Rig rig) throws Exception {
        long records = rounds.getFirst().records();
        System.out.printf(
                Locale.ROOT,
                "%,d records, median of %d: first run %,.0f/s, second run %,.0f/s, limit %,.0f/s%n",
                records,
                rounds.size(),
                records / median(rounds, Round::cold),
                records / median(rounds, Round::again),
                records / median(rounds, Round::limit));
        System.out.printf(
                Locale.ROOT,
                "first run / limit: %.2f of the limit's records a second (goal %.1f); database time %.2f of the limit's%n",
                median(rounds, r -> r.limit() / r.cold()),
                GOAL,
                median(rounds, r -> r.coldDatabase() / r.limit()));
        System.out.printf(
                Locale.ROOT,
                "second run / first: database time %.2f (goal at most %.2f), time %.2f%n",
                median(rounds, r -> r.againDatabase() / r.coldDatabase()),
                AGAIN_GOAL,
                median(rounds, r -> r.again() / r.cold()));
        System.out.printf(
                Locale.ROOT,
                "peak resident memory of inventory-sync: %.0f MiB with -Xmx%s%n",
                rig.inventory().peakResidentBytes() / 1048576.0,
                HEAP);
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
