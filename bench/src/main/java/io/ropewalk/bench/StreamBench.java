package io.ropewalk.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * event-stream beside its limit: a loop that only reads the same feed from a raw socket and finds
 * the line ends. All in one run, the same simulator, round by round in turn, the first round
 * dropped as warm-up. Then the time an event takes, and the memory while the sink is down.
 */
final class StreamBench {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final String RATE = "%,.0f events/s";
    private static final int EVENT_BYTES = 1_500;
    private static final double RATIO_GOAL = 0.6;
    private static final int DISCARD_GOAL = 200_000;
    private static final int HTTP_GOAL = 100_000;
    private static final int LATENCY_GOAL_MS = 50;

    private static final int LIVE_PER_SECOND = 1_000;
    private static final int LIVE_SECONDS = 30;
    private static final int LINGER_MS = 100;

    /** A night at the default pause of a minute. */
    private static final int ATTEMPTS = 1_500;

    private final StreamRig rig;
    private final long events;
    private final int rounds;
    private final List<String> rows = new ArrayList<>();

    private StreamBench(StreamRig rig, long events, int rounds) {
        this.rig = rig;
        this.events = events;
        this.rounds = rounds;
    }

    // command line: prints on purpose
    public static void main(String[] args) throws Exception {
        long events = args.length > 1 ? Long.parseLong(args[1]) : 2_000_000;
        int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 3;
        List<String> parts =
                List.of((args.length > 3 ? args[3] : "throughput,latency,memory").split(",", -1));
        try (var rig = new StreamRig(Path.of(args[0]))) {
            var bench = new StreamBench(rig, events, rounds);
            if (parts.contains("throughput")) {
                bench.throughput();
            }
            if (parts.contains("latency")) {
                bench.latency();
            }
            if (parts.contains("memory")) {
                bench.memory();
            }
            System.out.printf(
                    Locale.ROOT,
                    "%n%,d events of %,d bytes, one partition, median of %d rounds, load of the machine %s%n",
                    events,
                    EVENT_BYTES,
                    rounds,
                    Files.readString(Path.of("/proc/loadavg")).strip());
            bench.rows.forEach(System.out::println);
        }
    }

    /** Lines and events a second, and seconds of processor time for a million of them. */
    private record Round(
            double plain,
            double wide,
            double streamed,
            double loopTime,
            double senderTime,
            double streamerTime) {}

    private void throughput() throws IOException, InterruptedException {
        backlog(events, "");
        List<Round> measured = new ArrayList<>();
        try (var streamer = rig.start(options(), sink("discard", Map.of()))) {
            for (int i = 0; i <= rounds; i++) {
                Round round = round(streamer, rig.bare(), i);
                measured.add(round);
                say(
                        i,
                        "bare loop %,.0f, eight bytes at a time %,.0f, event-stream %,.0f events/s",
                        round.plain(),
                        round.wide(),
                        round.streamed());
            }
        }
        String ratio = "goal %.1f".formatted(RATIO_GOAL);
        String time = "%.2f s";
        row(
                "bare loop on a raw socket, byte by byte",
                RATE,
                median(measured, Round::plain),
                "limit");
        row("bare loop, eight bytes at a time", RATE, median(measured, Round::wide), "limit");
        row(
                "event-stream, no-op sink",
                RATE,
                median(measured, Round::streamed),
                goal(DISCARD_GOAL));
        row(
                "beside the bare loop, byte by byte",
                "%.2f",
                median(measured, it -> it.streamed() / it.plain()),
                ratio);
        row(
                "beside the bare loop, eight bytes at a time",
                "%.2f",
                median(measured, it -> it.streamed() / it.wide()),
                ratio);
        row(
                "processor time of a million events, sender",
                time,
                median(measured, Round::senderTime),
                "");
        row("bare loop, eight bytes at a time", time, median(measured, Round::loopTime), "");
        row("event-stream", time, median(measured, Round::streamerTime), "");
        row("event-stream, HTTP sink", RATE, median(http()), goal(HTTP_GOAL));
    }

    private Round round(Streamer streamer, BareFeed bare, int number)
            throws IOException, InterruptedException {
        double streamerUsed = streamer.part().processorSeconds();
        double streamed = pass(streamer, number);
        streamer.await(number * events, events);
        double streamerTime = streamer.part().processorSeconds() - streamerUsed;
        double plain = bare.linesPerSecond(events, false);
        double senderUsed = rig.simulator().processorSeconds();
        long loopUsed = THREADS.getCurrentThreadCpuTime();
        double wide = bare.linesPerSecond(events, true);
        double loopTime = (THREADS.getCurrentThreadCpuTime() - loopUsed) / 1e9;
        double senderTime = rig.simulator().processorSeconds() - senderUsed;
        double millions = events / 1e6;
        return new Round(
                plain,
                wide,
                streamed,
                loopTime / millions,
                senderTime / millions,
                streamerTime / millions);
    }

