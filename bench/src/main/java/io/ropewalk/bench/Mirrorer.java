package io.ropewalk.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.concurrent.TimeUnit;

/**
 * A running ioc-sync.
 *
 * @param api where its mirror to the customer is
 * @param management where its metrics are
 */
record Mirrorer(Part part, IocRig rig, URI api, URI management) implements AutoCloseable {
    private static final String UPDATED = "ropewalk_ioc_values_total{outcome=\"updated\"";
    private static final long STUCK_NANOS = TimeUnit.MINUTES.toNanos(2);

    /** Something that grows while the mirror works. */
    private interface Count {
        long now() throws IOException, InterruptedException;
    }

    /** Waits until it reads the live stream. */
    void awaitLive() throws IOException, InterruptedException {
        awaitCount("times the stream was live", () -> isLive() ? 1 : 0, 1, 100);
    }

    private boolean isLive() throws IOException, InterruptedException {
        return state().path("state").asText().equals("live");
    }

    /** Reads all of OpenCTI again. */
    void reset() throws IOException, InterruptedException {
        post("/reset", "");
    }

    /** Waits until Falcon has so many IOCs, and returns when it was. */
    long awaitHeld(long iocs, long lookMillis) throws IOException, InterruptedException {
        awaitCount("IOCs in Falcon", rig::held, iocs, lookMillis);
        return System.nanoTime();
    }

    /** Waits until so many IOCs were changed since its start. */
    void awaitUpdated(long values) throws IOException, InterruptedException {
        awaitCount("changed IOCs", this::updated, values, 100);
    }

    private long updated() throws IOException, InterruptedException {
        return (long)
                rig.send(HttpRequest.newBuilder(management.resolve("/q/metrics")))
                        .lines()
                        .filter(line -> line.startsWith(UPDATED))
                        .mapToDouble(line ->
                                Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                        .sum();
    }

    /**
     * Waits until so many indicators are in the ledger and nothing is left to write. Returns how
     * many IOCs it has in Falcon: an indicator whose value is none has no IOC.
     */
    long awaitSettled(long indicators, long lookMillis) throws IOException, InterruptedException {
        awaitCount(
                "indicators in the ledger",
                () -> {
                    JsonNode counts = state().path("counts");
                    return counts.path("indicators").asLong() - counts.path("pending").asLong();
                },
                indicators,
                lookMillis);
        return state().path("counts").path("live").asLong();
    }

    /** Compares Falcon with the ledger without repairing anything; returns the report. */
    JsonNode compare() throws IOException, InterruptedException {
        String before = state().path("reconcile").path("finished").asText();
        post("/reconcile", "{\"dryRun\":true}");
        long end = System.nanoTime() + 5 * STUCK_NANOS;
        while (true) {
            JsonNode state = state();
            JsonNode report = state.path("reconcile");
            if (!state.path("reconciling").asBoolean()
                    && !report.path("finished").asText().equals(before)) {
                if (!report.path("state").asText().equals("succeeded")) {
                    throw new IOException("the comparison ended " + report);
                }
                return report;
            }
            if (System.nanoTime() > end) {
                throw new IOException("the comparison does not end; see " + part.log());
            }
            Thread.sleep(50);
        }
    }

    private void post(String path, String body) throws IOException, InterruptedException {
        var _ =
                rig.send(
                        HttpRequest.newBuilder(URI.create(api + path))
                                .POST(BodyPublishers.ofString(body)));
    }

    private JsonNode state() throws IOException, InterruptedException {
        return rig.json(HttpRequest.newBuilder(api));
    }

    private void awaitCount(String what, Count count, long wanted, long lookMillis)
            throws IOException, InterruptedException {
        long last = -1;
        long movedAt = System.nanoTime();
        while (true) {
            long now = count.now();
            if (now >= wanted) {
                return;
            }
            if (now > last) {
                last = now;
                movedAt = System.nanoTime();
            } else if (System.nanoTime() - movedAt > STUCK_NANOS) {
                throw new IOException(
                        "%,d of %,d %s, and then none for two minutes; see %s"
                                .formatted(now, wanted, what, part.log()));
            }
            Thread.sleep(lookMillis);
        }
    }

    @Override
    public void close() {
        part.close();
    }
}
