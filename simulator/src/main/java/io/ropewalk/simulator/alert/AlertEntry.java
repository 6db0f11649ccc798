package io.ropewalk.simulator.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ropewalk.simulator.graph.AlertId;
import io.ropewalk.simulator.graph.Alerts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One alert: what it is, and what was made of it. */
public final class AlertEntry {
    private final AlertId id;
    private final AlertFacts facts;
    private final ObjectNode own;
    private final Instant created;
    private volatile Change last;

    /** The state since a write, and the one before, which searches may still see. */
    private record Change(AlertState before, AlertState now, int writes) {}

    AlertEntry(AlertId id, AlertFacts facts, AlertState state) {
        this(id, facts, null, facts.created(), state);
    }

    /**
     * An alert that is known by its record.
     *
     * @param own members that differ from what follows from the id; may be {@code null}
     */
    AlertEntry(AlertId id, ObjectNode own, Instant created, AlertState state) {
        this(id, null, own, created, state);
    }

    private AlertEntry(
            AlertId id, AlertFacts facts, ObjectNode own, Instant created, AlertState state) {
        this.id = id;
        this.facts = facts;
        this.own = own;
        this.created = created;
        this.last = new Change(state, state, 0);
    }

    public String compositeId() {
        return id.text();
    }

    public Instant created() {
        return created;
    }

    /** As it stands. */
    public AlertState state() {
        return last.now;
    }

    /** How often a PATCH was applied to it. */
    public int writes() {
        return last.writes;
    }

    /** As searches see it. */
    AlertState seen(Instant now, Duration lag) {
        var known = last;
        return !lag.isZero() && known.now.updated().plus(lag).isAfter(now)
                ? known.before
                : known.now;
    }

    void state(AlertState next, boolean byPatch) {
        last = new Change(last.now, next, last.writes + (byPatch ? 1 : 0));
    }

    /** The record in a state. */
    ObjectNode json(Alerts base, AlertState state) {
        var node = base.alert(id);
        if (facts != null) {
            facts.onto(node);
        }
        if (own != null) {
            node.setAll(own);
        }
        node.put("status", state.status()).put("show_in_ui", state.shown());
        node.put("updated_timestamp", state.updated().toString());
        node.put("assigned_to_name", state.assignee().name());
        node.put("assigned_to_uid", state.assignee().uid());
        node.put("assigned_to_uuid", state.assignee().uuid());
        node.put("seconds_to_triaged", state.secondsToTriaged());
        node.put("seconds_to_resolved", state.secondsToResolved());
        node.put("resolution", resolution(state));
        var tags = node.putArray("tags");
        state.tags().forEach(tags::add);
        if (!state.comments().isEmpty()) {
            var comments = node.putArray("comments");
            for (var comment : state.comments()) {
                comments.addObject()
                        .put("falcon_user_id", comment.author())
                        .put("value", comment.text())
                        .put("timestamp", comment.at().toString());
            }
        }
        return node;
    }

    private static String resolution(AlertState state) {
        return Stream.of("true_positive", "false_positive", "ignored")
                .filter(state.tags()::contains)
                .findFirst()
                .orElse("");
    }

    /** What a field holds in a state; empty texts count as none. */
    List<String> values(String field, Alerts base, AlertState state) {
        var values =
                switch (field) {
                    case "composite_id" -> List.of(id.text());
                    case "cid" -> List.of(id.cid());
                    case "status" -> List.of(state.status());
                    case "show_in_ui" -> List.of(Boolean.toString(state.shown()));
                    case "tags" -> state.tags();
                    case "updated_timestamp" -> List.of(state.updated().toString());
                    case "assigned_to_name" -> List.of(state.assignee().name());
                    case "assigned_to_uid" -> List.of(state.assignee().uid());
                    case "assigned_to_uuid" -> List.of(state.assignee().uuid());
                    default -> fixed(field, base, state);
                };
        return values.stream().filter(value -> !value.isEmpty()).toList();
    }

    private List<String> fixed(String field, Alerts base, AlertState state) {
        if (facts != null) {
            var known = Optional.ofNullable(facts.values(field)).or(() -> base.values(id, field));
            if (known.isPresent()) {
                return known.get();
            }
        }
        return texts(json(base, state), List.of(field.split("\\.")));
    }

    private static List<String> texts(JsonNode node, List<String> path) {
        if (node.isArray()) {
            return node.valueStream().flatMap(it -> texts(it, path).stream()).toList();
        }
        if (!path.isEmpty()) {
            return texts(node.path(path.getFirst()), path.subList(1, path.size()));
        }
        return node.isValueNode() && !node.isNull() ? List.of(node.asText()) : List.of();
    }
}
