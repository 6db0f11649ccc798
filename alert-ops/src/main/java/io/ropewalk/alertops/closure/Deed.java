package io.ropewalk.alertops.closure;

import io.ropewalk.alertops.alert.AlertEdit;
import io.ropewalk.falcon.alerts.AlertChange;
import io.ropewalk.falcon.alerts.AlertRecord;
import io.ropewalk.falcon.alerts.AlertStatus;
import io.ropewalk.falcon.alerts.Resolution;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/** What is done with each alert of a closure. */
public sealed interface Deed {

    /** What it says in its comments, after the marker. */
    String words(String reason);

    /** What of an alert is not as it must be for us to touch it; empty when all is. */
    List<String> drift(ClosureItem item, AlertRecord now);

    /** Since when it must not have changed. */
    String since();

    /** Whether an alert is as wanted without us. */
    boolean already(ClosureItem item, AlertRecord now);

    /** That, in a sentence. */
    String alreadySo();

    /** What is sent for it, but for the comment. */
    AlertChange change(ClosureItem item);

    /** The action itself; of a revert, the one that is taken back. */
    AlertEdit edit();

    /** Brings alerts to where the action wants them. */
    record Close(AlertEdit edit) implements Deed {
        public Close {
            Objects.requireNonNull(edit, "edit");
        }

        @Override
        public String words(String reason) {
            return edit.comment().orElse(reason);
        }

        @Override
        public List<String> drift(ClosureItem item, AlertRecord now) {
            Former was = item.former();
            Former is = Former.of(now);
            return Drift.of(was, is)
                    .unless("assignment", was.sameAssignee(is))
                    .unless("updated_timestamp", was.updated().equals(is.updated()))
                    .words();
        }

        @Override
        public String since() {
            return "the preview";
        }

        @Override
        public boolean already(ClosureItem item, AlertRecord now) {
            return edit.status().map(it -> it.word().equals(now.status())).orElse(false)
                    && !item.former().status().equals(now.status());
        }

        @Override
        public String alreadySo() {
            return "Somebody else did it.";
        }

        @Override
        public AlertChange change(ClosureItem item) {
            return edit.lasting();
        }
    }

    /**
     * Takes a closure back: what it wrote goes back to the former state, where nobody has touched
     * it since.
     *
     * @param source the closure it takes back
     * @param edit what that one did
     */
    record Revert(String source, AlertEdit edit) implements Deed {
        public Revert {
            Objects.requireNonNull(source, "source");
            Objects.requireNonNull(edit, "edit");
        }

        @Override
        public String words(String reason) {
            return "reverted: " + reason;
        }

        /** The last word on it must be ours, and it must be as we left it. */
        @Override
        public List<String> drift(ClosureItem item, AlertRecord now) {
            Former found = Former.of(now);
            boolean assigned =
                    edit.assignment()
                            .map(it -> it.holds(now))
                            .orElse(found.sameAssignee(item.former()));
            List<String> said = now.comments();
            boolean ours = !said.isEmpty() && said.getLast().contains(Closure.marker(source));
            return Drift.of(left(item.former()), found)
                    .unless("assignment", assigned)
                    .unless("comments", ours)
                    .words();
        }

        @Override
        public String since() {
            return "the closure";
        }

        @Override
        public boolean already(ClosureItem item, AlertRecord now) {
            return item.former().sameButTime(Former.of(now));
        }

        @Override
        public String alreadySo() {
            return "It is as it was before the closure.";
        }

        /** As the closure left it, but for the assignment. */
        private Former left(Former former) {
            TreeSet<String> tags = new TreeSet<>(former.tags());
            edit.removeTags().forEach(tags::remove);
            edit.resolution().ifPresent(it -> others(it).forEach(tags::remove));
            tags.addAll(edit.addTags());
            edit.resolution().ifPresent(it -> tags.add(it.tag()));
            return new Former(
                    edit.status().map(AlertStatus::word).orElse(former.status()),
                    List.copyOf(tags),
                    former.uuid(),
                    former.mail(),
                    former.person(),
                    "");
        }

        private static List<String> others(Resolution resolution) {
            return resolution.others().stream().map(Resolution::tag).toList();
        }

        @Override
        public AlertChange change(ClosureItem item) {
            Former former = item.former();
            Former left = left(former);
            AlertChange change = AlertChange.NONE;
            if (!former.status().equals(left.status())) {
                change = AlertStatus.of(former.status()).map(change::status).orElse(change);
            }
            for (String tag : left.tags()) {
                change = former.tags().contains(tag) ? change : change.removeTag(tag);
            }
            for (String tag : former.tags()) {
                change = left.tags().contains(tag) ? change : change.addTag(tag);
            }
            return edit.assignment().isPresent() ? assigned(change, former) : change;
        }

        private static AlertChange assigned(AlertChange change, Former former) {
            if (!former.uuid().isEmpty()) {
                return change.assignToUuid(former.uuid());
            }
            if (!former.mail().isEmpty()) {
                return change.assignToUserId(former.mail());
            }
            return former.person().isEmpty()
                    ? change.unassign()
                    : change.assignToName(former.person());
        }
    }
}
