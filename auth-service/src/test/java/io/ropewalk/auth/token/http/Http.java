package io.ropewalk.auth.token.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.ConfigProvider;

/** Small HTTP helpers of the tests. */
final class Http {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final ObjectMapper JSON = new ObjectMapper();

    private Http() {}

    record Answer(HttpResponse<String> raw) {
        int status() {
            return raw.statusCode();
        }

        String header(String name) {
            return raw.headers().firstValue(name).orElse("");
        }

        JsonNode json() {
            try {
                return JSON.readTree(raw.body());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        String error() {
            return json().path("error").asText();
        }

        String token() {
            return json().path("access_token").asText();
        }
    }

    static URI at(String path) {
        return URI.create(ConfigProvider.getConfig().getValue("test.url", String.class) + path);
    }

    static Answer send(HttpRequest.Builder request) {
        try {
            return new Answer(CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static Answer get(String path, String authorization) {
        var request = HttpRequest.newBuilder(at(path));
        return send(
                authorization.isEmpty() ? request : request.header("Authorization", authorization));
    }

    static Answer post(String path, String authorization, String body) {
        var request =
                HttpRequest.newBuilder(at(path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body));
        return send(
                authorization.isEmpty() ? request : request.header("Authorization", authorization));
    }

    static Answer token(String authorization, String tenant) {
        return post(
                "/oauth2/token",
                authorization,
                form(Map.of("grant_type", "client_credentials", "scope", "tenant:" + tenant)));
    }

    static String form(Map<String, String> values) {
        return values.entrySet().stream()
                .map(e -> encode(e.getKey()) + "=" + encode(e.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** Basic as RFC 6749 2.3.1 wants it: id and secret form-encoded first. */
    static String basic(String id, String secret) {
        return rawBasic(encode(id), encode(secret));
    }

    static String rawBasic(String id, String secret) {
        byte[] pair = (id + ":" + secret).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    static String neighbours(String path) {
        String base = ConfigProvider.getConfig().getValue("test.neighbours", String.class);
        return send(HttpRequest.newBuilder(URI.create(base + path))).raw().body();
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
