package io.ropewalk.simulator;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * What the simulator serves per second, over real sockets, with a client that only reads. Run it
 * from the module's folder: {@code java -cp target/test-classes:target/classes:target/lib/*
 * io.ropewalk.simulator.SimulatorLoad [hosts]}.
 */
final class SimulatorLoad {
    private static final int CONNECTIONS = 4;
    private static final int SMALL_SECONDS = 5;

    private SimulatorLoad() {}

    public static void main(String[] args) throws Exception {
        var hosts = args.length == 0 ? 200_000 : Integer.parseInt(args[0]);
        try (var simulator = Simulator.start(Scenario.ofHosts(hosts).withLimits(Limits.OFF))) {
            var token = SimClient.of(simulator).bearer();
            pages(simulator, token, 100_000);
            for (var round = 0; round < 3; round++) {
                pages(simulator, token, hosts);
            }
            small(simulator, token, 1);
            small(simulator, token, SMALL_SECONDS);
        }
    }

    /** Walks the combined endpoint once, by one connection, in pages of 5000. */
    private static void pages(Simulator simulator, String token, int atMost) throws IOException {
        var start = System.nanoTime();
        var bytes = 0L;
        var seen = 0;
        try (var wire = new Wire(simulator.port(), token)) {
            var next = "";
            do {
                bytes +=
                        wire.get(
                                SimClient.COMBINED
                                        + "?limit=5000"
                                        + (next.isEmpty() ? "" : "&offset=" + next));
                next = wire.next();
                seen += 5000;
            } while (!next.isEmpty() && seen < atMost);
        }
        var seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                "pages: %,.0f hosts/s, %,.0f MB/s%n", seen / seconds, bytes / seconds / 1e6);
    }

    private static void small(Simulator simulator, String token, int seconds) throws Exception {
        var until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks = new ArrayList<Callable<Integer>>();
            for (var i = 0; i < CONNECTIONS; i++) {
                tasks.add(() -> {
                    var answers = 0;
                    try (var wire = new Wire(simulator.port(), token)) {
                        while (System.nanoTime() < until) {
                            wire.get(SimClient.QUERY + "?limit=1");
                            answers++;
                        }
                    }
                    return answers;
                });
            }
            var total = 0;
            for (var future : pool.invokeAll(tasks)) {
                total += future.get();
            }
            System.out.printf(
                    "small answers: %,d/s over %d connections%n", total / seconds, CONNECTIONS);
        }
    }

    /** One kept-alive connection that reads answers without looking at them. */
    private static final class Wire implements AutoCloseable {
        private final Socket socket;
        private final InputStream in;
        private final String token;
        private final byte[] buffer = new byte[1 << 16];
        private String head = "";

        private Wire(int port, String token) throws IOException {
            this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
            this.in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
            this.token = token;
        }

        private long get(String target) throws IOException {
            var request =
                    "GET "
                            + target
                            + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                            + token
                            + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            var length = -1L;
            for (var line = line(); !line.isEmpty(); line = line()) {
                if (line.startsWith("Content-Length: ")) {
                    length = Long.parseLong(line.substring(16));
                }
            }
            head = "";
            if (length >= 0) {
                skip(length);
                return length;
            }
            var total = 0L;
            for (var size = Long.parseLong(line(), 16);
                    size > 0;
                    size = Long.parseLong(line(), 16)) {
                skip(size);
                line();
                total += size;
            }
            line();
            return total;
        }

        /** The next page's token, out of the first bytes of the last body. */
        private String next() {
            var start = head.indexOf("\"next\": \"") + 9;
            return head.substring(start, head.indexOf('"', start));
        }

        private void skip(long length) throws IOException {
            var left = length;
            while (left > 0) {
                var read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
                if (read < 0) {
                    throw new EOFException();
                }
                if (head.isEmpty()) {
                    head = new String(buffer, 0, Math.min(read, 1000), StandardCharsets.US_ASCII);
                }
                left -= read;
            }
        }

        private String line() throws IOException {
            var text = new StringBuilder();
            for (var next = in.read(); next != '\n'; next = in.read()) {
                if (next < 0) {
                    throw new EOFException();
                }
                if (next != '\r') {
                    text.append((char) next);
                }
            }
            return text.toString();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
