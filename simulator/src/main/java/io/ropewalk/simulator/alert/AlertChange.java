package io.ropewalk.simulator.alert;

import io.ropewalk.simulator.alert.AlertState.Assignee;
import io.ropewalk.simulator.alert.AlertState.Comment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The {@code action_parameters} of a PATCH. Removals of tags come before additions, in whatever
 * order they stand.
 *
 * @param author who writes: the API client, as the console shows it
 */
public record AlertChange(List<Action> actions, String author) {
    /** The words of {@code update_status}; the four there are. */
    public static final List<String> STATUSES = List.of("new", "in_progress", "reopened", "closed");

    private static final Set<String> NAMES =
            Set.of(
                    "update_status",
                    "append_comment",
                    "add_tag",
                    "remove_tag",
                    "remove_tags_by_prefix",
                    "assign_to_uuid",
                    "assign_to_user_id",
                    "assign_to_name",
                    "unassign",
                    "show_in_ui");

    /** One of them. */
    public record Action(String name, String value) {}

    public AlertChange {
        actions = List.copyOf(actions);
    }

    /** What is wrong with an action, as the vendor would say it. */
    static Optional<String> problem(Action action, int maxComment) {
        var value = action.value;
        return switch (action.name) {
            case String name when !NAMES.contains(name) ->
                    Optional.of("unknown action parameter '" + name + "'");
            case "update_status" ->
                    STATUSES.contains(value)
                            ? Optional.empty()
                            : Optional.of(
                                    "invalid status '"
                                            + value
                                            + "'; must be one of "
                                            + String.join(", ", STATUSES));
            case "show_in_ui" ->
                    value.equals("true") || value.equals("false")
                            ? Optional.empty()
                            : Optional.of("show_in_ui must be true or false");
            case "unassign" -> Optional.empty();
            case "append_comment" ->
                    value.length() > maxComment
                            ? Optional.of("the comment is too long")
                            : blank(action);
            default -> blank(action);
        };
    }

    private static Optional<String> blank(Action action) {
        return action.value.isBlank()
                ? Optional.of("empty value for '" + action.name + "'")
                : Optional.empty();
    }

    /**
     * What the change makes of a state.
     *
     * @param people finds a console user by name, e-mail or uuid
     */
    AlertState of(
            AlertState before,
            Instant created,
            Instant now,
            Function<String, Optional<Assignee>> people) {
        var state = before;
        for (var action : actions) {
            if (action.name.startsWith("remove_tag")) {
                state = state.withTags(without(state.tags(), action), now);
            }
        }
        for (var action : actions) {
            state =
                    switch (action.name) {
                        case "update_status" -> state.withStatus(action.value, created, now);
                        case "append_comment" ->
                                state.withComment(new Comment(author, action.value, now));
                        case "add_tag" -> state.withTags(with(state.tags(), action.value), now);
                        case "unassign" -> state.withAssignee(Assignee.NOBODY, now);
                        case "show_in_ui" -> state.withShown(action.value.equals("true"), now);
                        case "assign_to_name" ->
                                state.withAssignee(
                                        people.apply(action.value)
                                                .orElse(new Assignee(action.value, "", "")),
                                        now);
                        case "assign_to_user_id" ->
                                state.withAssignee(
                                        people.apply(action.value)
                                                .orElse(new Assignee("", action.value, "")),
                                        now);
                        case "assign_to_uuid" ->
                                state.withAssignee(
                                        people.apply(action.value)
                                                .orElse(new Assignee("", "", action.value)),
                                        now);
                        default -> state;
                    };
        }
        return state;
    }

    private static List<String> without(List<String> tags, Action action) {
        return action.name.equals("remove_tag")
                ? tags.stream().filter(tag -> !tag.equals(action.value)).toList()
                : tags.stream().filter(tag -> !tag.startsWith(action.value)).toList();
    }

    private static List<String> with(List<String> tags, String tag) {
        var all = new ArrayList<>(tags);
        all.add(tag);
        return all;
    }
}
