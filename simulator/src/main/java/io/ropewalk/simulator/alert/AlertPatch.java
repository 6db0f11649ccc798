package io.ropewalk.simulator.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ropewalk.simulator.alert.AlertChange.Action;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The body of a PATCH of alerts, read as strictly as the vendor does: every value a string.
 *
 * @param ids without doubles, in order
 */
public record AlertPatch(List<String> ids, List<Action> actions) {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Set<String> MEMBERS = Set.of("composite_ids", "action_parameters");

    /** A body the service refuses. */
    public static final class BadPatch extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final int status;
        private final String kind;

        BadPatch(int status, String kind, String message) {
            super(message, null, false, false);
            this.status = status;
            this.kind = kind;
        }

        public int status() {
            return status;
        }

        /** Short name of the mistake. */
        public String kind() {
            return kind;
        }
    }

    public AlertPatch {
        ids = List.copyOf(ids);
        actions = List.copyOf(actions);
    }

    /**
     * Reads a body.
     *
     * @throws BadPatch when the service refuses it
     */
    public static AlertPatch read(byte[] content, AlertRules.Writes rules) {
        if (content.length > rules.maxBody()) {
            throw tooLarge(rules);
        }
        var root = parsed(content);
        var ids = new LinkedHashSet<String>();
        for (var id : root.path("composite_ids")) {
            if (!id.isTextual()) {
                throw unread();
            }
            ids.add(id.asText());
        }
        if (root.path("composite_ids").size() > rules.maxIds()) {
            throw tooLarge(rules);
        }
        if (ids.isEmpty()) {
            throw new BadPatch(400, "missing-ids", "composite_ids must name at least one alert");
        }
        var actions = actions(root.path("action_parameters"));
        for (var action : actions) {
            AlertChange.problem(action, rules.maxComment())
                    .ifPresent(message -> {
                        throw new BadPatch(400, "bad-action", message);
                    });
        }
        return new AlertPatch(List.copyOf(ids), actions);
    }

    private static JsonNode parsed(byte[] content) {
        JsonNode root;
        try {
            root = MAPPER.readTree(new String(content, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw unread();
        }
        if (root == null || !root.isObject() || !root.path("composite_ids").isArray()) {
            throw unread();
        }
        root.fieldNames()
                .forEachRemaining(name -> {
                    if (!MEMBERS.contains(name)) {
                        throw new BadPatch(400, "unknown-member", "'" + name + "' in the body");
                    }
                });
        return root;
    }

    private static List<Action> actions(JsonNode parameters) {
        var actions = new ArrayList<Action>();
        for (var parameter : parameters) {
            if (!parameter.path("name").isTextual() || !parameter.path("value").isTextual()) {
                throw unread();
            }
            actions.add(
                    new Action(parameter.get("name").asText(), parameter.get("value").asText()));
        }
        if (actions.isEmpty()) {
            throw new BadPatch(400, "no-action", "action_parameters must name an action");
        }
        return actions;
    }

    private static BadPatch unread() {
        return new BadPatch(400, "bad-body", "failed to read and parse request");
    }

    private static BadPatch tooLarge(AlertRules.Writes rules) {
        return new BadPatch(
                413,
                "too-many-items",
                "at most " + rules.maxIds() + " ids and " + rules.maxBody() + " bytes in one call");
    }
}
