package io.ropewalk.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Resident memory of ioc-sync with a small and a large ledger. The ledger is filled by a mirror
 * from empty; then a new process does the same work on either: as many events, and comparisons of
 * as many IOCs in all.
 */
record IocMemory(Path root) {
    private static final int EVENTS = 50_000;
    private static final double LIMIT = 1.10;

    /**
     * Bytes of the process that did the work.
     *
     * @param after when the work was done
     * @param most ever
     * @param fill most ever of the process that filled the ledger
     */
    private record Sizes(long after, long most, long fill) {}

    /** Returns the rows of the table. */
    List<String> measure(int few, int many) throws IOException, InterruptedException {
        Sizes small = work(few, many);
        Sizes large = work(many, many);
        return List.of(
                row("resident memory, %,d rows".formatted(few), small.after(), ""),
                row("resident memory, %,d rows".formatted(many), large.after(), ""),
                ratio("many rows / few", large.after(), small.after(), limit()),
                row("most while working, %,d rows".formatted(few), small.most(), ""),
                row("most while working, %,d rows".formatted(many), large.most(), ""),
                ratio("many rows / few", large.most(), small.most(), limit()),
                row("most while filling, %,d rows".formatted(few), small.fill(), ""),
                row("most while filling, %,d rows".formatted(many), large.fill(), ""));
    }

    private static String limit() {
        return "limit %.2f".formatted(LIMIT);
    }

    private static String row(String what, long bytes, String beside) {
        return StreamBench.row(what, "%.0f MiB".formatted(bytes / 1048576.0), beside);
    }

    private static String ratio(String what, long one, long other, String beside) {
        return StreamBench.row(what, "%.2f".formatted((double) one / other), beside);
    }

    private Sizes work(int rows, int scans) throws IOException, InterruptedException {
        Path state = IocRig.freshState();
        try (var rig = new IocRig(root, "6g")) {
            rig.indicators(rows, true);
            long fill = fill(rig, state, rows);
            try (var mirrorer = rig.start(state, IocBench.options())) {
                mirrorer.awaitLive();
                int events = Math.min(rows, EVENTS);
                for (int done = events; done <= EVENTS; done += events) {
                    rig.indicators(events, false);
                    mirrorer.awaitUpdated(done);
                }
                long iocs = mirrorer.awaitSettled(rows, 500);
                tell("%,d events written".formatted(EVENTS), mirrorer.part());
                for (int scanned = rows; scanned <= scans; scanned += rows) {
                    compare(mirrorer, iocs);
                }
                tell("%,d IOCs compared".formatted(scans), mirrorer.part());
                return new Sizes(
                        mirrorer.part().residentBytes(), mirrorer.part().peakResidentBytes(), fill);
            }
        } finally {
            IocRig.forget(state);
        }
    }

    // command line: prints on purpose
    private static long fill(IocRig rig, Path state, int rows)
            throws IOException, InterruptedException {
        try (var mirrorer = rig.start(state, IocBench.options())) {
            long start = System.nanoTime();
            long iocs = mirrorer.awaitSettled(rows, 1_000);
            if (rig.held() != iocs) {
                throw new IOException("Falcon has %,d IOCs, not %,d".formatted(rig.held(), iocs));
            }
            System.out.printf(
                    Locale.ROOT,
                    "%,d rows filled in %.1f s, %s%n",
                    rows,
                    (System.nanoTime() - start) / 1e9,
                    rig.calls());
            tell("filled", mirrorer.part());
            return mirrorer.part().peakResidentBytes();
        }
    }

    private static void tell(String done, Part part) throws IOException {
        System.out.printf(
                Locale.ROOT,
                "%s: resident memory %.0f MiB, at most %.0f MiB%n",
                done,
                part.residentBytes() / 1048576.0,
                part.peakResidentBytes() / 1048576.0);
    }

    private static void compare(Mirrorer mirrorer, long rows)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        JsonNode counts = mirrorer.compare().path("counts");
        if (counts.path("scanned").asLong() != rows || counts.path("inSync").asLong() != rows) {
            throw new IOException("a comparison of " + rows + " rows found " + counts);
        }
        if (rows > EVENTS) {
            System.out.printf(
                    Locale.ROOT,
                    "%,d rows compared in %.1f s%n",
                    rows,
                    (System.nanoTime() - start) / 1e9);
        }
    }
    // command line: end
}
