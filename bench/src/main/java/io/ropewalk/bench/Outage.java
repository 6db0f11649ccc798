package io.ropewalk.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;

/**
 * Resident memory before, during and after an outage of the sink with a full feed behind it. The
 * pauses between attempts are short and their number that of a night: what could grow, grows with
 * the attempts and the refreshes, not with the hours.
 */
record Outage(StreamRig rig, Streamer streamer, Receiver receiver) {
    private static final double GOAL = 1.1;
    private static final long LOOK_MILLIS = 100;

    /** Returns the rows of the table. */
    List<String> measure(long events, int attempts) throws IOException, InterruptedException {
        // A third first: the program is warm and has the heap it takes under load.
        awaitEvents(events / 3);
        receiver.down(true);
        awaitRefused(5);
        long before = streamer.part().residentBytes();
        long most = before;
        long session = session().path("session").asLong();
        int refreshes = session().path("refreshes").asInt();
        while (receiver.refused() < attempts) {
            Thread.sleep(LOOK_MILLIS);
            most = Math.max(most, streamer.part().residentBytes());
        }
        long after = streamer.part().residentBytes();
        most = Math.max(most, after);
        boolean same = session().path("session").asLong() == session;
        int refreshed = session().path("refreshes").asInt() - refreshes;
        long refused = receiver.refused();
        receiver.down(false);
        awaitEvents(events);
        return List.of(
                StreamBench.row("resident memory when the sink went down", mib(before), ""),
                StreamBench.row(
                        "after %,d attempts, %d refreshes, %s session"
                                .formatted(refused, refreshed, same ? "the same" : "another"),
                        mib(after) + ", %.2f".formatted((double) after / before),
                        "goal at most %.2f".formatted(GOAL)),
                StreamBench.row(
                        "most in between",
                        mib(most) + ", %.2f".formatted((double) most / before),
                        ""),
                StreamBench.row(
                        "events taken in the end",
                        "%,d".formatted(receiver.events()),
                        "of %,d".formatted(events)));
    }

    private static String mib(long bytes) {
        return "%.0f MiB".formatted(bytes / 1048576.0);
    }

    /** The session that is open now. */
    private JsonNode session() throws IOException, InterruptedException {
        return rig.feed()
                .path("sessions")
                .valueStream()
                .filter(it -> it.path("closedAt").isNull())
                .findFirst()
                .orElseThrow(() -> new IOException("event-stream has no session open"));
    }

    private void awaitEvents(long events) throws IOException, InterruptedException {
        long end = System.nanoTime() + 120_000_000_000L;
        while (receiver.events() < events) {
            if (System.nanoTime() > end) {
                throw new IOException(
                        "only %,d events came, see %s"
                                .formatted(receiver.events(), streamer.part().log()));
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    private void awaitRefused(long batches) throws InterruptedException {
        while (receiver.refused() < batches) {
            Thread.sleep(LOOK_MILLIS);
        }
    }
}
