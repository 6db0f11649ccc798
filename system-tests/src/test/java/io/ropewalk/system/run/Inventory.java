package io.ropewalk.system.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;

/** A running inventory-sync, used as an operator would. */
public final class Inventory {
    public static final String SYNCS = "/v1/tenants/" + Suite.TENANT + "/syncs";
    public static final String FULL = "{\"kinds\":[\"hosts\"],\"mode\":\"full\",\"dryRun\":false}";

    /** Everything that can be synced. */
    public static final String EVERY_KIND =
            "{\"kinds\":[\"hosts\",\"groups\",\"policies\",\"vulnerabilities\",\"applications\",\"users\",\"logins\"],\"mode\":\"full\"}";

    private static final Set<String> LIVE = Set.of("queued", "running", "paused");
    private static final Duration LONGEST_RUN = Duration.ofMinutes(3);

    private final Service process;
    private final Api open;
    private final Api api;
    private final Api management;

    Inventory(Service process, Api open, Api management, Jwt jwt) {
        this.process = process;
        this.open = open;
        this.api = open.bearer(jwt.token("viewer", "responder"));
        this.management = management;
    }

    public Service process() {
        return process;
    }

    /** The API without a token. */
    public Api open() {
        return open;
    }

    public Api api() {
        return api;
    }

    public Api management() {
        return management;
    }

    /** Asks for a full run of hosts; returns its id. */
    public String startSync() {
        return startSync(FULL);
    }

    /** Asks for a run; returns its id. */
    public String startSync(String order) {
        return api.post(SYNCS, order).success().path("id").asText();
    }

    public JsonNode sync(String id) {
        return api.get(SYNCS + "/" + id).success();
    }

    /** A full run from its start to whatever end it comes to. */
    public JsonNode syncToEnd() {
        return awaitEnd(startSync());
    }

    public JsonNode awaitEnd(String id) {
        var last = new AtomicReference<JsonNode>();
        Awaitility.await()
                .atMost(LONGEST_RUN)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    last.set(sync(id));
                    return !isLive(last.get());
                });
        return last.get();
    }

    /** Waits until no run is under way or queued; returns the newest. */
    public JsonNode awaitIdle() {
        var newest = new AtomicReference<JsonNode>();
        Awaitility.await()
                .atMost(LONGEST_RUN)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    newest.set(api.get(SYNCS).success().path("items").path(0));
                    return !newest.get().isMissingNode() && !isLive(newest.get());
                });
        return newest.get();
    }

    /** Whether no run is under way or queued. */
    public boolean isIdle() {
        for (JsonNode run : api.get(SYNCS).success().path("items")) {
            if (isLive(run)) {
                return false;
            }
        }
        return true;
    }

    /** Runs that are under way, by this service's list. */
    public long liveRuns() {
        long live = 0;
        for (JsonNode run : api.get(SYNCS).success().path("items")) {
            live += "running".equals(state(run)) ? 1 : 0;
        }
        return live;
    }

    public static boolean isLive(JsonNode run) {
        return LIVE.contains(state(run));
    }

    public static String state(JsonNode run) {
        return run.path("state").asText();
    }
}
