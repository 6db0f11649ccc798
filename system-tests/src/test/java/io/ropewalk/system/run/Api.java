package io.ropewalk.system.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** Calls one port of a service over HTTP, and remembers all that it answered. */
public final class Api {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder()
                    .connectTimeout(PATIENCE)
                    .version(HttpClient.Version.HTTP_1_1)
                    .build();

    /** An answer: status, headers as text, body. */
    public record Answer(int status, String headers, String body) {
        public JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException("no JSON with status " + status + ": " + body, e);
            }
        }

        /** The body of an answer that has to be a success. */
        public JsonNode success() {
            if (status / 100 != 2) {
                throw new IllegalStateException("answered " + status + ": " + body);
            }
            return json();
        }
    }

    private final URI base;
    private final Map<String, String> headers;
    private final List<Answer> answers;

    private Api(URI base, Map<String, String> headers, List<Answer> answers) {
        this.base = base;
        this.headers = headers;
        this.answers = answers;
    }

    public static Api at(int port) {
        return new Api(
                URI.create("http://127.0.0.1:" + port), Map.of(), new CopyOnWriteArrayList<>());
    }

    /** Where a path is, for other clients. */
    public String url(String path) {
        return base + path;
    }

    /** The same port, called with a bearer token. */
    public Api bearer(String token) {
        return with("Authorization", "Bearer " + token);
    }

    /** The same port, called as a client with a secret. */
    public Api basic(String name, String secret) {
        return with("Authorization", "Basic " + basicValue(name, secret));
    }

    /** The same port, called with one header more or another value of it. */
    public Api with(String header, String value) {
        var more = new HashMap<>(headers);
        more.put(header, value);
        return new Api(base, Map.copyOf(more), answers);
    }

    /** What stands in a Basic header. */
    public static String basicValue(String name, String secret) {
        return Base64.getEncoder()
                .encodeToString((name + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }

    public Answer get(String path) {
        return send("GET", path, "", "application/json");
    }

    public Answer delete(String path) {
        return send("DELETE", path, "", "application/json");
    }

    public Answer post(String path, String json) {
        return send("POST", path, json, "application/json");
    }

    public Answer form(String path, Map<String, String> fields) {
        String body =
                fields.entrySet().stream()
                        .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                        .collect(Collectors.joining("&"));
        return send("POST", path, body, "application/x-www-form-urlencoded");
    }

    public Answer send(String method, String path, String body, String type) {
        var request =
                HttpRequest.newBuilder(base.resolve(path))
                        .timeout(PATIENCE)
                        .header("Content-Type", type)
                        .header("Accept", "application/json, application/problem+json, */*")
                        .method(method, BodyPublishers.ofString(body));
        headers.forEach(request::header);
        try {
            var answer = HTTP.send(request.build(), BodyHandlers.ofString());
            var kept =
                    new Answer(
                            answer.statusCode(), answer.headers().map().toString(), answer.body());
            answers.add(kept);
            return kept;
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + base.resolve(path), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in " + method + " " + path, e);
        }
    }

    /** Whether it answers 200; never throws while nothing listens there. */
    public boolean isUp(String path) {
        try {
            return get(path).status() == 200;
        } catch (UncheckedIOException _) {
            return false;
        }
    }

    /** Everything this port has answered so far, by whichever caller. */
    public List<Answer> answers() {
        return List.copyOf(answers);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
