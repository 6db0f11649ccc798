package io.ropewalk.bench;

import io.ropewalk.bench.PackagedService.Figures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/**
 * Start-up and memory of each service: as the JVM runs it by itself, with the options of the
 * images, and with these and an AOT cache trained in the same run. Each start is a process of its
 * own on empty state; the best start and the most memory of all rounds are told.
 */
final class StartBench {
    private static final double READY_LIMIT = 1.0;
    private static final int RESIDENT_LIMIT_MIB = 180;
    private static final String ROW = "%-15s %-16s %9s %9s %9s %11s %9s %9s   %s";

    private final Path root;
    private final int rounds;
    private final int size;
    private final List<String> rows = new ArrayList<>();

    private StartBench(Path root, int rounds, int size) {
        this.root = root;
        this.rounds = rounds;
        this.size = size;
    }

    // command line: prints on purpose
    public static void main(String[] args) throws Exception {
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
        int size = args.length > 2 ? Integer.parseInt(args[2]) : 5_000;
        List<Service> services =
                args.length > 3
                        ? Arrays.stream(args[3].split(",", -1)).map(Service::of).toList()
                        : List.of(Service.values());
        Path root = Path.of(args[0]).toAbsolutePath();
        var bench = new StartBench(root, rounds, size);
        try (var rig = new StartRig(root, services)) {
            for (Service service : services) {
                bench.measure(rig, service);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%n%d rounds, first job of %,d, load of the machine %s%n%s%n",
                rounds,
                size,
                Files.readString(Path.of("/proc/loadavg")).strip(),
                ROW.formatted(
                        "",
                        "",
                        "ready",
                        "Quarkus",
                        "processor",
                        "MiB, ready",
                        "MiB, job",
                        "MiB, most",
                        ""));
        bench.rows.forEach(System.out::println);
    }

    private void measure(StartRig rig, Service service) throws IOException, InterruptedException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path folder = root.resolve(service.module()).resolve("target/quarkus-app");
        var packaged = new PackagedService(service, java, folder);
        List<String> options = PackagedService.imageOptions(root);
        Path cache = Files.createTempDirectory("ropewalk-bench").resolve("app.aot");
        try {
            Training.train(packaged, rig, options, cache);
            System.out.printf(
                    Locale.ROOT, "%s: cache of %.0f MiB%n", service, Files.size(cache) / 1048576.0);
            Figures plain = best(packaged, rig, "JVM", List.of());
            row(service, "JVM", plain, "");
            row(service, "with options", best(packaged, rig, "options", options), "");
            Figures cached = best(packaged, rig, "cache", Training.using(cache, options));
            row(service, "and AOT cache", cached, verdict(cached, plain));
        } finally {
            Files.deleteIfExists(cache);
            Files.deleteIfExists(cache.getParent());
        }
    }

    private Figures best(
            PackagedService packaged, StartRig rig, String variant, List<String> options)
            throws IOException, InterruptedException {
        List<Figures> all = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            Figures one = packaged.measure(rig, rig.job(size), options);
            System.out.printf(
                    Locale.ROOT,
                    "%s, %s: ready in %.2f s, %.0f MiB after the job%n",
                    packaged.service(),
                    variant,
                    one.ready(),
                    one.resident() / 1048576.0);
            all.add(one);
        }
        var fastest = all.stream().min(Comparator.comparingDouble(Figures::ready)).orElseThrow();
        return new Figures(
                fastest.ready(),
                fastest.own(),
                fastest.processor(),
                most(all, Figures::idle),
                most(all, Figures::resident),
                most(all, Figures::most));
    }

    // command line: end

    private static long most(List<Figures> all, ToLongFunction<Figures> figure) {
        return all.stream().mapToLong(figure).max().orElseThrow();
    }

    private void row(Service service, String variant, Figures figures, String verdict) {
        rows.add(
                ROW.formatted(
                        service,
                        variant,
                        "%.2f s".formatted(figures.ready()),
                        "%.2f s".formatted(figures.own()),
                        "%.2f s".formatted(figures.processor()),
                        "%.0f".formatted(figures.idle() / 1048576.0),
                        "%.0f".formatted(figures.resident() / 1048576.0),
                        "%.0f".formatted(figures.most() / 1048576.0),
                        verdict));
    }

    private static String verdict(Figures cached, Figures plain) {
        return "%.2f of the JVM's start; limits %.1f s, %d MiB"
                .formatted(cached.ready() / plain.ready(), READY_LIMIT, RESIDENT_LIMIT_MIB);
    }
}
