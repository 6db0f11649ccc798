package io.ropewalk.system.run;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/**
 * An issuer of OpenID Connect that signs in whoever comes, by the authorization code flow with PKCE
 * (RFC 6749 4.1, RFC 7636). A code is good for once, for its client, its redirect address and who
 * knows the verifier.
 */
public final class Issuer implements AutoCloseable {
    public static final String CLIENT = "ropewalk-page";

    private record Grant(String redirect, String challenge, String nonce) {}

    private final HttpServer server;
    private final Jwt jwt;
    private final String secret;
    private final Map<String, Grant> grants = new ConcurrentHashMap<>();
    private volatile String person = "ann";

    private Issuer(HttpServer server, Jwt jwt, String secret) {
        this.server = server;
        this.jwt = jwt;
        this.secret = secret;
    }

    /**
     * Listens on a port of its own.
     *
     * @param secret of {@value #CLIENT}
     */
    public static Issuer start(Jwt jwt, String secret) {
        try {
            HttpServer server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            Issuer issuer = new Issuer(server, jwt, secret);
            server.createContext("/.well-known/openid-configuration", issuer::discovery);
            server.createContext("/keys", it -> answer(it, 200, jwt.keySet()));
            server.createContext("/authorize", issuer::authorize);
            server.createContext("/token", issuer::token);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return issuer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Who is signed in from here on. */
    public void person(String name) {
        person = name;
    }

    private void discovery(HttpExchange exchange) throws IOException {
        answer(
                exchange,
                200,
                """
                {"issuer":"%1$s","authorization_endpoint":"%1$s/authorize","token_endpoint":"%1$s/token",\
                "jwks_uri":"%1$s/keys","response_types_supported":["code"],"subject_types_supported":["public"],\
                "id_token_signing_alg_values_supported":["RS256"],"code_challenge_methods_supported":["S256"]}\
                """
                        .formatted(url()));
    }

    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> asked = form(exchange.getRequestURI().getRawQuery());
        if (!CLIENT.equals(asked.get("client_id"))
                || !"code".equals(asked.get("response_type"))
                || !"S256".equals(asked.get("code_challenge_method"))) {
            answer(exchange, 400, "{\"error\":\"invalid_request\"}");
            return;
        }
        String code = UUID.randomUUID().toString();
        grants.put(
                code,
                new Grant(
                        asked.get("redirect_uri"),
                        asked.get("code_challenge"),
                        asked.getOrDefault("nonce", "")));
        exchange.getResponseHeaders()
                .add(
                        "Location",
                        asked.get("redirect_uri")
                                + "?code="
                                + code
                                + "&state="
                                + asked.get("state"));
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private void token(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Map<String, String> asked = form(body);
        Grant grant = grants.remove(asked.getOrDefault("code", ""));
        String basic = exchange.getRequestHeaders().getFirst("Authorization");
        boolean known = ("Basic " + Api.basicValue(CLIENT, secret)).equals(basic);
        if (grant == null
                || !known
                || !grant.redirect().equals(asked.get("redirect_uri"))
                || !grant.challenge().equals(challenge(asked.getOrDefault("code_verifier", "")))) {
            answer(exchange, 400, "{\"error\":\"invalid_grant\"}");
            return;
        }
        String nonce = grant.nonce().isEmpty() ? "" : ",\"nonce\":\"" + grant.nonce() + "\"";
        String token =
                jwt.identity(
                        url(),
                        person,
                        ",\"aud\":\"" + CLIENT + "\"" + nonce,
                        "viewer",
                        "responder");
        answer(
                exchange,
                200,
                """
                {"access_token":"%s","id_token":"%s","token_type":"Bearer","expires_in":3600}\
                """
                        .formatted(token, token));
    }

    private static String challenge(String verifier) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static Map<String, String> form(String text) {
        Map<String, String> fields = new HashMap<>();
        Arrays.stream((text == null ? "" : text).split("&"))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> pair.length == 2)
                .forEach(pair -> fields.put(decoded(pair[0]), decoded(pair[1])));
        return fields;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
