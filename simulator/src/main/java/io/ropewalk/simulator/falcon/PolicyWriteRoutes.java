package io.ropewalk.simulator.falcon;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ropewalk.simulator.estate.Edits.Edit;
import io.ropewalk.simulator.estate.HostGroup;
import io.ropewalk.simulator.estate.Mix;
import io.ropewalk.simulator.estate.Platform;
import io.ropewalk.simulator.estate.Policy;
import io.ropewalk.simulator.estate.Policy.Kind;
import io.ropewalk.simulator.falcon.Route.Access;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The writes of prevention policies. */
final class PolicyWriteRoutes implements RouteGroup {
    private static final Access WRITE =
            new Access.Bearer("Prevention Policies:write", "policy-api", true);
    private static final Set<String> CREATE =
            Set.of("name", "platform_name", "description", "clone_id", "settings");
    private static final Set<String> UPDATE = Set.of("id", "name", "description", "settings");
    private static final JsonMapper MAPPER = new JsonMapper();

    @Override
    public List<Route> routes() {
        return List.of(
                new Route("createPreventionPolicies", WRITE, PolicyWriteRoutes::create),
                new Route("updatePreventionPolicies", WRITE, PolicyWriteRoutes::update),
                new Route("deletePreventionPolicies", WRITE, PolicyWriteRoutes::delete),
                new Route("performPreventionPoliciesAction", WRITE, PolicyWriteRoutes::perform));
    }

    private static List<Policy> all(Call call) {
        return Policy.of(call.customer().estate(), Kind.PREVENTION);
    }

    private static Policy policy(Call call, String id) {
        return all(call).stream()
                .filter(it -> it.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Refusal.expected(404, "policy not found: " + id));
    }

    private static Reply answer(Call call, int status, List<String> ids) {
        var found = PolicyRoutes.items(call, Kind.PREVENTION).found(call, ids);
        return new Reply.Enveloped(status, ((Reply.Enveloped) found).envelope());
    }

    private static List<JsonNode> resources(Call call, Set<String> members) {
        var root = object(call);
        if (!root.path("resources").isArray() || root.path("resources").isEmpty()) {
            throw badBody("{\"resources\": [...]}");
        }
        var resources = root.get("resources").valueStream().toList();
        for (var resource : resources) {
            resource.fieldNames()
                    .forEachRemaining(name -> {
                        if (!members.contains(name)) {
                            call.mistakes().accept("unknown-member", "'" + name + "' in an item");
                        }
                    });
        }
        return resources;
    }

    private static JsonNode object(Call call) {
        try {
            var root = MAPPER.readTree(call.request().body());
            if (root != null && root.isObject()) {
                return root;
            }
        } catch (JsonProcessingException e) {
            throw badBody("a JSON object");
        }
        throw badBody("a JSON object");
    }

    private static Refusal badBody(String form) {
        return Refusal.mistake(400, "bad-body", "the body must be " + form);
    }

    private static Reply create(Call call) {
        var edits = new ArrayList<Edit.CreatePolicy>();
        for (var item : resources(call, CREATE)) {
            var name = item.path("name").asText();
            var platform =
                    Arrays.stream(Platform.values())
                            .filter(it -> it.text().equals(item.path("platform_name").asText()))
                            .findFirst();
            if (name.isBlank() || platform.isEmpty()) {
                throw Refusal.mistake(400, "missing-member", "name and platform_name are required");
            }
            Map<String, String> settings = new LinkedHashMap<>();
            var clone = item.path("clone_id").asText();
            if (!clone.isEmpty()) {
                settings.putAll(PolicySettings.of(policy(call, clone)));
            }
            settings.putAll(PolicySettings.read(item.path("settings")));
            var hash = Mix.of(name + call.now() + edits.size() + call.customer().tenant().cid());
            edits.add(
                    new Edit.CreatePolicy(
                            "%016x%016x".formatted(hash, Mix.mix(hash)),
                            name,
                            item.path("description").asText(),
                            platform.get(),
                            settings));
        }
        edits.forEach(edit -> call.customer().edit(edit, call.now()));
        return answer(call, 201, edits.stream().map(Edit.CreatePolicy::id).toList());
    }

    private static Reply update(Call call) {
        var edits = new ArrayList<Edit>();
        var ids = new ArrayList<String>();
        for (var item : resources(call, UPDATE)) {
            var policy = policy(call, item.path("id").asText());
            ids.add(policy.id());
            if (item.hasNonNull("name")) {
                edits.add(new Edit.Rename(policy.id(), item.get("name").asText()));
            }
            // A null takes the description away; a member that is not there changes nothing.
            var description =
                    item.has("description")
                            ? Optional.of(item.get("description").asText(""))
                            : Optional.<String>empty();
            edits.add(
                    new Edit.ChangePolicy(
                            policy.id(), description, PolicySettings.read(item.path("settings"))));
        }
        edits.forEach(edit -> call.customer().edit(edit, call.now()));
        return answer(call, 200, ids);
    }

    private static Reply delete(Call call) {
        var ids = call.arguments().list("ids");
        for (var id : ids) {
            var policy = policy(call, id);
            if (policy.isDefault()) {
                throw Refusal.expected(400, "the default policy cannot be deleted");
            }
            if (policy.enabled()) {
                throw Refusal.expected(400, "policy must be disabled before it is deleted");
            }
        }
        ids.forEach(id -> call.customer().edit(new Edit.Delete(id), call.now()));
        return Call.ok(
                Envelope.of(
                        call.meta(),
                        out -> {
                            var separator = "\n  ";
                            for (var id : ids) {
                                out.raw(separator).quoted(id);
                                separator = ",\n  ";
                            }
                        }));
    }

    private static Reply perform(Call call) {
        var body = object(call);
        var ids = body.path("ids").valueStream().map(JsonNode::asText).toList();
        if (ids.isEmpty()) {
            throw badBody("{\"ids\": [...]}");
        }
        var action = call.arguments().text("action_name").orElse("");
        var edits = new ArrayList<Edit>();
        for (var id : ids) {
            var policy = policy(call, id);
            edits.add(edit(call, action, policy, body.path("action_parameters")));
        }
        edits.forEach(edit -> call.customer().edit(edit, call.now()));
        return answer(call, 200, ids);
    }

    private static Edit edit(Call call, String action, Policy policy, JsonNode parameters) {
        if (policy.isDefault() && !action.endsWith("rule-group")) {
            throw Refusal.expected(400, "the default policy takes no " + action);
        }
        return switch (action) {
            case "enable" -> new Edit.Enable(policy.id(), true);
            case "disable" -> new Edit.Enable(policy.id(), false);
            case "add-host-group", "remove-host-group" -> {
                var group = parameter(parameters, Set.of("group_id"));
                var known = HostGroup.of(call.customer().estate());
                if (known.stream().noneMatch(it -> it.id().equals(group))) {
                    throw Refusal.expected(404, "host group not found: " + group);
                }
                yield new Edit.Attach(policy.id(), group, false, action.startsWith("add"));
            }
            default ->
                    new Edit.Attach(
                            policy.id(),
                            parameter(parameters, call.customer().ruleGroupParameters()),
                            true,
                            action.startsWith("add"));
        };
    }

    private static String parameter(JsonNode parameters, Set<String> names) {
        return parameters
                .valueStream()
                .filter(it -> names.contains(it.path("name").asText()))
                .map(it -> it.path("value").asText())
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElseThrow(() ->
                        Refusal.mistake(
                                400,
                                "missing-parameter",
                                "action_parameters must name " + String.join(" or ", names)));
    }
}
