package io.ropewalk.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
        try (var rig = Rig.start(root)) {
            rig.api().scenario(Rig.scenario(hosts));
            measure(rig.api(), rig.graph(), hosts, rounds);
        }
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
