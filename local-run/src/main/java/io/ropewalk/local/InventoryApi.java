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

/** The HTTP surface of inventory-sync, called as an operator would. */
final class InventoryApi {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final URI tenant;
    private final String token;

    InventoryApi(int port, String tenant, String token) {
        this.tenant = URI.create("http://127.0.0.1:" + port + "/v1/tenants/" + tenant + "/");
        this.token = token;
    }

    /**
     * Asks for a full sync of the hosts and returns the run; the one under way, where the schedule
     * was faster.
     */
    Sync start() throws InterruptedException {
        var request =
                HttpRequest.newBuilder(tenant.resolve("syncs"))
                        .POST(BodyPublishers.ofString("{\"kinds\":[\"hosts\"],\"mode\":\"full\"}"));
        HttpResponse<String> answer = send(request);
        if (answer.statusCode() != 409) {
            return Sync.of(body(answer));
        }
        JsonNode all = body(send(HttpRequest.newBuilder(tenant.resolve("syncs")).GET()));
        return all.path("items")
                .valueStream()
                .map(Sync::of)
                .filter(Sync::underWay)
                .findFirst()
                .orElseThrow(
                        () -> Stop.because("inventory-sync answered 409" + detail(answer.body())));
    }

    /** How a run stands. */
    Sync run(String id) throws InterruptedException {
        return Sync.of(body(send(HttpRequest.newBuilder(tenant.resolve("syncs/" + id)).GET())));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws InterruptedException {
        try {
            return http.send(
                    request.timeout(PATIENCE)
                            .header("Authorization", "Bearer " + token)
                            .header("Content-Type", "application/json")
                            .header("Accept", "application/json")
                            .build(),
                    BodyHandlers.ofString());
        } catch (IOException e) {
            throw Stop.because("inventory-sync cannot be asked: " + e.getMessage());
        }
    }

    private JsonNode body(HttpResponse<String> answer) {
        if (answer.statusCode() / 100 != 2) {
            throw Stop.because(
                    "inventory-sync answered " + answer.statusCode() + detail(answer.body()));
        }
        try {
            return json.readTree(answer.body());
        } catch (JsonProcessingException _) {
            throw Stop.because("inventory-sync answered something that is not JSON.");
        }
    }

    /** The sentence of a problem, never a body that might be anything. */
    private String detail(String body) {
        try {
            String detail = json.readTree(body).path("detail").asText("");
            return detail.isEmpty() ? "." : ": " + detail;
        } catch (JsonProcessingException _) {
            return ".";
        }
    }
}
