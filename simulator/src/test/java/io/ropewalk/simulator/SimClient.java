package io.ropewalk.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A client of a simulator, with a token of the default tenant. */
final class SimClient {
    static final String COMBINED = "/devices/combined/devices/v1";
    static final String SCROLL = "/devices/queries/devices-scroll/v1";
    static final String QUERY = "/devices/queries/devices/v1";
    static final String ENTITIES = "/devices/entities/devices/v2";
    static final String TOKEN = "/oauth2/token";

    private static final JsonMapper MAPPER = new JsonMapper();

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
    private final URI base;
    private String token = "";

    private SimClient(URI base) {
        this.base = base;
    }

    static SimClient without(Simulator simulator) {
        return new SimClient(simulator.baseUri());
    }

    static SimClient of(Simulator simulator) {
        return of(simulator, Tenant.DEFAULT_CLIENT_ID, Tenant.DEFAULT_CLIENT_SECRET);
    }

    static SimClient of(Simulator simulator, String id, String secret) {
        var client = new SimClient(simulator.baseUri());
        client.token = json(client.token(id, secret)).get("access_token").asText();
        return client;
    }

    SimClient bearing(String other) {
        var client = new SimClient(base);
        client.token = other;
        return client;
    }

    String bearer() {
        return token;
    }

    HttpResponse<String> token(String id, String secret) {
        return form(TOKEN, "client_id=" + encoded(id) + "&client_secret=" + encoded(secret));
    }

    HttpResponse<String> form(String path, String body) {
        return send(
                HttpRequest.newBuilder(base.resolve(path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> get(String pathAndQuery) {
        return send(authorized(pathAndQuery).GET());
    }

    HttpResponse<String> post(String path, String json) {
        return send(
                authorized(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json)));
    }

    HttpResponse<String> method(String method, String path) {
        return send(authorized(path).method(method, BodyPublishers.noBody()));
    }

    HttpResponse<String> filtered(String path, String filter) {
        return get(path + "?filter=" + encoded(filter));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return tried(request);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@link #send}, with the failure of the connection as it is. */
    HttpResponse<String> tried(HttpRequest.Builder request) throws IOException {
        try {
            return http.send(
                    request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    HttpRequest.Builder authorized(String pathAndQuery) {
        return HttpRequest.newBuilder(URI.create(base + pathAndQuery))
                .header("Authorization", "Bearer " + token);
    }

    /** All ids a walk over the combined endpoint gives, following {@code next} to its end. */
    List<String> walk(int limit) {
        var ids = new ArrayList<String>();
        var next = "";
        do {
            var page =
                    json(
                            get(
                                    COMBINED
                                            + "?fields=device_id&limit="
                                            + limit
                                            + (next.isEmpty() ? "" : "&offset=" + next)));
            page.get("resources").forEach(host -> ids.add(host.get("device_id").asText()));
            next = page.at("/meta/pagination/next").asText();
        } while (!next.isEmpty());
        return ids;
    }

    static JsonNode json(HttpResponse<String> response) {
        return json(response.body());
    }

    static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(element -> texts.add(element.asText()));
        return texts;
    }

    static String message(HttpResponse<String> response) {
        return json(response).at("/errors/0/message").asText();
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
