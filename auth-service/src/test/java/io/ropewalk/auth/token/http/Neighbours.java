package io.ropewalk.auth.token.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.lang.JoseException;

/**
 * What the service talks to: a Falcon token endpoint and a cluster's key set, on one port. Tests
 * steer it under {@code /control}, because they may live in another class loader.
 */
public final class Neighbours implements QuarkusTestResourceLifecycleManager {
    static final String ACME_SECRET = "acme-secret-9c1f";
    static final String ISSUER = "https://kubernetes.test";
    static final String AUDIENCE = "ropewalk-auth";

    /**
     * "plain" has no CID, "dead" is for the tests that drop tokens, "once" for the one that counts.
     */
    private static final List<String> TENANTS =
            List.of("acme", "child", "broken", "limited", "plain", "dead", "gone", "once");

    private final Map<String, AtomicInteger> grants = new ConcurrentHashMap<>();
    private HttpServer server;
    private Path secretFile;
    private volatile RsaJsonWebKey key;

    @Override
    public Map<String, String> start() {
        try {
            key = newKey("first");
            secretFile = Files.createTempFile("acme", ".secret");
            Files.writeString(secretFile, ACME_SECRET + "\n");
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/oauth2/token", this::token);
            server.createContext("/oauth2/revoke", x -> answer(x, 200, "{\"meta\":{}}"));
            server.createContext("/keys", x -> answer(x, 200, keySet()));
            server.createContext("/control/key", x -> answer(x, 200, privateKey()));
            server.createContext("/control/grants", this::count);
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return configuration("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private Map<String, String> configuration(String base) {
        var keys = new HashMap<String, String>();
        keys.put("test.neighbours", base);
        for (String name : TENANTS) {
            String prefix = "ropewalk.tenants." + name + ".";
            keys.put(prefix + "client-id", "client-" + name);
            keys.put(prefix + "cloud", "custom");
            keys.put(prefix + "base-url", base + "/");
            if (name.equals("acme")) {
                keys.put(prefix + "client-secret-file", secretFile.toString());
                keys.put(prefix + "cid", "0123456789ABCDEF0123456789ABCDEF-7C");
            } else {
                keys.put(prefix + "client-secret", "secret-of-" + name);
            }
        }
        keys.put("ropewalk.tenants.child.member-cid", "fedcba98765432100123456789abcdef");
        keys.put("ropewalk.callers.one.secret", "one-secret-0123456789");
        keys.put("ropewalk.callers.one.tenants", "acme,broken,limited");
        keys.put("ropewalk.callers.all.secret", "p@ss:w+rd %41ü&=");
        keys.put("ropewalk.callers.all.tenants", "*");
        keys.put("ropewalk.callers.pod.service-account", "ropewalk:inventory-sync");
        keys.put("ropewalk.callers.pod.tenants", "child");
        keys.put("ropewalk.kubernetes.issuer", ISSUER);
        keys.put("ropewalk.kubernetes.audience", AUDIENCE);
        keys.put("ropewalk.kubernetes.jwks-uri", base + "/keys");
        return keys;
    }

    private void token(HttpExchange x) throws IOException {
        var form = form(x);
        String client = form.getOrDefault("client_id", "");
        int number = grants.computeIfAbsent(client, _ -> new AtomicInteger()).incrementAndGet();
        boolean acme =
                client.equals("client-acme") && ACME_SECRET.equals(form.get("client_secret"));
        boolean child =
                client.equals("client-child")
                        && "fedcba98765432100123456789abcdef".equals(form.get("member_cid"));
        if (acme
                || child
                || List.of("client-plain", "client-dead", "client-gone", "client-once")
                        .contains(client)) {
            answer(x, 201, granted(client + "-token-" + number));
        } else if (client.equals("client-limited")) {
            long until = Instant.now().getEpochSecond() + 100;
            x.getResponseHeaders().add("X-Ratelimit-Retryafter", String.valueOf(until));
            answer(
                    x,
                    429,
                    "{\"errors\":[{\"code\":429,\"message\":\"API rate limit exceeded.\"}]}");
        } else {
            x.getResponseHeaders().add("X-Cs-Traceid", "trace-of-refusal");
            answer(x, 403, "{\"errors\":[{\"code\":403,\"message\":\"access denied\"}]}");
        }
    }

    private static String granted(String token) {
        return "{\"access_token\":\"" + token + "\",\"expires_in\":1799,\"token_type\":\"bearer\"}";
    }

    private void count(HttpExchange x) throws IOException {
        String client = x.getRequestURI().getQuery();
        int count = Optional.ofNullable(grants.get(client)).map(AtomicInteger::get).orElse(0);
        answer(x, 200, String.valueOf(count));
    }

    private String keySet() {
        return new JsonWebKeySet(key).toJson(OutputControlLevel.PUBLIC_ONLY);
    }

    private String privateKey() {
        return key.toJson(OutputControlLevel.INCLUDE_PRIVATE);
    }

    private static RsaJsonWebKey newKey(String id) {
        try {
            RsaJsonWebKey made = RsaJwkGenerator.generateJwk(2048);
            made.setKeyId(id + "-" + Instant.now().toEpochMilli());
            made.setAlgorithm("RS256");
            return made;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> form(HttpExchange x) throws IOException {
        var values = new HashMap<String, String>();
        String body = new String(x.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        for (String pair : body.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                values.put(
                        pair.substring(0, equals),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return values;
    }

    private static void answer(HttpExchange x, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        x.getResponseHeaders().add("Content-Type", "application/json");
        x.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        x.getResponseBody().write(bytes);
        x.close();
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
    }
}