    private double[] http() throws IOException, InterruptedException {
        double[] http = new double[rounds + 1];
        try (var receiver = new Receiver();
                var streamer = rig.start(options(), sink("http", Map.of("URL", receiver.url())))) {
            for (int i = 0; i <= rounds; i++) {
                http[i] = pass(streamer, i);
                streamer.await(i * events, events);
                say(i, "HTTP sink %,.0f events/s", http[i]);
            }
            if (receiver.events() < (rounds + 1) * events) {
                throw new IOException("the receiver lacks events");
            }
        }
        return http;
    }

    private static void say(int round, String what, Object... values) {
        System.out.printf(
                Locale.ROOT,
                (round == 0 ? "warm-up: " : "round " + round + ": ") + what + "%n",
                values);
    }

    // command line: end

    /** Has all events delivered once more. */
    private double pass(Streamer streamer, int round) throws IOException, InterruptedException {
        if (round > 0) {
            streamer.again();
        }
        return streamer.perSecond(round * events, events);
    }

    private void latency() throws IOException, InterruptedException {
        rig.feed(
                "{\"partitions\":1,\"events\":0,\"eventsPerSecond\":%d,\"eventBytes\":%d,\"auditEvents\":\"none\"}"
                        .formatted(LIVE_PER_SECOND, EVENT_BYTES));
        var settings = new HashMap<String, String>();
        try (var receiver = new Receiver()) {
            settings.putAll(sink("http", Map.of("URL", receiver.url())));
            settings.put("ROPEWALK_STREAM_BATCH_MAX_AGE", LINGER_MS + "ms");
            try (var _ = rig.start(options(), settings)) {
                Thread.sleep(10_000);
                receiver.timing(true);
                Thread.sleep(LIVE_SECONDS * 1000L);
                int[] ages = receiver.latencies();
                if (ages.length < LIVE_PER_SECOND * LIVE_SECONDS * 9 / 10) {
                    throw new IOException("only " + ages.length + " events came");
                }
                String what = "event to receiver at %,d/s, p%d beyond a linger of %d ms";
                row(
                        what.formatted(LIVE_PER_SECOND, 50, LINGER_MS),
                        "%.0f ms",
                        ages[ages.length / 2] - LINGER_MS,
                        "");
                row(
                        what.formatted(LIVE_PER_SECOND, 99, LINGER_MS),
                        "%.0f ms",
                        ages[ages.length * 99 / 100] - LINGER_MS,
                        "goal below %d".formatted(LATENCY_GOAL_MS));
            }
        }
    }

    private void memory() throws IOException, InterruptedException {
        // Sessions live for two seconds unless they are refreshed.
        backlog(events, ",\"interval\":2");
        var settings = new HashMap<String, String>();
        try (var receiver = new Receiver()) {
            settings.putAll(
                    sink(
                            "http",
                            Map.of(
                                    "URL",
                                    receiver.url(),
                                    "RETRY_MIN_DELAY",
                                    "20ms",
                                    "RETRY_MAX_DELAY",
                                    "20ms")));
            settings.put("ROPEWALK_STREAM_REFRESH_MIN", "1s");
            try (var streamer = rig.start(options(), settings)) {
                new Outage(rig, streamer, receiver).measure(events, ATTEMPTS).forEach(rows::add);
            }
        }
    }

    private void backlog(long count, String more) throws IOException, InterruptedException {
        rig.feed(
                "{\"partitions\":1,\"events\":%d,\"eventBytes\":%d,\"auditEvents\":\"none\"%s}"
                        .formatted(count, EVENT_BYTES, more));
    }

    /** What a container of 512 MiB would have; more for experiments. */
    private static List<String> options() {
        var options = new ArrayList<>(List.of("-Xmx256m"));
        String more = System.getenv().getOrDefault("BENCH_STREAM_OPTIONS", "");
        options.addAll(List.of(more.split(" ", -1)));
        options.removeIf(String::isBlank);
        return options;
    }

    private static Map<String, String> sink(String type, Map<String, String> more) {
        var settings = new HashMap<String, String>();
        settings.put("ROPEWALK_SINKS_BENCH_TYPE", type);
        more.forEach((key, value) -> settings.put("ROPEWALK_SINKS_BENCH_" + key, value));
        return settings;
    }

    private void row(String what, String form, double value, String beside) {
        rows.add(row(what, form.formatted(value), beside));
    }

    static String row(String what, String value, String beside) {
        return "%-62s %20s   %s".formatted(what, value, beside);
    }

    private static String goal(int perSecond) {
        return "goal %,d".formatted(perSecond);
    }

    private static double median(List<Round> all, ToDoubleFunction<Round> figure) {
        return median(all.stream().mapToDouble(figure).toArray());
    }

    /** Of the rounds after the first. */
    private static double median(double[] all) {
        double[] sorted = Arrays.copyOfRange(all, 1, all.length);
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
