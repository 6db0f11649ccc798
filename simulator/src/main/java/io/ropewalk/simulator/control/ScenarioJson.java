package io.ropewalk.simulator.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.ropewalk.simulator.Choices;
import io.ropewalk.simulator.GraphSpec;
import io.ropewalk.simulator.Limits;
import io.ropewalk.simulator.Scenario;
import io.ropewalk.simulator.Tenant;
import io.ropewalk.simulator.control.StrictObject.BadControl;
import io.ropewalk.simulator.estate.Change;
import io.ropewalk.simulator.feed.FeedSpec;
import io.ropewalk.simulator.receiver.ReceiverSettings;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Reads scenarios and changes. What a body leaves out stays as it is. */
final class ScenarioJson {
    private static final List<String> KEYS =
            List.of(
                    "seed",
                    "asOf",
                    "region",
                    "hosts",
                    "hiddenHosts",
                    "tenants",
                    "limits",
                    "choices",
                    "receivers",
                    "change",
                    "events",
                    "eventsPerSecond",
                    "partitions",
                    "inventory");
    private static final List<String> TENANT_KEYS =
            List.of(
                    "name",
                    "cid",
                    "clientId",
                    "clientSecret",
                    "hosts",
                    "hiddenHosts",
                    "scopes",
                    "region",
                    "combined",
                    "members",
                    "changes",
                    "feed",
                    "inventory");
    private static final List<String> LIMIT_KEYS = List.of("perCustomer", "tokens", "unauthorized");
    private static final List<String> CHOICE_KEYS =
            List.of(
                    "unknownIds",
                    "unknownFilterField",
                    "expiredCursorStatus",
                    "cursorLife",
                    "regionHeader",
                    "regionUrls",
                    "graph");
    private static final List<String> GRAPH_KEYS =
            List.of(
                    "absentAlerts",
                    "hiddenShare",
                    "heavyAlerts",
                    "heavyVertices",
                    "verticesV1Gone",
                    "legacyDetects");
    private static final List<String> CHANGE_KEYS =
            List.of("tenant", "changed", "removed", "added", "removedIds");

    /** What a body asks for: a scenario, a change on top of it, or both. */
    record Order(
            Optional<Scenario> scenario,
            Optional<Change> change,
            Optional<String> changedTenant,
            ReceiverSettings receivers) {}

    private ScenarioJson() {}

    static Order order(JsonNode body, Scenario current, ReceiverSettings receivers) {
        var json = StrictObject.of("scenario", body, KEYS);
        try {
            var change =
                    json.has("change")
                            ? Optional.of(change(json.raw("change")))
                            : Optional.<Change>empty();
            var tenant = Optional.ofNullable(json.raw("change").path("tenant").textValue());
            var besides = (json.has("change") ? 1 : 0) + (json.has("receivers") ? 1 : 0);
            // What stands beside the scenario must not bring it back to its start.
            var untouched = besides > 0 && body.size() == besides;
            return new Order(
                    untouched ? Optional.empty() : Optional.of(scenario(json, current)),
                    change,
                    tenant,
                    ReceiverJson.settings(json, receivers));
        } catch (IllegalArgumentException e) {
            throw new BadControl(e.getMessage());
        }
    }

    private static Scenario scenario(StrictObject json, Scenario current) {
        var tenants =
                json.has("tenants")
                        ? json.list("tenants", ScenarioJson::tenant)
                        : current.tenants();
        if (json.has("hosts")) {
            var hosts = json.number("hosts", 0);
            tenants = each(tenants, tenant -> tenant.withHosts(hosts));
        }
        if (json.has("hiddenHosts")) {
            var hidden = json.number("hiddenHosts", 0);
            tenants = each(tenants, tenant -> tenant.withHiddenHosts(hidden));
        }
        tenants = each(tenants, tenant -> tenant.withFeed(feed(json, tenant.feed())));
        tenants =
                each(
                        tenants,
                        tenant ->
                                tenant.withInventory(InventoryJson.spec(json, tenant.inventory())));
        return new Scenario(
                json.bigNumber("seed", current.seed()),
                json.instant("asOf", current.asOf()),
                json.text("region", current.region()),
                tenants,
                limits(json, current.limits()),
                choices(json, current.choices()));
    }

