package io.ropewalk.simulator.receiver;

import io.ropewalk.simulator.Faults;
import io.ropewalk.simulator.Journal;
import io.ropewalk.simulator.http.HttpServer;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/**
 * What the receivers take per second over real sockets, from a client that only sends what was made
 * before. Run it from the module's folder: {@code java -cp
 * target/test-classes:target/classes:target/lib/* io.ropewalk.simulator.receiver.ReceiverLoad
 * [events]}. To see one core, put {@code taskset -c 0} in front.
 */
final class ReceiverLoad {
    private static final int BATCH = 1000;
    private static final int SIZE = 1500;
    private static final int ROUNDS = 6;

    private ReceiverLoad() {}

    public static void main(String[] args) throws IOException {
        var events = args.length == 0 ? 100_000 : Integer.parseInt(args[0]);
        var lines = new Lines(events, SIZE);
        var known = new Known(lines, events);
        var receivers = new Receivers(Clock.systemUTC(), new Faults(), new Journal(), known);
        receivers.settings(ReceiverSettings.DEFAULT);
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (var server = HttpServer.start(address, receivers::handle)) {
            var port = server.address().getPort();
            bodies(receivers, port);
            for (var compressed : List.of(false, true)) {
                run(receivers, port, "sekoia", batches(lines, events, true, compressed));
                run(receivers, port, "http/load", batches(lines, events, false, compressed));
            }
        }
    }

    /** The truth by look-up, so that its making does not count. */
    private record Known(Lines lines, List<byte[]> made) implements Truth {
        private Known(Lines lines, int events) {
            this(lines, new ArrayList<>());
            for (var offset = 0; offset < events; offset++) {
                made.add(lines.bytes("0", offset));
            }
        }

        @Override
        public List<String> partitions(String cid) {
            return lines.partitions(cid);
        }

        @Override
        public Optional<byte[]> line(String cid, String partition, int epoch, long offset) {
            return partition.equals("0")
                    ? Optional.of(made.get((int) offset))
                    : lines.line(cid, partition, epoch, offset);
        }
    }

    private static void bodies(Receivers receivers, int port) throws IOException {
        var body = new byte[16 << 20];
        java.util.Arrays.fill(body, (byte) 'x');
        var request = request("/receivers/http/bodies", "application/x-ndjson", false, body);
        for (var round = 0; round < ROUNDS; round++) {
            var start = System.nanoTime();
            send(port, java.util.Collections.nCopies(50, request));
            System.out.printf(
                    "bodies of 16 MiB: %,.0f MB/s%n",
                    50.0 * body.length / (System.nanoTime() - start) * 1000);
        }
        receivers.forget("http/bodies");
    }

    private static void run(Receivers receivers, int port, String name, List<byte[]> batches)
            throws IOException {
        for (var round = 0; round < ROUNDS; round++) {
            receivers.forget(name);
            var cpu = cpuSeconds();
            var start = System.nanoTime();
            send(port, batches);
            var used = cpuSeconds() - cpu;
            var seconds = (System.nanoTime() - start) / 1e9;
            var received = receivers.received(name);
            System.out.printf(
                    "%s: %,.0f events/s, %,.0f MB/s of events, %.2f CPU s per million, %,d unique, %d corrupted%n",
                    name,
                    received.events() / seconds,
                    received.bytes() / seconds / 1e6,
                    used * 1e6 / received.events(),
                    received.unique(),
                    received.corrupted());
        }
    }

    /** Of the whole JVM, sender included: holds still when other builds take the cores. */
    private static double cpuSeconds() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(used -> used.toNanos() / 1e9)
                .orElse(0.0);
    }

    private static List<byte[]> batches(Lines lines, int events, boolean sekoia, boolean gzip)
            throws IOException {
        var batches = new ArrayList<byte[]>();
        for (var first = 0; first < events; first += BATCH) {
            var body = new StringBuilder();
            for (var offset = first; offset < Math.min(events, first + BATCH); offset++) {
                var text = lines.text("0", offset);
                if (sekoia) {
                    body.append(offset == first ? "" : ",").append('"');
                    body.append(text.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
                } else {
                    body.append(text).append('\n');
                }
            }
            var whole =
                    sekoia
                            ? "{\"intake_key\":\"sim-intake-key\",\"jsons\":[" + body + "]}"
                            : body.toString();
            batches.add(
                    request(
                            sekoia ? "/receivers/sekoia/batch" : "/receivers/http/load",
                            sekoia ? "application/json" : "application/x-ndjson",
                            gzip,
                            whole.getBytes(StandardCharsets.UTF_8)));
        }
        return batches;
    }

    private static byte[] request(String path, String type, boolean gzip, byte[] body)
            throws IOException {
        var packed = new ByteArrayOutputStream();
        try (OutputStream out = gzip ? new GZIPOutputStream(packed) : packed) {
            out.write(body);
        }
        var request = new ByteArrayOutputStream();
        var head =
                "POST %s HTTP/1.1\r\nHost: x\r\nContent-Type: %s\r\n%sContent-Length: %d\r\n\r\n"
                        .formatted(
                                path,
                                type,
                                gzip ? "Content-Encoding: gzip\r\n" : "",
                                packed.size());
        request.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        packed.writeTo(request);
        return request.toByteArray();
    }

    /** One connection, one request after the other. */
    private static void send(int port, List<byte[]> requests) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            var in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
            for (var request : requests) {
                socket.getOutputStream().write(request);
                answer(in);
            }
        }
    }

    private static void answer(InputStream in) throws IOException {
        var status = line(in);
        if (!status.contains(" 200 ")) {
            throw new IOException(status);
        }
        var length = 0;
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            if (line.startsWith("Content-Length: ")) {
                length = Integer.parseInt(line.substring(16));
            } else if (line.startsWith("Transfer-Encoding")) {
                length = -1;
            }
        }
        if (length >= 0) {
            in.skipNBytes(length);
            return;
        }
        for (var size = Integer.parseInt(line(in), 16);
                size > 0;
                size = Integer.parseInt(line(in), 16)) {
            in.skipNBytes(size + 2L);
        }
        line(in);
    }

    private static String line(InputStream in) throws IOException {
        var text = new StringBuilder();
        for (var next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("closed");
            }
            if (next != '\r') {
                text.append((char) next);
            }
        }
        return text.toString();
    }
}
