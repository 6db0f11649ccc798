package io.ropewalk.stream.outbound;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLContext;

/**
 * An HTTP receiver on loopback that a test scripts. Refuses, and remembers as a fault, what a sink
 * must never send.
 */
public final class TestReceiver implements AutoCloseable {

    /** A request as it came; the body unpacked where it was gzip. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Request(String path, Headers headers, byte[] raw, byte[] body) {
        public String header(String name) {
            return headers.getFirst(name);
        }

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /** An answer to give. */
    public record Answer(int status, Map<String, String> headers, String body) {
        public static Answer of(int status) {
            return new Answer(status, Map.of(), "");
        }

        public static Answer json(int status, String body) {
            return new Answer(status, Map.of("Content-Type", "application/json"), body);
        }
    }

    /** What is answered when nothing is scripted. */
    @FunctionalInterface
    public interface Routine {
        Answer answer(Request request);
    }

    private final Routine routine;
    private final Optional<SSLContext> tls;
    private final ConcurrentLinkedQueue<Answer> script = new ConcurrentLinkedQueue<>();
    private final List<Request> requests = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private final AtomicBoolean stalled = new AtomicBoolean();
    private final CountDownLatch end = new CountDownLatch(1);
    private HttpServer server;
    private int port;

    public TestReceiver(Routine routine) {
        this(routine, Optional.empty());
    }

    public TestReceiver(Routine routine, Optional<SSLContext> tls) {
        this.routine = routine;
        this.tls = tls;
        up();
    }

    public URI uri(String path) {
        var scheme = tls.isPresent() ? "https" : "http";
        return URI.create(scheme + "://localhost:" + port + path);
    }

    /** Listens, always on the same port. */
    public void up() {
        try {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            server = tls.isPresent() ? https(address) : HttpServer.create(address, 50);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        port = server.getAddress().getPort();
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    private HttpServer https(InetSocketAddress address) throws IOException {
        var secure = HttpsServer.create(address, 50);
        secure.setHttpsConfigurator(new HttpsConfigurator(tls.orElseThrow()));
        return secure;
    }

    /** Closes the port and every connection. */
    public void down() {
        server.stop(0);
    }

    /** From now on requests are read and never answered. */
    public void stall() {
        stalled.set(true);
    }

    /** Answers the next requests with these, in this order. */
    public TestReceiver next(Answer... answers) {
        script.addAll(List.of(answers));
        return this;
    }

    /** What came and was answered, in that order. */
    public List<Request> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    /** What a sink must never send. */
    public List<String> faults() {
        synchronized (requests) {
            return List.copyOf(faults);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        var raw = exchange.getRequestBody().readAllBytes();
        var headers = exchange.getRequestHeaders();
        check(exchange, raw.length);
        var gzip = Objects.equals(headers.getFirst("Content-Encoding"), "gzip");
        var request =
                new Request(
                        exchange.getRequestURI().toString(),
                        headers,
                        raw,
                        gzip ? unpack(raw) : raw);
        if (stalled.get()) {
            untilTheEnd();
        }
        var scripted = script.poll();
        var answer = scripted == null ? routine.answer(request) : scripted;
        synchronized (requests) {
            requests.add(request);
        }
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        var body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private void check(HttpExchange exchange, int length) {
        var headers = exchange.getRequestHeaders();
        fault(!exchange.getRequestMethod().equals("POST"), "a method other than POST");
        fault(headers.containsKey("Transfer-Encoding"), "a body of unknown length");
        fault(
                !Objects.equals(headers.getFirst("Content-Length"), Integer.toString(length)),
                "a wrong Content-Length");
        fault(!exchange.getProtocol().equals("HTTP/1.1"), "a protocol other than HTTP/1.1");
        fault(
                !Objects.equals(headers.getFirst("User-Agent"), "ropewalk-event-stream"),
                "another user agent");
    }

    private void fault(boolean is, String what) {
        if (is) {
            synchronized (requests) {
                faults.add(what);
            }
        }
    }

    private void untilTheEnd() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] unpack(byte[] raw) throws IOException {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(raw))) {
            return in.readAllBytes();
        }
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
    }

    /** Threads of HTTP clients in this process. */
    public static long clients() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().matches("HttpClient-\\d+-SelectorManager"))
                .count();
    }
}
