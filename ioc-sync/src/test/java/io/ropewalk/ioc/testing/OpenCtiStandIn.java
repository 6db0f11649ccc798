package io.ropewalk.ioc.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the service needs of OpenCTI, over real HTTP: one stream, and a connector that echoes. */
public final class OpenCtiStandIn implements AutoCloseable {
    public static final String STREAM = "f00d";
    public static final String TOKEN = "opencti-token";

    private static final Pattern STATE = Pattern.compile("\"state\":(\"(?:[^\"\\\\]|\\\\.)*\")");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** For the newest connection: one that is cut must not take what is for the next. */
    private volatile BlockingQueue<String> frames = new LinkedBlockingQueue<>();

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile boolean reset;

    public OpenCtiStandIn() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/graphql", this::graphQl);
        server.createContext("/stream/" + STREAM, this::stream);
        server.createContext("/_send", this::send);
        server.createContext("/_asked", this::tell);
        server.createContext("/_reset", this::resetNext);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** A test posts frames here: it runs in another class loader than this. */
    private void send(HttpExchange exchange) throws IOException {
        try (exchange) {
            frames.add(
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            answer(exchange, "{}");
        }
    }

    /** What was asked: operations, and positions of the stream. */
    private void tell(HttpExchange exchange) throws IOException {
        try (exchange) {
            answer(exchange, String.join("\n", asked));
        }
    }

    /** The next heartbeat is answered as after a reset by an operator. */
    private void resetNext(HttpExchange exchange) throws IOException {
        try (exchange) {
            reset = true;
            answer(exchange, "{}");
        }
    }

    private void graphQl(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body =
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            boolean ping = body.contains("pingConnector");
            asked.add(ping ? "ping" : "register");
            Matcher state = STATE.matcher(body);
            String kept = ping && state.find() && !reset ? state.group(1) : "\"\"";
            reset &= !ping;
            answer(
                    exchange,
                    "{\"data\":{\"%s\":{\"id\":\"c\",\"connector_state\":%s}}}"
                            .formatted(ping ? "pingConnector" : "registerConnector", kept));
        }
    }

    private void stream(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean known =
                    ("Bearer " + TOKEN)
                            .equals(exchange.getRequestHeaders().getFirst("Authorization"));
            if (!known) {
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            BlockingQueue<String> mine = new LinkedBlockingQueue<>(frames);
            frames = mine;
            asked.add("from " + exchange.getRequestHeaders().getFirst("Last-Event-ID"));
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            write(out, "event: connected\ndata: {\"firstEventId\":\"1-0\"}\n\n");
            for (String frame = mine.take(); !frame.isEmpty(); frame = mine.take()) {
                write(out, frame);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static void answer(HttpExchange exchange, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
