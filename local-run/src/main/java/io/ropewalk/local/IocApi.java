package io.ropewalk.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.ropewalk.local.ServiceApi.Answer;
import java.net.URI;

/** The HTTP surface of ioc-sync, called as an operator would. */
final class IocApi {
    private final ServiceApi api;

    /**
     * How the mirror to a customer stands.
     *
     * @param state of the stream from OpenCTI, {@code live} when it is read to its end
     * @param trouble what keeps it from getting on; empty when nothing does
     * @param pending values that wait to be written
     * @param quarantined events and values that were set aside
     */
    record Mirror(String state, String trouble, long pending, long quarantined) {

        boolean caughtUp() {
            return state.equals("live") && pending == 0;
        }

        /** Whether waiting alone does not help. */
        boolean needsAPerson() {
            return state.equals("refused") || state.equals("stopped") || quarantined > 0;
        }

        /** The reason there is for not getting on, as a sentence. */
        String why() {
            if (quarantined > 0) {
                return "%,d were set aside; .../quarantine of ioc-sync's API says why."
                        .formatted(quarantined);
            }
            return trouble.isEmpty()
                    ? "The mirror is %s, and ioc-sync gives no reason.".formatted(state)
                    : "The mirror is %s: %s".formatted(state, trouble);
        }
    }

    IocApi(int port, String tenant, String token) {
        URI base = URI.create("http://127.0.0.1:" + port + "/v1/tenants/" + tenant + "/");
        this.api = new ServiceApi("ioc-sync", base, token);
    }

    Mirror mirror() throws InterruptedException {
        Answer answer = api.get("mirror");
        JsonNode told = api.json(answer);
        JsonNode counts = told.path("counts");
        String reason = told.path("reason").asText("");
        return new Mirror(
                told.path("state").asText(),
                reason.isEmpty() ? told.path("failure").path("message").asText("") : reason,
                counts.path("pending").asLong(),
                counts.path("quarantined").asLong());
    }
}
