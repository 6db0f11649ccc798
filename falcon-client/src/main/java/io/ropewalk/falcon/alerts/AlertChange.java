package io.ropewalk.falcon.alerts;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What to change of alerts: the {@code action_parameters} of one PATCH. Immutable. The vendor
 * removes tags before it adds any, and takes every value as a text.
 *
 * @param parameters by the vendor's names, in the order they were asked for
 */
public record AlertChange(List<Parameter> parameters) {

    /** Nothing yet. */
    public static final AlertChange NONE = new AlertChange(List.of());

    private static final String COMMENT = "append_comment";

    /** One action and its value. */
    public record Parameter(String name, String value) {
        public Parameter {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(value, "value");
        }
    }

    public AlertChange {
        parameters = List.copyOf(parameters);
    }

    private AlertChange and(String name, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("A blank " + name + " says nothing.");
        }
        List<Parameter> more = new ArrayList<>(parameters);
        more.add(new Parameter(name, value));
        return new AlertChange(more);
    }

    /** Sets the status. */
    public AlertChange status(AlertStatus status) {
        return and("update_status", status.word());
    }

    /**
     * Adds a comment. It cannot be removed, the console shows the API client as its author, and
     * sending it twice writes it twice.
     */
    public AlertChange comment(String text) {
        return and(COMMENT, text);
    }

    public AlertChange addTag(String tag) {
        return and("add_tag", tag);
    }

    public AlertChange removeTag(String tag) {
        return and("remove_tag", tag);
    }

    public AlertChange removeTagsByPrefix(String prefix) {
        return and("remove_tags_by_prefix", prefix);
    }

    /** Sets the verdict, whichever there was. */
    public AlertChange resolution(Resolution resolution) {
        AlertChange change = this;
        for (Resolution other : resolution.others()) {
            change = change.removeTag(other.tag());
        }
        return change.addTag(resolution.tag());
    }

    /** Assigns to a console user by uuid. */
    public AlertChange assignToUuid(String uuid) {
        return and("assign_to_uuid", uuid);
    }

    /** Assigns to a console user by mail address, which the vendor calls the user id. */
    public AlertChange assignToUserId(String mail) {
        return and("assign_to_user_id", mail);
    }

    /** Assigns to a console user by full name. */
    public AlertChange assignToName(String name) {
        return and("assign_to_name", name);
    }

    /** Assigns to nobody. */
    public AlertChange unassign() {
        return and("unassign", "true");
    }

    /** Shows it in the console, or hides it there; closing does not hide. */
    public AlertChange showInUi(boolean shown) {
        return and("show_in_ui", Boolean.toString(shown));
    }

    /** Whether doing it twice does no more than doing it once. */
    public boolean idempotent() {
        return parameters.stream().noneMatch(it -> it.name().equals(COMMENT));
    }
}
