package io.ropewalk.alertops.page.health;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ropewalk.alertops.page.Probe;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Asks {@code /q/health/ready} of MicroProfile Health. */
public final class HttpProbe implements Probe, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int MOST_BYTES = 64 * 1024;
    private static final int OK = 200;

    private final HttpClient http =
            HttpClient.newBuilder()
                    .connectTimeout(PATIENCE)
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
    private final ObjectMapper json;

    public HttpProbe(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public Seen ask(URI management) {
        URI ready = URI.create(management.toString().replaceAll("/+$", "") + "/q/health/ready");
        HttpRequest request = HttpRequest.newBuilder(ready).timeout(PATIENCE).build();
        try {
            return seen(http.send(request, BodyHandlers.ofInputStream()));
        } catch (HttpTimeoutException _) {
            return new Seen.NotReady("It did not answer within 3 s.");
        } catch (ConnectException _) {
            return new Seen.NotReady("Nothing listens at its address.");
        } catch (IOException _) {
            return new Seen.NotReady("The connection to it broke.");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Seen.NotReady("It was not waited for.");
        }
    }

    private Seen seen(HttpResponse<InputStream> answer) throws IOException {
        try (InputStream body = answer.body()) {
            byte[] text = body.readNBytes(MOST_BYTES);
            if (answer.statusCode() == OK) {
                return new Seen.Ready();
            }
            List<String> down = down(text);
            return new Seen.NotReady(
                    down.isEmpty()
                            ? "It answers with status " + answer.statusCode() + "."
                            : "It is not ready: " + String.join(", ", down) + ".");
        }
    }

    /** The checks that are down, by name. */
    private List<String> down(byte[] body) throws IOException {
        List<String> names = new ArrayList<>();
        try {
            JsonNode found = json.readTree(body);
            if (found != null) {
                for (JsonNode check : found.path("checks")) {
                    if (check.path("status").asText().equals("DOWN")) {
                        names.add(check.path("name").asText());
                    }
                }
            }
        } catch (JsonProcessingException _) {
            // Something else listens there; its status is what can be told.
        }
        return names;
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
