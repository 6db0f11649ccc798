package io.ropewalk.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/**
 * A closed loop of keep-alive HTTP/1.1 connections that costs as little as it can, because it
 * shares the processors with what it measures.
 *
 * @param port on loopback
 * @param connections each sends its next request when the last was answered
 */
record Load(int port, int connections) {

    /**
     * What a run of the loop came to.
     *
     * @param perSecond answers a second, all connections together
     * @param failures answers whose status was not 200
     */
    record Outcome(long answers, double perSecond, long failures) {}

    /** Sends the same request for a while. */
    Outcome run(String request, Duration length) throws InterruptedException, ExecutionException {
        byte[] bytes = request.getBytes(StandardCharsets.US_ASCII);
        long start = System.nanoTime();
        long end = start + length.toNanos();
        try (var threads = Executors.newFixedThreadPool(connections)) {
            List<Callable<long[]>> loops = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                loops.add(() -> loop(bytes, end));
            }
            long answers = 0;
            long failures = 0;
            for (var done : threads.invokeAll(loops)) {
                answers += done.get()[0];
                failures += done.get()[1];
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            return new Outcome(answers, answers / seconds, failures);
        }
    }

    private long[] loop(byte[] request, long end) {
        long answers = 0;
        long failures = 0;
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream(), 16_384);
            OutputStream out = socket.getOutputStream();
            while (System.nanoTime() < end) {
                out.write(request);
                if (readAnswer(in) != 200) {
                    failures++;
                }
                answers++;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new long[] {answers, failures};
    }

    private static int readAnswer(InputStream in) throws IOException {
        String status = line(in);
        int length = 0;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(header.substring(15).strip());
            }
        }
        in.skipNBytes(length);
        return Integer.parseInt(status.split(" ", 3)[1]);
    }

    private static String line(InputStream in) throws IOException {
        var text = new StringBuilder(64);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the server closed the connection");
            }
            if (c != '\r') {
                text.append((char) c);
            }
        }
        return text.toString();
    }
}
