package io.ropewalk.alertops.mcp;

import io.ropewalk.alertops.work.Caller;
import io.ropewalk.alertops.work.Outcome;
import io.ropewalk.alertops.work.Refused;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Single records, read as the tools read them. */
public final class Lookups {
    private final Toolbox tools;

    public Lookups(Toolbox tools) {
        this.tools = Objects.requireNonNull(tools, "tools");
    }

    /**
     * A whole alert, if there is one.
     *
     * @throws Refused when the id is not of this customer
     */
    public Optional<Map<String, Object>> alert(String tenant, String compositeId, Caller caller) {
        return first(
                        tools.call(
                                "get_alerts",
                                Map.of("tenant", tenant, "composite_ids", List.of(compositeId)),
                                caller))
                .map(Lookups::allowed)
                .map(it -> it.get("alert"))
                .filter(Map.class::isInstance)
                .map(Lookups::record);
    }

    /** A whole host, if there is one. */
    public Optional<Map<String, Object>> host(String tenant, String agentId, Caller caller) {
        return first(
                        tools.call(
                                "get_host_details",
                                Map.of("tenant", tenant, "host_id", agentId, "detail", "full"),
                                caller))
                .map(Lookups::record);
    }

    private static Map<?, ?> allowed(Map<?, ?> item) {
        if (Outcome.REFUSED.word().equals(item.get("outcome"))) {
            throw Refused.badRequest(String.valueOf(item.get("message")));
        }
        return item;
    }

    private static Optional<Map<?, ?>> first(Map<String, Object> answer) {
        List<?> items = (List<?>) answer.get("items");
        return items.stream().findFirst().map(it -> (Map<?, ?>) it);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> record(Object json) {
        return (Map<String, Object>) json;
    }
}
