package io.ropewalk.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Peak resident memory of inventory-sync (JVM, {@code -Xmx256m}) for a small and a large estate,
 * each in a process of its own, as a ratio.
 */
final class MemoryBench {
    private static final double GOAL = 1.2;

    private MemoryBench() {}

    // command line: prints on purpose
    public static void main(String[] args) throws Exception {
        Path root = Path.of(args[0]);
        int few = args.length > 1 ? Integer.parseInt(args[1]) : 25_000;
        int many = args.length > 2 ? Integer.parseInt(args[2]) : 250_000;
        long small = peak(root, few);
        long large = peak(root, many);
        System.out.printf(
                Locale.ROOT,
                "peak resident memory: %,d hosts %.0f MiB, %,d hosts %.0f MiB, ratio %.2f (goal at most %.2f)%n",
                few,
                small / 1048576.0,
                many,
                large / 1048576.0,
                (double) large / small,
                GOAL);
    }

    private static long peak(Path root, int hosts) throws Exception {
        try (var rig = Rig.start(root, "256m")) {
            rig.api().scenario(Rig.scenario(hosts, 0));
            long start = System.nanoTime();
            rig.api().fullSync(List.of("hosts"));
            double seconds = (System.nanoTime() - start) / 1e9;
            long there = rig.graph().hosts();
            if (there != hosts) {
                throw new IllegalStateException(
                        "the graph holds " + there + " hosts, not " + hosts);
            }
            System.out.printf(Locale.ROOT, "%,d hosts loaded in %.1f s%n", hosts, seconds);
            return rig.inventory().peakResidentBytes();
        }
    }
    // command line: end
}
