package io.ropewalk.alertops.alert;

import io.ropewalk.alertops.work.Refused;
import io.ropewalk.falcon.alerts.AlertChange;
import io.ropewalk.falcon.alerts.AlertRecord;
import io.ropewalk.falcon.alerts.AlertStatus;
import io.ropewalk.falcon.alerts.Resolution;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is to be so of alerts.
 *
 * @param comment is written once for each request, whatever else was said before
 * @param shown whether the console shows it
 */
public record AlertEdit(
        Optional<AlertStatus> status,
        Optional<Resolution> resolution,
        Optional<String> comment,
        Optional<Assignment> assignment,
        List<String> addTags,
        List<String> removeTags,
        Optional<Boolean> shown) {

    /** Characters that break lines or stand in one; some systems end lines with two. */
    private static final String LINES = "\n\t\r";

    public AlertEdit {
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(resolution, "resolution");
        Objects.requireNonNull(comment, "comment");
        Objects.requireNonNull(assignment, "assignment");
        addTags = List.copyOf(addTags);
        removeTags = List.copyOf(removeTags);
        Objects.requireNonNull(shown, "shown");
    }

    /**
     * A comment's text as it came, where it is one: it cannot be removed.
     *
     * @throws Refused for a blank one, and for characters that a console does not show
     */
    public static String checked(String comment) {
        if (comment.isBlank()) {
            throw Refused.badRequest("comment must not be blank.");
        }
        if (comment.chars().anyMatch(it -> Character.isISOControl(it) && LINES.indexOf(it) < 0)) {
            throw Refused.badRequest(
                    "comment must not hold control characters other than newline and tab.");
        }
        return comment;
    }

    /** Nothing but a comment. */
    public static AlertEdit commenting(String text) {
        return new AlertEdit(
                Optional.empty(),
                Optional.empty(),
                Optional.of(text),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty());
    }

    /** Whether nothing is wanted. */
    public boolean isEmpty() {
        return comment.isEmpty() && lasting().parameters().isEmpty();
    }

    /**
     * What of it an alert lacks; no parameters where it has all of it. The comment bears the
     * request's marker, by which it is found again: nothing else tells a comment that arrived from
     * one that was written twice.
     */
    AlertChange missing(AlertRecord alert, String marker) {
        AlertChange change = holds(alert) ? AlertChange.NONE : lasting();
        return comment.isPresent() && !bears(alert, marker)
                ? change.comment(comment.get() + " " + tagged(marker))
                : change;
    }

    /** Whether the request of this marker was here before. */
    static boolean bears(AlertRecord alert, String marker) {
        return alert.comments().stream().anyMatch(it -> it.contains(tagged(marker)));
    }

    private static String tagged(String marker) {
        return "[ropewalk:" + marker + "]";
    }

    /** All of it that may be sent twice. */
    public AlertChange lasting() {
        AlertChange change = AlertChange.NONE;
        if (status.isPresent()) {
            change = change.status(status.get());
        }
        if (resolution.isPresent()) {
            change = change.resolution(resolution.get());
        }
        for (String tag : removeTags) {
            change = change.removeTag(tag);
        }
        for (String tag : addTags) {
            change = change.addTag(tag);
        }
        if (assignment.isPresent()) {
            change = assignment.get().in(change);
        }
        return shown.isPresent() ? change.showInUi(shown.get()) : change;
    }

    /** Whether an alert is as wanted, whatever was said of it. */
    public boolean holds(AlertRecord alert) {
        List<String> tags = alert.tags();
        return status.map(it -> it.word().equals(alert.status())).orElse(true)
                && resolution.map(it -> isOnly(it, tags)).orElse(true)
                && tags.containsAll(addTags)
                && removeTags.stream().noneMatch(tags::contains)
                && assignment.map(it -> it.holds(alert)).orElse(true)
                && (shown.isEmpty() || shown.equals(alert.shownInUi()));
    }

    private static boolean isOnly(Resolution resolution, List<String> tags) {
        return tags.contains(resolution.tag())
                && resolution.others().stream().noneMatch(it -> tags.contains(it.tag()));
    }

    /**
     * The verdict of this name.
     *
     * @throws Refused where there is none
     */
    public static Resolution resolution(String word) {
        return Resolution.of(word)
                .orElseThrow(() ->
                        Refused.badRequest(
                                Arrays.stream(Resolution.values())
                                        .map(Resolution::tag)
                                        .collect(
                                                Collectors.joining(
                                                        ", ", "resolution is one of ", "."))));
    }
}
