package io.ropewalk.alertops.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the service needs of auth-service, over real HTTP: tokens of the simulator, and the names of
 * the tenants.
 */
public final class AuthStandIn implements AutoCloseable {
    private static final Pattern SCOPE = Pattern.compile("scope=tenant:([a-z]+)");
    private static final Pattern TOKEN = Pattern.compile("\"access_token\"\\s*:\\s*\"([^\"]+)\"");

    private final URI falcon;
    private final SortedMap<String, String> cids;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client = HttpClient.newHttpClient();

    /**
     * @param cids by tenant, told of all but those whose name begins with {@code untold}; their
     *     clients at the simulator are {@code client-<name>} and {@code secret-<name>}
     */
    public AuthStandIn(URI falcon, Map<String, String> cids) throws IOException {
        this.falcon = falcon;
        this.cids = new TreeMap<>(cids);
        this.server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/oauth2/token", this::token);
        server.createContext("/oauth2/revoke", exchange -> answer(exchange, 200, "{}"));
        server.createContext("/v1/tenants", exchange -> answer(exchange, 200, directory()));
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private String directory() {
        return cids.keySet().stream()
                .map("{\"name\":\"%s\"}"::formatted)
                .collect(Collectors.joining(",", "{\"items\":[", "],\"next\":null}"));
    }

    private void token(HttpExchange exchange) throws IOException {
        String form =
                URLDecoder.decode(
                        new String(
                                exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                        StandardCharsets.UTF_8);
        String tenant = first(SCOPE, form);
        if (!cids.containsKey(tenant)) {
            answer(
                    exchange,
                    400,
                    "{\"error\":\"invalid_scope\",\"error_description\":\"no such tenant\"}");
            return;
        }
        answer(
                exchange,
                200,
                "{\"access_token\":\"%s\",\"token_type\":\"bearer\",\"expires_in\":1700,\"scope\":\"tenant:%s\",\"falcon_base_url\":\"%s\"%s}"
                        .formatted(granted(tenant), tenant, falcon, cid(tenant)));
    }

    /** Of some it is not told, as of tenants set up without one. */
    private String cid(String tenant) {
        return tenant.startsWith("untold") ? "" : ",\"cid\":\"%s\"".formatted(cids.get(tenant));
    }

    private String granted(String tenant) throws IOException {
        String form = "client_id=client-%s&client_secret=secret-%s".formatted(tenant, tenant);
        var request =
                HttpRequest.newBuilder(falcon.resolve("/oauth2/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build();
        try {
            return first(TOKEN, client.send(request, HttpResponse.BodyHandlers.ofString()).body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static String first(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        if (!found.find()) {
            throw new IllegalStateException(pattern + " is not in the text");
        }
        return found.group(1);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        client.shutdownNow();
    }
}
