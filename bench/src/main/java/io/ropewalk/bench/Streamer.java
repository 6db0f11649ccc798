package io.ropewalk.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.concurrent.TimeUnit;

/**
 * A running event-stream.
 *
 * @param api where its API has the customer
 * @param management where its metrics are
 */
record Streamer(Part part, StreamRig rig, URI api, URI management) implements AutoCloseable {
    private static final String DELIVERED = "ropewalk_stream_delivered_events_total{";
    private static final long LOOK_MILLIS = 100;
    private static final long STUCK_NANOS = TimeUnit.SECONDS.toNanos(60);

    /** Events delivered since it was started, by its own metrics. */
    long delivered() throws IOException, InterruptedException {
        String metrics = rig.send(HttpRequest.newBuilder(management.resolve("/q/metrics")));
        return (long)
                metrics.lines()
                        .filter(line -> line.startsWith(DELIVERED))
                        .mapToDouble(line ->
                                Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                        .sum();
    }

    /** Has the whole feed delivered again. */
    void again() throws IOException, InterruptedException {
        var _ =
                rig.send(
                        HttpRequest.newBuilder(api.resolve("streams/0/seek"))
                                .POST(
                                        BodyPublishers.ofString(
                                                "{\"to\":\"oldest\",\"reason\":\"bench\"}")));
    }

    /**
     * Waits until so many more events were delivered than there were.
     *
     * @param before {@link #delivered} when they began to come
     * @return events a second between the first and the last hundredth of them
     */
    double perSecond(long before, long events) throws IOException, InterruptedException {
        long from = before + events / 100;
        long to = before + events - events / 100;
        long first = 0;
        long firstAt = 0;
        long last = before;
        long movedAt = System.nanoTime();
        while (true) {
            long now = delivered();
            long at = System.nanoTime();
            if (firstAt == 0 && now >= from) {
                first = now;
                firstAt = at;
            }
            if (now >= to && firstAt != 0 && now > first) {
                return (now - first) / ((at - firstAt) / 1e9);
            }
            if (now > last) {
                last = now;
                movedAt = at;
            } else if (at - movedAt > STUCK_NANOS) {
                throw new IOException(
                        "event-stream delivered %,d of %,d events and then none for a minute; see %s"
                                .formatted(now - before, events, part.log()));
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    /** Waits for all of so many more events than there were. */
    void await(long before, long events) throws IOException, InterruptedException {
        long end = System.nanoTime() + STUCK_NANOS;
        while (delivered() < before + events) {
            if (System.nanoTime() > end) {
                throw new IOException("event-stream did not deliver all events in a minute");
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    @Override
    public void close() {
        part.close();
    }
}
