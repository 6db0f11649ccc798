package io.ropewalk.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The suite's HTTP surface as an operator uses it.
 *
 * @param sync base URL of inventory-sync
 * @param simulator base URL of the simulator
 */
record Api(URI sync, URI simulator, HttpClient http, ObjectMapper json) {
    private static final List<String> LIVE = List.of("queued", "running", "paused");

    /** Replaces the simulated estate. */
    void scenario(String body) throws IOException, InterruptedException {
        send(
                HttpRequest.newBuilder(simulator.resolve("/_sim/scenario"))
                        .POST(BodyPublishers.ofString(body)));
    }

    /** Hosts the simulated customer has, by the simulator's own count. */
    long hosts() throws IOException, InterruptedException {
        return inventory("").path("tenants").path(0).path("counts").path("hosts").asLong();
    }

    /** Findings of the simulated customer that are open, by the simulator's own count. */
    long openFindings() throws IOException, InterruptedException {
        String open = URLEncoder.encode("status:['open','reopen']", StandardCharsets.UTF_8);
        return inventory("?kind=vulnerabilities&filter=" + open).path("ids").size();
    }

    private JsonNode inventory(String query) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(simulator.resolve("/_sim/inventory" + query)).GET());
    }

    /** Runs one full sync of these kinds and returns its final state as the service tells it. */
    JsonNode fullSync(List<String> kinds) throws IOException, InterruptedException {
        var asked =
                send(
                        HttpRequest.newBuilder(sync.resolve("/v1/tenants/demo/syncs"))
                                .POST(
                                        BodyPublishers.ofString(
                                                "{\"kinds\":[\"%s\"],\"mode\":\"full\"}"
                                                        .formatted(String.join("\",\"", kinds)))));
        URI run = sync.resolve("/v1/tenants/demo/syncs/" + asked.path("id").asText());
        JsonNode state = asked;
        while (LIVE.contains(state.path("state").asText())) {
            Thread.sleep(100);
            state = send(HttpRequest.newBuilder(run).GET());
        }
        if (!"succeeded".equals(state.path("state").asText())) {
            throw new IOException(
                    "the run ended " + state.path("state").asText() + ": " + state.path("failure"));
        }
        return state;
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        String answer =
                new JsonCalls(http, json).send(request.header("Accept", "application/json"));
        return answer.isEmpty() ? json.createObjectNode() : json.readTree(answer);
    }
}
