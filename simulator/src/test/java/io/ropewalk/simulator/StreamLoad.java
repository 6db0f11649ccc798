package io.ropewalk.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.ropewalk.simulator.feed.EventLog;
import io.ropewalk.simulator.feed.FeedSpec;
import io.ropewalk.simulator.http.ByteSink;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * How many events per second the feed sends over one connection to a client that only reads, and
 * how many it computes when nobody reads. Run it from the module's folder: {@code java -cp
 * target/test-classes:target/classes:target/lib/* io.ropewalk.simulator.StreamLoad [events]
 * [eventBytes]}.
 */
final class StreamLoad {
    private StreamLoad() {}

    public static void main(String[] args) throws Exception {
        var events = args.length == 0 ? 2_000_000 : Long.parseLong(args[0]);
        var bytes = args.length < 2 ? 1500 : Integer.parseInt(args[1]);
        var spec = FeedSpec.ofEvents(1, events).withEventBytes(bytes);
        var tenant = Tenant.standard(0).withFeed(spec);
        var scenario = Scenario.ofTenants(List.of(tenant));
        for (var round = 0; round < 3; round++) {
            compute(EventLog.of(scenario, "default"), events);
        }
        try (var simulator = Simulator.start(scenario)) {
            for (var round = 0; round < 3; round++) {
                read(simulator, events);
            }
        }
    }

    private static void compute(EventLog log, long events) {
        var partition = log.partition("0");
        var out = ByteSink.growing(256 * 1024);
        var start = System.nanoTime();
        var total = 0L;
        for (var next = 1L; next <= events; ) {
            out.clear();
            next = partition.write(out, next, events, new byte[] {'\n'}, 128 * 1024);
            total += out.size();
        }
        report("computed", events, total, start);
    }

    private static void read(Simulator simulator, long events) throws IOException {
        var stream = discover(simulator);
        var feed = URI.create(stream.get("dataFeedURL").asText());
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), simulator.port())) {
            socket.getOutputStream()
                    .write(
                            ("GET "
                                            + feed.getRawPath()
                                            + "?"
                                            + feed.getRawQuery()
                                            + " HTTP/1.1\r\nHost: x\r\nAuthorization: Token "
                                            + stream.at("/sessionToken/token").asText()
                                            + "\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
            var buffer = new byte[1 << 18];
            var in = socket.getInputStream();
            var start = System.nanoTime();
            var total = 0L;
            var last = "\"offset\":" + events + ",";
            while (true) {
                var read = in.read(buffer);
                total += read;
                var tail =
                        new String(
                                buffer,
                                Math.max(0, read - 4000),
                                Math.min(read, 4000),
                                StandardCharsets.ISO_8859_1);
                if (tail.contains(last)) {
                    break;
                }
            }
            report("sent", events, total, start);
        }
    }

    private static JsonNode discover(Simulator simulator) {
        JsonNode found;
        do {
            found =
                    SimClient.json(
                            SimClient.of(simulator)
                                    .get("/sensors/entities/datafeed/v2?appId=load"));
        } while (found.get("resources").isEmpty());
        return found.at("/resources/0");
    }

    private static void report(String what, long events, long bytes, long start) {
        var seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                "%s: %,.0f events/s, %,.0f MB/s, %d bytes each%n",
                what, events / seconds, bytes / seconds / 1e6, bytes / events);
    }
}
