package io.ropewalk.alertops.mcp;

import io.ropewalk.alertops.desk.Action;
import io.ropewalk.alertops.desk.Desk;
import io.ropewalk.alertops.work.Answer;
import io.ropewalk.alertops.work.Caller;
import io.ropewalk.alertops.work.Item;
import io.ropewalk.alertops.work.Order;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** Whole alerts by composite id. */
public final class AlertsTool implements Tool {
    static final int MOST_IDS = 20;

    /** {@code <cid>:<kind>:<rest>}. */
    static final Pattern COMPOSITE_ID =
            Pattern.compile("[0-9a-fA-F]{32}:[A-Za-z][A-Za-z0-9_-]{0,39}:[!-~]{1,320}");

    private final Desk desk;
    private final Action<List<String>> action;
    private final Tenants tenants;
    private final Fit fit;

    public AlertsTool(Desk desk, Action<List<String>> action, Tenants tenants, Fit fit) {
        this.desk = Objects.requireNonNull(desk, "desk");
        this.action = Objects.requireNonNull(action, "action");
        this.tenants = Objects.requireNonNull(tenants, "tenants");
        this.fit = Objects.requireNonNull(fit, "fit");
    }

    @Override
    public String name() {
        return "get_alerts";
    }

    @Override
    public Arguments arguments() {
        return new Arguments(
                List.of(
                        Tenants.ARGUMENT,
                        new Argument.Several(
                                        new Argument.Shaped(
                                                "composite_ids",
                                                "Composite ids, as get_detections answers them.",
                                                COMPOSITE_ID,
                                                "composite ids: <cid>:<kind>:<rest>"),
                                        MOST_IDS)
                                .must()));
    }

    @Override
    public Map<String, Object> outputSchema() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("id", Map.of("type", "string"));
        properties.put(
                "outcome",
                Map.of(
                        "type",
                        "string",
                        "enum",
                        List.of("done", "not-found", "failed", "refused")));
        properties.put("message", Map.of("type", "string"));
        properties.put(
                "alert",
                Map.of("type", "object", "description", "The record, by Falcon's own names."));
        return Listed.schema(
                Map.of(
                        "type",
                        "object",
                        "properties",
                        properties,
                        "required",
                        List.of("id"),
                        "additionalProperties",
                        false));
    }

    @Override
    public Map<String, Object> call(Arguments.Given given, Caller caller) {
        String tenant = tenants.of(given);
        Answer answer = read(tenant, given.texts("composite_ids"), caller);
        Fit.Fitted fitted = fit.first(answer.items().stream().map(AlertsTool::item).toList());
        int asked = answer.items().size();
        return new Listed(
                        tenant,
                        "",
                        fitted.items(),
                        OptionalLong.of(asked),
                        Optional.empty(),
                        fitted.cut(),
                        leftOut(fitted.items().size(), asked),
                        trace(answer))
                .body();
    }

    private Answer read(String tenant, List<String> ids, Caller caller) {
        Order order =
                new Order(
                        tenant,
                        caller,
                        false,
                        Optional.empty(),
                        Set.of(),
                        UUID.randomUUID().toString().substring(0, 8));
        return desk.run(action, ids, order, Optional.empty());
    }

    private static List<String> leftOut(int fitted, int asked) {
        return fitted == asked
                ? List.of()
                : List.of(
                        "Only the first %d of the %d asked for fit into one answer; ask again for the others."
                                .formatted(fitted, asked));
    }

    private static String trace(Answer answer) {
        return answer.items().stream().map(Item::traceId).findFirst().orElse("");
    }

    private static Map<String, Object> item(Item item) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("id", item.id());
        all.put("outcome", item.outcome().word());
        item.message().ifPresent(it -> all.put("message", it));
        item.resource().ifPresent(it -> all.put("alert", it));
        return all;
    }
}