    /** The feed after the short forms at the top. */
    private static FeedSpec feed(StrictObject json, FeedSpec feed) {
        return feed.withEvents(json.bigNumber("events", feed.events()))
                .withEventsPerSecond(json.share("eventsPerSecond", feed.eventsPerSecond()))
                .withPartitions(json.number("partitions", feed.partitions()));
    }

    private static List<Tenant> each(List<Tenant> tenants, UnaryOperator<Tenant> change) {
        return tenants.stream().map(change).toList();
    }

    private static Tenant tenant(JsonNode node) {
        var json = StrictObject.of("tenant", node, TENANT_KEYS);
        var tenant =
                Tenant.of(
                        json.text("name"),
                        json.text("clientId", ""),
                        json.text("clientSecret", ""),
                        json.number("hosts", Scenario.DEFAULT_HOSTS));
        tenant = json.has("cid") ? tenant.withCid(json.text("cid")) : tenant;
        tenant = json.has("scopes") ? tenant.withScopes(Set.copyOf(json.texts("scopes"))) : tenant;
        tenant = json.has("feed") ? tenant.withFeed(FeedJson.feed(json.raw("feed"))) : tenant;
        tenant = tenant.withInventory(InventoryJson.spec(json, tenant.inventory()));
        return tenant.withHiddenHosts(json.number("hiddenHosts", 0))
                .withRegion(json.text("region", Scenario.HOME_REGION))
                .withCombined(json.flag("combined", true))
                .withMembers(json.list("members", ScenarioJson::tenant))
                .withChanges(json.list("changes", ScenarioJson::change));
    }

    private static Change change(JsonNode node) {
        var json = StrictObject.of("change", node, CHANGE_KEYS);
        return new Change(
                json.share("changed", 0),
                json.share("removed", 0),
                json.number("added", 0),
                Set.copyOf(json.texts("removedIds")));
    }

    /** {@code "off"}, or some of the limits. */
    private static Limits limits(StrictObject json, Limits current) {
        if (json.raw("limits").isTextual()) {
            if (!json.text("limits").equals("off")) {
                throw json.wrong("limits", "an object or \"off\"");
            }
            return Limits.OFF;
        }
        return json.object("limits", LIMIT_KEYS)
                .map(limits ->
                        new Limits(
                                limits.number("perCustomer", current.perCustomer()),
                                limits.number("tokens", current.tokens()),
                                limits.number("unauthorized", current.unauthorized())))
                .orElse(current);
    }

    private static Choices choices(StrictObject json, Choices current) {
        return json.object("choices", CHOICE_KEYS)
                .map(choices ->
                        new Choices(
                                choices.choice(
                                        "unknownIds",
                                        Choices.UnknownIds.class,
                                        current.unknownIds()),
                                choices.choice(
                                        "unknownFilterField",
                                        Choices.UnknownFilterField.class,
                                        current.unknownFilterField()),
                                choices.number(
                                        "expiredCursorStatus", current.expiredCursorStatus()),
                                choices.duration("cursorLife", current.cursorLife()),
                                choices.flag("regionHeader", current.regionHeader()),
                                choices.has("regionUrls")
                                        ? urls(choices.raw("regionUrls"))
                                        : current.regionUrls(),
                                graph(choices, current.graph())))
                .orElse(current);
    }

    private static GraphSpec graph(StrictObject choices, GraphSpec current) {
        return choices.object("graph", GRAPH_KEYS)
                .map(graph ->
                        new GraphSpec(
                                graph.has("absentAlerts")
                                        ? Set.copyOf(graph.texts("absentAlerts"))
                                        : current.absentAlerts(),
                                graph.share("hiddenShare", current.hiddenShare()),
                                graph.has("heavyAlerts")
                                        ? Set.copyOf(graph.texts("heavyAlerts"))
                                        : current.heavyAlerts(),
                                graph.number("heavyVertices", current.heavyVertices()),
                                graph.flag("verticesV1Gone", current.verticesV1Gone()),
                                graph.flag("legacyDetects", current.legacyDetects())))
                .orElse(current);
    }

    private static Map<String, URI> urls(JsonNode node) {
        var urls = new HashMap<String, URI>();
        for (var entry : node.properties()) {
            urls.put(entry.getKey(), URI.create(entry.getValue().asText()));
        }
        return urls;
    }
}
