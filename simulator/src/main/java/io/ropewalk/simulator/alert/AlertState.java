package io.ropewalk.simulator.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** What writes change of an alert. */
public record AlertState(
        String status,
        List<String> tags,
        Assignee assignee,
        List<Comment> comments,
        boolean shown,
        Instant updated,
        long secondsToTriaged,
        long secondsToResolved) {

    /** Who works on it; empty texts for nobody. */
    public record Assignee(String name, String uid, String uuid) {
        public static final Assignee NOBODY = new Assignee("", "", "");
    }

    /** A remark; they are never removed. */
    public record Comment(String author, String text, Instant at) {}

    public AlertState {
        tags = List.copyOf(tags);
        comments = List.copyOf(comments);
    }

    /** An untouched alert. */
    public static AlertState fresh(String status, boolean shown, Instant created) {
        return new AlertState(status, List.of(), Assignee.NOBODY, List.of(), shown, created, 0, 0);
    }

    AlertState withStatus(String value, Instant created, Instant now) {
        var age = Math.max(0, Duration.between(created, now).toSeconds());
        var triaged = secondsToTriaged == 0 && !value.equals("new") ? age : secondsToTriaged;
        return new AlertState(
                value,
                tags,
                assignee,
                comments,
                shown,
                now,
                triaged,
                value.equals("closed") ? age : 0);
    }

    AlertState withTags(List<String> value, Instant now) {
        return new AlertState(
                status,
                List.copyOf(new LinkedHashSet<>(value)),
                assignee,
                comments,
                shown,
                now,
                secondsToTriaged,
                secondsToResolved);
    }

    AlertState withAssignee(Assignee value, Instant now) {
        return new AlertState(
                status, tags, value, comments, shown, now, secondsToTriaged, secondsToResolved);
    }

    AlertState withComment(Comment comment) {
        var all = new ArrayList<>(comments);
        all.add(comment);
        return new AlertState(
                status,
                tags,
                assignee,
                all,
                shown,
                comment.at(),
                secondsToTriaged,
                secondsToResolved);
    }

    AlertState withShown(boolean value, Instant now) {
        return new AlertState(
                status, tags, assignee, comments, value, now, secondsToTriaged, secondsToResolved);
    }

    /** Whether both say the same, whenever it was said. */
    boolean same(AlertState other) {
        return status.equals(other.status)
                && tags.equals(other.tags)
                && assignee.equals(other.assignee)
                && comments.equals(other.comments)
                && shown == other.shown;
    }
}
