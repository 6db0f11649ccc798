package io.ropewalk.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** HTTP to one part of the suite. What goes wrong ends the run with a sentence that names it. */
final class ServiceApi {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final String name;
    private final URI base;
    private final String token;

    /** What came back. */
    record Answer(int status, String body) {}

    /**
     * @param name of the part, as sentences call it
     * @param base where it listens, with a slash at the end
     * @param token for its API; empty where it needs none
     */
    ServiceApi(String name, URI base, String token) {
        this.name = name;
        this.base = base;
        this.token = token;
    }

    Answer get(String path) throws InterruptedException {
        return send(HttpRequest.newBuilder(base.resolve(path)).GET());
    }

    Answer post(String path, String body) throws InterruptedException {
        return send(HttpRequest.newBuilder(base.resolve(path)).POST(BodyPublishers.ofString(body)));
    }

    private Answer send(HttpRequest.Builder request) throws InterruptedException {
        request.timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/plain");
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
            return new Answer(answer.statusCode(), answer.body());
        } catch (IOException e) {
            throw Stop.because(name + " cannot be asked: " + e.getMessage());
        }
    }

    /**
     * The body of an answer that succeeded.
     *
     * @throws Stop if it did not, or holds no JSON
     */
    JsonNode json(Answer answer) {
        if (answer.status() / 100 != 2) {
            throw refused(answer);
        }
        try {
            return json.readTree(answer.body());
        } catch (JsonProcessingException _) {
            throw Stop.because(name + " answered something that is not JSON.");
        }
    }

    /** The status and the sentence of a problem, never a body that might be anything. */
    Stop refused(Answer answer) {
        return Stop.because(name + " answered " + answer.status() + detail(answer.body()));
    }

    private String detail(String body) {
        try {
            String detail = json.readTree(body).path("detail").asText("");
            return detail.isEmpty() ? "." : ": " + detail;
        } catch (JsonProcessingException _) {
            return ".";
        }
    }
}
