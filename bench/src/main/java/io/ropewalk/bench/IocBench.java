package io.ropewalk.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * ioc-sync from an empty ledger and an empty Falcon, beside a loop that does one call after
 * another. Both in one run, against the same simulator, each round with fresh processes. Then the
 * memory with a small and a large ledger.
 */
final class IocBench {
    private static final int[] LATENCIES = {0, 50};

    /** What OpenCTI's connector made of the same at these latencies, measured once. */
    private static final double[] CONNECTOR = {140, 8.4};

    /** Its loop would take the customer's whole quota for a minute, were it longer. */
    private static final int[] PEER = {1_000, 150};

    private static final int GOAL = 50;

    /** Indicators to a write call. */
    private static final int CALL_GOAL = 200;

    private static final String RATE = "%,.1f/s";

    private final Path root;
    private final int indicators;
    private final int rounds;
    private final List<String> rows = new ArrayList<>();

    /**
     * Indicators a second, calls, and seconds of processor time for a million of them.
     *
     * @param warm of the second half of them, when the program is warm
     */
    private record Round(
            double mirrored,
            double warm,
            double peer,
            IocRig.Calls calls,
            double simulatorTime,
            double mirrorTime) {}

    private IocBench(Path root, int indicators, int rounds) {
        this.root = root;
        this.indicators = indicators;
        this.rounds = rounds;
    }

    // command line: prints on purpose
    public static void main(String[] args) throws Exception {
        int indicators = args.length > 1 ? Integer.parseInt(args[1]) : 100_000;
        int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 3;
        List<String> parts =
                List.of((args.length > 3 ? args[3] : "0ms,50ms,memory").split(",", -1));
        int few = args.length > 4 ? Integer.parseInt(args[4]) : 10_000;
        int many = args.length > 5 ? Integer.parseInt(args[5]) : 1_000_000;
        var bench = new IocBench(Path.of(args[0]), indicators, rounds);
        for (int i = 0; i < LATENCIES.length; i++) {
            if (parts.contains(LATENCIES[i] + "ms")) {
                bench.speed(i);
            }
        }
        if (parts.contains("memory")) {
            bench.rows.addAll(new IocMemory(Path.of(args[0])).measure(few, many));
        }
        System.out.printf(
                Locale.ROOT,
                "%n%,d indicators, median of %d rounds, load of the machine %s%n",
                indicators,
                rounds,
                Files.readString(Path.of("/proc/loadavg")).strip());
        bench.rows.forEach(System.out::println);
    }

    private void speed(int at) throws IOException, InterruptedException {
        List<Round> measured = new ArrayList<>();
        for (int i = 1; i <= rounds; i++) {
            Round round = round(at);
            measured.add(round);
            System.out.printf(
                    Locale.ROOT,
                    "round %d at %d ms: %,.0f indicators/s (second half %,.0f), one call after"
                            + " another %,.1f/s, %s, processor time of a million: simulator %.1f s,"
                            + " ioc-sync %.1f s%n",
                    i,
                    LATENCIES[at],
                    round.mirrored(),
                    round.warm(),
                    round.peer(),
                    round.calls(),
                    round.simulatorTime(),
                    round.mirrorTime());
        }
        report(at, measured);
    }

    // command line: end

    private void report(int at, List<Round> measured) {
        String latency = " at %d ms".formatted(LATENCIES[at]);
        String goal =
                "goal %,.0f, %d times OpenCTI's connector (%,.1f/s)"
                        .formatted(GOAL * CONNECTOR[at], GOAL, CONNECTOR[at]);
        row(
                "indicators mirrored from empty" + latency,
                RATE,
                median(measured, Round::mirrored),
                goal);
        row("the second half of them", RATE, median(measured, Round::warm), goal);
        row(
                "one call after another, as that one, without its overhead",
                RATE,
                median(measured, Round::peer),
                "peer");
        row(
                "times the peer",
                "%,.1f",
                median(measured, it -> it.mirrored() / it.peer()),
                "goal " + GOAL);
        row(
                "write calls",
                "%,.0f",
                median(measured, it -> it.calls().writes()),
                "goal at most %,d".formatted(Math.ceilDiv(indicators, CALL_GOAL)));
        row("calls to Falcon of any kind", "%,.0f", median(measured, it -> it.calls().all()), "");
        row(
                "indicators to a call that creates",
                "%,.0f",
                median(measured, it -> (double) indicators / it.calls().creates()),
                "");
        row(
                "answers with 429, the quota being 6,000 calls a minute",
                "%,.0f",
                measured.stream().mapToDouble(it -> it.calls().throttled()).max().orElseThrow(),
                "goal 0");
        row(
                "processor time of a million indicators, simulator",
                "%.1f s",
                median(measured, Round::simulatorTime),
                "");
        row("ioc-sync", "%.1f s", median(measured, Round::mirrorTime), "");
    }

    private Round round(int at) throws IOException, InterruptedException {
        try (var rig = new IocRig(root, "1g");
                var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            rig.latency(LATENCIES[at]);
            double mirrored;
            double warm;
            double simulatorTime;
            double mirrorTime;
            IocRig.Calls calls;
            Path state = IocRig.freshState();
            try (var mirrorer = rig.start(state, options())) {
                mirrorer.awaitLive();
                rig.indicators(indicators, true);
                rig.forgetCalls();
                double simulatorUsed = rig.simulator().processorSeconds();
                double mirrorUsed = mirrorer.part().processorSeconds();
                long start = System.nanoTime();
                mirrorer.reset();
                long half = mirrorer.awaitHeld(indicators / 2, 20);
                long end = mirrorer.awaitHeld(indicators, 20);
                mirrored = indicators / ((end - start) / 1e9);
                warm = (indicators - indicators / 2) / ((end - half) / 1e9);
                var _ = mirrorer.awaitSettled(indicators, 100);
                calls = rig.calls();
                double millions = indicators / 1e6;
                simulatorTime = (rig.simulator().processorSeconds() - simulatorUsed) / millions;
                mirrorTime = (mirrorer.part().processorSeconds() - mirrorUsed) / millions;
            }
            IocRig.forget(state);
            if (rig.held() != indicators) {
                throw new IOException("Falcon has " + rig.held() + " IOCs, not " + indicators);
            }
            var peer = new IocPeer(rig.falcon(), http, new ObjectMapper());
            return new Round(
                    mirrored, warm, peer.perSecond(PEER[at]), calls, simulatorTime, mirrorTime);
        }
    }

    /** What a JVM has, and chooses by itself, in a container of 512 MiB; more for experiments. */
    static List<String> options() {
        var options = new ArrayList<>(List.of("-Xmx256m", "-XX:+UseSerialGC"));
        String more = System.getenv().getOrDefault("BENCH_IOC_OPTIONS", "");
        options.addAll(List.of(more.split(" ", -1)));
        options.removeIf(String::isBlank);
        return options;
    }

    private void row(String what, String form, double value, String beside) {
        rows.add(StreamBench.row(what, form.formatted(value), beside));
    }

    private static double median(List<Round> all, ToDoubleFunction<Round> figure) {
        double[] sorted = all.stream().mapToDouble(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
