package io.ropewalk.simulator.falcon;

import io.ropewalk.simulator.estate.HostGroup;
import io.ropewalk.simulator.estate.Policy;
import io.ropewalk.simulator.estate.Policy.Kind;
import io.ropewalk.simulator.falcon.Items.Item;
import io.ropewalk.simulator.falcon.Route.Access;
import io.ropewalk.simulator.records.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The read side of prevention and sensor update policies. */
final class PolicyRoutes implements RouteGroup {
    private static final Access PREVENTION =
            new Access.Bearer("Prevention Policies:read", "policy-api", true);
    private static final Access SENSOR_UPDATE =
            new Access.Bearer("Sensor update policies:read", "policy-api", true);
    private static final Set<String> FIELDS =
            Set.of(
                    "id",
                    "name",
                    "description",
                    "platform_name",
                    "enabled",
                    "precedence",
                    "groups",
                    "created_by",
                    "created_timestamp",
                    "modified_by",
                    "modified_timestamp");
    private static final String AUTHOR = "admin@example.com";

    private final HostQueries queries;

    PolicyRoutes(HostQueries queries) {
        this.queries = queries;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                ids("queryPreventionPolicies", PREVENTION, Kind.PREVENTION),
                whole("queryCombinedPreventionPolicies", PREVENTION, Kind.PREVENTION),
                entities("getPreventionPolicies", PREVENTION, Kind.PREVENTION),
                members("queryPreventionPolicyMembers", PREVENTION, Kind.PREVENTION, false),
                members("queryCombinedPreventionPolicyMembers", PREVENTION, Kind.PREVENTION, true),
                ids("querySensorUpdatePolicies", SENSOR_UPDATE, Kind.SENSOR_UPDATE),
                whole("queryCombinedSensorUpdatePoliciesV2", SENSOR_UPDATE, Kind.SENSOR_UPDATE),
                entities("getSensorUpdatePoliciesV2", SENSOR_UPDATE, Kind.SENSOR_UPDATE),
                members("querySensorUpdatePolicyMembers", SENSOR_UPDATE, Kind.SENSOR_UPDATE, false),
                members(
                        "queryCombinedSensorUpdatePolicyMembers",
                        SENSOR_UPDATE,
                        Kind.SENSOR_UPDATE,
                        true));
    }

    private static Route ids(String operation, Access access, Kind kind) {
        return new Route(operation, access, call -> listed(call, kind).ids(call));
    }

    private static Route whole(String operation, Access access, Kind kind) {
        return new Route(operation, access, call -> listed(call, kind).whole(call));
    }

    private static Route entities(String operation, Access access, Kind kind) {
        return new Route(
                operation,
                access,
                call -> items(call, kind).entities(call, call.arguments().list("ids")));
    }

    private Route members(String operation, Access access, Kind kind, boolean full) {
        return new Route(
                operation, access, call -> queries.members(call, full, membership(call, kind)));
    }

    private static Optional<String> membership(Call call, Kind kind) {
        var id = call.arguments().text("id");
        if (id.isPresent()
                && items(call, kind).all().stream().noneMatch(item -> item.id().equals(id.get()))) {
            throw Refusal.expected(404, "policy not found: " + id.get());
        }
        return id.map(policy -> "device_policies." + kind.member() + ".policy_id:'" + policy + "'");
    }

    /** Sorting by the platform is among the declared orders and fails all the same. */
    private static Items listed(Call call, Kind kind) {
        if (call.arguments().text("sort").orElse("").startsWith("platform_name")) {
            throw Refusal.mistake(500, "bad-sort", "cannot sort by platform_name");
        }
        return items(call, kind);
    }

    static Items items(Call call, Kind kind) {
        var estate = call.customer().estate();
        var groups = HostGroup.of(estate);
        return new Items(
                "policy",
                FIELDS,
                "precedence.asc",
                Policy.of(estate, kind).stream()
                        .map(policy ->
                                new Item(
                                        policy.id(),
                                        fields(policy),
                                        json -> write(policy, estate.spec().cid(), groups, json)))
                        .toList());
    }

    private static Map<String, List<String>> fields(Policy policy) {
        return Map.ofEntries(
                Map.entry("id", List.of(policy.id())),
                Map.entry("name", List.of(policy.name())),
                Map.entry("description", List.of(policy.shownDescription())),
                Map.entry("platform_name", List.of(policy.platform().text())),
                Map.entry("enabled", List.of(Boolean.toString(policy.enabled()))),
                Map.entry("precedence", List.of(Integer.toString(policy.precedence()))),
                Map.entry("groups", policy.groupIds()),
                Map.entry("created_by", List.of(AUTHOR)),
                Map.entry("created_timestamp", List.of(policy.created().toString())),
                Map.entry("modified_by", List.of(AUTHOR)),
                Map.entry("modified_timestamp", List.of(policy.modified().toString())));
    }

    private static void write(Policy policy, String cid, List<HostGroup> groups, Json json) {
        json.text("id", policy.id()).text("cid", cid).text("name", policy.name());
        json.text("description", policy.shownDescription());
        json.text("platform_name", policy.platform().text());
        json.objects(
                "groups",
                groups.stream().filter(group -> policy.groupIds().contains(group.id())).toList(),
                group -> group.writeTo(json));
        json.flag("enabled", policy.enabled());
        json.text("created_by", AUTHOR).text("created_timestamp", policy.created().toString());
        json.text("modified_by", AUTHOR).text("modified_timestamp", policy.modified().toString());
        if (policy.kind() == Kind.PREVENTION) {
            json.objects(
                    "ioa_rule_groups", policy.ruleGroupIds(), id -> rules(policy, cid, id, json));
            PolicySettings.write(policy, json);
        } else {
            json.object("settings", settings -> update(policy, settings));
        }
    }

    private static void rules(Policy policy, String cid, String id, Json json) {
        json.text("id", id).text("customer_id", cid).text("name", "Rules " + id);
        json.text("description", "").text("comment", "");
        json.text("platform", policy.platform().text().toLowerCase(Locale.ROOT));
        json.flag("enabled", true).flag("deleted", false).number("version", 1);
        json.texts("rule_ids", List.of()).text("created_by", AUTHOR).text("modified_by", AUTHOR);
        for (var time : List.of("created", "modified", "committed")) {
            json.text(time + "_timestamp", policy.created().toString());
        }
    }

    private static void update(Policy policy, Json json) {
        json.text("build", policy.isDefault() ? "19110|n|tagged|1" : "18721");
        json.text("sensor_version", policy.isDefault() ? "7.18.19110" : "7.17.18721");
        json.text("stage", "prod").flag("show_early_adopter_builds", false);
        json.text("uninstall_protection", policy.isDefault() ? "DISABLED" : "ENABLED");
        json.object(
                "scheduler",
                scheduler -> {
                    scheduler.flag("enabled", false).text("timezone", "Etc/UTC");
                    scheduler.objects("schedules", List.of(), _ -> {});
                });
        json.objects("variants", List.of(), _ -> {});
    }
}
