package io.ropewalk.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalLong;
import java.util.Set;

/** A run of inventory-sync as its API shows it. */
record Sync(String id, String state, JsonNode body) {

    private static final Set<String> UNDER_WAY = Set.of("queued", "running", "paused");

    static Sync of(JsonNode body) {
        return new Sync(body.path("id").asText(), body.path("state").asText(), body);
    }

    boolean underWay() {
        return UNDER_WAY.contains(state);
    }

    boolean succeeded() {
        return state.equals("succeeded");
    }

    Progress progress() {
        JsonNode progress = body.path("progress");
        return new Progress(
                state.equals("queued") ? "waiting to load hosts" : "loading hosts",
                progress.path("done").asLong(),
                number(progress.path("total")),
                progress.path("perSecond").asDouble(),
                number(progress.path("etaSeconds")));
    }

    /** A count of hosts: received, created, updated, unchanged or retired. */
    long hosts(String outcome) {
        return body.path("counts").path("hosts").path(outcome).asLong();
    }

    /** One sentence with the category, for a run that did not succeed. */
    String failure() {
        JsonNode failure = body.path("failure");
        String trace = failure.path("traceId").asText("");
        return "The first pass ended %s (%s): %s%s"
                .formatted(
                        state,
                        failure.path("category").asText("no category"),
                        failure.path("message").asText("no reason was given."),
                        trace.isEmpty() ? "" : " Trace id " + trace + ".");
    }

    private static OptionalLong number(JsonNode node) {
        return node.isNumber() ? OptionalLong.of(node.asLong()) : OptionalLong.empty();
    }
}
