package io.ropewalk.system.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * The part of a Kubernetes API server that issues tokens of service accounts and shows, over TLS
 * and to service accounts only, the keys they are verified by.
 */
public final class Cluster implements AutoCloseable {
    public static final String ISSUER = "https://kubernetes.default.svc.cluster.local";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpsServer server;
    private final List<SigningKey> keys = new CopyOnWriteArrayList<>();
    private final Set<String> ownTokens = ConcurrentHashMap.newKeySet();
    private final AtomicInteger reads = new AtomicInteger();

    private Cluster(HttpsServer server) {
        this.server = server;
        keys.add(SigningKey.rsa("first"));
    }

    /** Listens on a port of its own. */
    public static Cluster start(Certificates certificates) {
        try {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            HttpsServer server = HttpsServer.create(address, 0);
            server.setHttpsConfigurator(new HttpsConfigurator(certificates.server()));
            var cluster = new Cluster(server);
            server.createContext("/openid/v1/jwks", cluster::keySet);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return cluster;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code host:port}. */
    public String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** How often the keys were read by who may. */
    public int reads() {
        return reads.get();
    }

    /**
     * A token as the API server answers a TokenRequest for a pod.
     *
     * @param audience empty for the API server itself
     */
    public String token(String namespace, String account, String audience, Duration life) {
        String token = sign(claims(namespace, account, audience, life));
        if (audience.isEmpty()) {
            ownTokens.add(token);
        }
        return token;
    }

    /** What such a token claims. */
    public ObjectNode claims(String namespace, String account, String audience, Duration life) {
        long now = Instant.now().getEpochSecond();
        ObjectNode claims = JSON.createObjectNode();
        claims.putArray("aud").add(audience.isEmpty() ? ISSUER : audience);
        claims.put("exp", now + life.toSeconds()).put("iat", now).put("nbf", now);
        claims.put("iss", ISSUER).put("jti", uuid());
        ObjectNode bound = claims.putObject("kubernetes.io").put("namespace", namespace);
        bound.putObject("node").put("name", "node-1").put("uid", uuid());
        bound.putObject("pod").put("name", account + "-7d4b9c6f5-x2x7p").put("uid", uuid());
        bound.putObject("serviceaccount").put("name", account).put("uid", uuid());
        claims.put("sub", "system:serviceaccount:" + namespace + ":" + account);
        return claims;
    }

    /** Signed with the newest key. */
    public String sign(ObjectNode claims) {
        return keys.getLast().sign(claims.toString());
    }

    /** Signed by a stranger who names the newest key. */
    public String forge(ObjectNode claims) {
        return SigningKey.rsa(keys.getLast().id()).sign(claims.toString());
    }

    /** Not signed at all, and says so. */
    public static String unsigned(ObjectNode claims) {
        return SigningKey.unsigned(claims.toString());
    }

    /** From here on tokens are signed with a new key, of the other kind. */
    public void rotate() {
        keys.add(SigningKey.ec("second"));
    }

    /** The keys before the newest are shown no more: what they signed is worth nothing. */
    public void retire() {
        keys.subList(0, keys.size() - 1).clear();
    }

    private void keySet(HttpExchange exchange) throws IOException {
        String shown = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        boolean known = shown.startsWith("Bearer ") && ownTokens.contains(shown.substring(7));
        if (known) {
            reads.incrementAndGet();
        }
        String set =
                keys.stream()
                        .map(SigningKey::jwk)
                        .collect(Collectors.joining(",", "{\"keys\":[", "]}"));
        byte[] body = (known ? set : "{}").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/jwk-set+json");
        exchange.sendResponseHeaders(known ? 200 : 401, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static String uuid() {
        return UUID.randomUUID().toString();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
