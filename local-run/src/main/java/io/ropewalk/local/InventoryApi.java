package io.ropewalk.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.ropewalk.local.ServiceApi.Answer;
import java.net.URI;
import java.util.Optional;

/** The HTTP surface of inventory-sync, called as an operator would. */
final class InventoryApi {
    private static final String SYNCS = "syncs";

    private final ServiceApi api;

    InventoryApi(int port, String tenant, String token) {
        URI base = URI.create("http://127.0.0.1:" + port + "/v1/tenants/" + tenant + "/");
        this.api = new ServiceApi("inventory-sync", base, token);
    }

    /**
     * Asks for a full sync of the hosts and returns the run; the one under way, where the schedule
     * was faster.
     */
    Sync start() throws InterruptedException {
        Answer answer = api.post(SYNCS, "{\"kinds\":[\"hosts\"],\"mode\":\"full\"}");
        if (answer.status() != 409) {
            return Sync.of(api.json(answer));
        }
        JsonNode all = api.json(api.get(SYNCS));
        return all.path("items")
                .valueStream()
                .map(Sync::of)
                .filter(Sync::underWay)
                .findFirst()
                .orElseThrow(() -> api.refused(answer));
    }

    /**
     * Asks for all that is not hosts, each kind as far as the API client's scopes go.
     *
     * @return the run's path on this API; empty while another run is under way
     */
    Optional<String> startTheRest() throws InterruptedException {
        Answer answer =
                api.post(
                        SYNCS,
                        "{\"kinds\":[\"groups\",\"policies\",\"vulnerabilities\",\"applications\",\"users\",\"logins\"],\"mode\":\"full\"}");
        return answer.status() == 409
                ? Optional.empty()
                : Optional.of(SYNCS + "/" + Sync.of(api.json(answer)).id());
    }

    /** How a run stands. */
    Sync run(String id) throws InterruptedException {
        return Sync.of(api.json(api.get(SYNCS + "/" + id)));
    }
}
