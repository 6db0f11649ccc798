package io.ropewalk.simulator.falcon;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ropewalk.simulator.estate.Edits.Edit;
import io.ropewalk.simulator.estate.HostReader;
import io.ropewalk.simulator.estate.HostRules;
import io.ropewalk.simulator.estate.HostRules.Mixed;
import io.ropewalk.simulator.falcon.Envelope.ApiError;
import io.ropewalk.simulator.falcon.Envelope.Resources;
import io.ropewalk.simulator.falcon.Route.Access;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Actions on hosts: {@code POST /devices/entities/devices-actions/v2}. */
final class HostActionRoutes implements RouteGroup {
    private static final Access WRITE = new Access.Bearer("Hosts:write", "device-api", true);
    private static final Set<String> ACTIONS =
            Set.of(
                    "contain",
                    "lift_containment",
                    "hide_host",
                    "unhide_host",
                    "detection_suppress",
                    "detection_unsuppress",
                    "lift_filesystem_containment_all");
    private static final Set<String> MEMBERS = Set.of("ids", "action_parameters");
    private static final String CONTAINED = "contained";
    private static final String NORMAL = "normal";
    private static final String LIFTING = "lift_containment_pending";
    private static final JsonMapper MAPPER = new JsonMapper();

    @Override
    public List<Route> routes() {
        return List.of(new Route("PerformActionV2", WRITE, HostActionRoutes::perform));
    }

    private static Reply perform(Call call) {
        var action = call.arguments().text("action_name").orElse("");
        if (!ACTIONS.contains(action)) {
            throw Refusal.mistake(400, "bad-action", "unsupported action_name '" + action + "'");
        }
        var ids = ids(call);
        var good = new ArrayList<String>();
        var errors = new ArrayList<ApiError>();
        for (var id : ids) {
            var error = problem(call, action, id);
            error.ifPresentOrElse(errors::add, () -> good.add(id));
        }
        var mixed = call.customer().hostRules().mixed();
        var whole = mixed == Mixed.WHOLE || mixed == Mixed.OPAQUE;
        if (!errors.isEmpty() && (whole || good.isEmpty())) {
            var shown =
                    mixed == Mixed.OPAQUE
                            ? List.of(new ApiError(409, "Conflict: action not permitted"))
                            : errors;
            var missing = errors.stream().allMatch(error -> error.code() == 404);
            return answer(call, missing ? 404 : 409, List.of(), shown);
        }
        good.forEach(id -> apply(call, action, id));
        if (!action.startsWith("hide") && !action.startsWith("unhide")) {
            call.customer().hostsChanged();
        }
        var status = errors.isEmpty() || mixed == Mixed.PARTIAL ? 202 : 409;
        return answer(call, status, good, errors);
    }

    private static List<String> ids(Call call) {
        JsonNode root;
        try {
            root = MAPPER.readTree(call.request().body());
        } catch (JsonProcessingException e) {
            throw badBody();
        }
        if (root == null || !root.isObject() || !root.path("ids").isArray()) {
            throw badBody();
        }
        root.fieldNames()
                .forEachRemaining(name -> {
                    if (!MEMBERS.contains(name)) {
                        throw badBody();
                    }
                });
        for (var parameter : root.path("action_parameters")) {
            if (!parameter.path("name").isTextual() || !parameter.path("value").isTextual()) {
                throw badBody();
            }
        }
        var ids = new LinkedHashSet<String>();
        for (var id : root.get("ids")) {
            if (!id.isTextual()) {
                throw badBody();
            }
            ids.add(id.asText());
        }
        var most = call.customer().hostRules().maxIds();
        if (ids.isEmpty() || ids.size() > most) {
            throw Refusal.mistake(400, "too-many-items", "1 to " + most + " ids in one call");
        }
        return List.copyOf(ids);
    }

    private static Refusal badBody() {
        return Refusal.mistake(400, "bad-body", "the body must be {\"ids\": [...]} with strings");
    }

    private static Optional<ApiError> problem(Call call, String action, String id) {
        var key = call.customer().estate().keyOf(id);
        if (key.isEmpty()) {
            return error(404, id, "not found");
        }
        var status = value(call, key.getAsLong(), "status");
        var hidden = value(call, key.getAsLong(), "host_hidden_status").equals("hidden");
        var free = status.equals(NORMAL) || status.equals(LIFTING);
        return switch (action) {
            case "contain" -> free ? Optional.empty() : error(409, id, "is already contained");
            case "lift_containment" -> free ? error(409, id, "is not contained") : Optional.empty();
            case "hide_host" -> hidden ? error(409, id, "is already hidden") : Optional.empty();
            case "unhide_host" -> {
                if (!hidden) {
                    yield error(409, id, "is not hidden");
                }
                // The simulator draws some hosts as hidden for good.
                var byAction = call.customer().estate().spec().edits().hid(id);
                yield byAction ? Optional.empty() : error(400, id, "cannot be restored");
            }
            default -> Optional.empty();
        };
    }

    private static Optional<ApiError> error(int code, String id, String says) {
        return Optional.of(new ApiError(code, "Device " + id + " " + says));
    }

    private static String value(Call call, long key, String field) {
        return new HostReader(call.customer().estate().host().at(key)).first(field);
    }

    private static void apply(Call call, String action, String id) {
        var customer = call.customer();
        OptionalLong key = customer.estate().keyOf(id);
        var states = customer.hostStates();
        var state = states.of(key.orElseThrow());
        switch (action) {
            case "hide_host" -> customer.edit(new Edit.Hide(id, true), call.now());
            case "unhide_host" -> customer.edit(new Edit.Hide(id, false), call.now());
            case "contain" ->
                    states.put(
                            key.getAsLong(),
                            state.going(
                                    customer.hostRules().pending(),
                                    CONTAINED,
                                    due(call, key.getAsLong())));
            case "lift_containment" ->
                    states.put(
                            key.getAsLong(),
                            state.going(LIFTING, NORMAL, due(call, key.getAsLong())));
            case "lift_filesystem_containment_all" ->
                    states.put(key.getAsLong(), state.withFilesystem(NORMAL));
            default ->
                    states.put(
                            key.getAsLong(),
                            state.withSuppression(
                                    action.equals("detection_suppress")
                                            ? "suppressed"
                                            : "unsuppressed"));
        }
    }

    /** An offline host hears of it when it returns. */
    private static Instant due(Call call, long key) {
        HostRules rules = call.customer().hostRules();
        var online = HostRoutes.online(call, call.customer().estate().host().at(key));
        return online || !rules.offlineStays() ? call.now().plus(rules.settle()) : Instant.MAX;
    }

    private static Reply answer(Call call, int status, List<String> ids, List<ApiError> errors) {
        var resources =
                new Resources.Items(out -> {
                    var separator = "";
                    for (var id : ids) {
                        out.raw(separator).raw("\n  {\n   \"id\": ").quoted(id);
                        out.raw(",\n   \"path\": ")
                                .quoted("/devices/entities/devices/v1?ids=" + id);
                        out.raw("\n  }");
                        separator = ",";
                    }
                });
        return new Reply.Enveloped(
                status, new Envelope(call.meta(), Optional.empty(), errors, resources));
    }
}
