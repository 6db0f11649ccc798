package io.ropewalk.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;

/** Closures of alert-ops, asked for as an operator would. */
final class ClosureApi {
    private static final String CLOSURES = "closures";

    /** All that is left out unless it is named; the simulated alerts are drawn at random. */
    private static final List<String> EVERY_ALERT =
            List.of(
                    "critical",
                    "overwatch",
                    "automated-lead",
                    "linked-case",
                    "assigned-to-others",
                    "recently-updated",
                    "protected-host");

    private final ServiceApi api;
    private final ObjectMapper json = new ObjectMapper();

    /**
     * What would be closed.
     *
     * @param token executes it, once
     */
    record Preview(String id, String token, long total) {}

    /**
     * How a closure stands.
     *
     * @param trouble why it ended, empty where there is nothing to say
     */
    record Closure(String state, String trouble) {

        boolean underWay() {
            return state.equals("queued") || state.equals("running");
        }

        boolean succeeded() {
            return state.equals("succeeded");
        }
    }

    ClosureApi(int port, String tenant, String token) {
        URI base = URI.create("http://127.0.0.1:" + port + "/v1/tenants/" + tenant + "/");
        this.api = new ServiceApi("alert-ops", base, token);
    }

    /** Selects the open alerts of a hash. */
    Preview preview(String sha256) throws InterruptedException {
        ObjectNode body = json.createObjectNode();
        body.putArray("hashes").add(sha256);
        EVERY_ALERT.forEach(body.putArray("include")::add);
        body.putObject("action")
                .put("status", "closed")
                .put("resolution", "false_positive")
                .put("comment", "Closed by a local run");
        body.put("reason", "demonstration");
        JsonNode answer = api.json(api.post(CLOSURES, body.toString()));
        return new Preview(
                answer.path("id").asText(),
                answer.path("confirmToken").asText(),
                answer.path("total").asLong());
    }

    void execute(Preview preview) throws InterruptedException {
        ObjectNode body = json.createObjectNode();
        body.put("confirmToken", preview.token()).put("expectedCount", preview.total());
        body.put("reason", "demonstration");
        var _ = api.json(api.post(CLOSURES + "/" + preview.id() + "/execute", body.toString()));
    }

    Closure closure(String id) throws InterruptedException {
        JsonNode answer = api.json(api.get(CLOSURES + "/" + id));
        return new Closure(answer.path("state").asText(), answer.at("/failure/message").asText(""));
    }
}
