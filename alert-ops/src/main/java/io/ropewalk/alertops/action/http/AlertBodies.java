package io.ropewalk.alertops.action.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.ropewalk.alertops.alert.AlertEdit;
import io.ropewalk.alertops.alert.AlertOrder;
import io.ropewalk.alertops.alert.Assignment;
import io.ropewalk.alertops.work.Refused;
import io.ropewalk.alertops.work.Rules;
import io.ropewalk.falcon.alerts.AlertStatus;
import io.ropewalk.falcon.alerts.Resolution;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What actions on alerts are asked with. */
@RegisterForReflection(
        targets = {
            AlertBodies.Ids.class,
            AlertBodies.Comment.class,
            AlertBodies.Update.class,
            AlertBodies.OldIds.class
        })
final class AlertBodies {
    static final int MAX_IDS = 10_000;
    static final int MAX_ID = 400;
    static final int MAX_COMMENT = 1_000;
    static final int MAX_REASON = 1_000;
    static final int MAX_RULES = 20;
    private static final int MAX_TAG = 128;
    private static final int MAX_TAGS = 20;
    private static final int MAX_UUID = 100;
    private static final int MAX_NAME = 255;

    private AlertBodies() {}

    /** Rules of what every body about alerts or hosts may hold. */
    static void common(Rules rules, Orders.Common body) {
        rules.text("reason", body.reason(), 0, MAX_REASON);
        rules.words("past", body.past(), MAX_RULES, Rules.UNLIMITED);
    }

    /** Alerts by composite id. */
    @Schema(
            name = "AlertIds",
            examples =
                    "{\"ids\": [\"9f2c4e6a8b0d1f3e5c7a9b1d3f5e7c9a:ind:0123456789abcdef0123456789abcdef:1-2-3\"]}")
    record Ids(
            @Schema(
                            required = true,
                            minItems = 1,
                            maxItems = MAX_IDS,
                            minLength = 1,
                            maxLength = MAX_ID)
                    List<String> ids,
            Boolean dryRun,
            @Schema(maxLength = MAX_REASON) String reason,
            @Schema(maxItems = MAX_RULES, pattern = Rules.FILLED) List<String> past)
            implements Orders.Common {

        @Override
        public void check(Rules rules) {
            rules.ids("ids", ids, MAX_IDS, MAX_ID);
            common(rules, this);
        }
    }

    /** Ids of what the vendor no longer has. */
    @Schema(
            name = "RetiredIds",
            examples = "{\"ids\": [\"inc:9f2c4e6a8b0d1f3e5c7a9b1d3f5e7c9a:1\"]}")
    record OldIds(
            @Schema(maxItems = MAX_IDS) List<String> ids,
            Boolean dryRun,
            @Schema(maxLength = MAX_REASON) String reason,
            @Schema(maxItems = MAX_RULES, pattern = Rules.FILLED) List<String> past)
            implements Orders.Common {

        @Override
        public void check(Rules rules) {
            rules.list("ids", ids, MAX_IDS, (_, _) -> {});
            common(rules, this);
        }

        List<String> given() {
            return ids == null ? List.of() : ids.stream().map(String::valueOf).toList();
        }
    }

    /** Alerts, and what to say of them. */
    @Schema(
            name = "AlertComment",
            examples =
                    "{\"ids\": [\"9f2c4e6a8b0d1f3e5c7a9b1d3f5e7c9a:ind:0123456789abcdef0123456789abcdef:1-2-3\"], \"comment\": \"Known admin tool, see CHG-42.\"}")
    record Comment(
            @Schema(
                            required = true,
                            minItems = 1,
                            maxItems = MAX_IDS,
                            minLength = 1,
                            maxLength = MAX_ID)
                    List<String> ids,
            @Schema(
                            description =
                                    "It cannot be removed. The request's marker is added to it.",
                            required = true,
                            pattern = Rules.FILLED,
                            maxLength = MAX_COMMENT)
                    String comment,
            Boolean dryRun,
            @Schema(maxLength = MAX_REASON) String reason,
            @Schema(maxItems = MAX_RULES, pattern = Rules.FILLED) List<String> past)
            implements Orders.Common {

        @Override
        public void check(Rules rules) {
            rules.ids("ids", ids, MAX_IDS, MAX_ID);
            rules.filled("comment", comment, MAX_COMMENT);
            common(rules, this);
        }

        AlertOrder order() {
            return new AlertOrder(ids, AlertEdit.commenting(AlertEdit.checked(comment)));
        }
    }

    /** Alerts, and what is to be so of them. */
    @Schema(
            name = "AlertUpdate",
            examples =
                    "{\"ids\": [\"9f2c4e6a8b0d1f3e5c7a9b1d3f5e7c9a:ind:0123456789abcdef0123456789abcdef:1-2-3\"], \"new_status\": \"closed\", \"resolution\": \"false_positive\", \"comment\": \"Known admin tool.\"}")
    record Update(
            @Schema(
                            required = true,
                            minItems = 1,
                            maxItems = MAX_IDS,
                            minLength = 1,
                            maxLength = MAX_ID)
                    List<String> ids,
            @JsonProperty("new_status")
                    @Schema(enumeration = {"new", "in_progress", "reopened", "closed"})
                    String newStatus,
            @Schema(
                            description = "The verdict; replaces another one.",
                            enumeration = {"true_positive", "false_positive", "ignored"})
                    String resolution,
            @Schema(
                            description =
                                    "It cannot be removed. The request's marker is added to it.",
                            maxLength = MAX_COMMENT)
                    String comment,
            @Schema(description = "A console user by uuid.", maxLength = MAX_UUID)
                    String assignToUuid,
            @Schema(description = "A console user by mail address.", maxLength = MAX_NAME)
                    String assignToUserId,
            @Schema(description = "A console user by full name.", maxLength = MAX_NAME)
                    String assignToName,
            @Schema(description = "true: nobody works on it any more.") Boolean unassign,
            @Schema(
                            description = "Not true_positive and the like: send resolution.",
                            maxItems = MAX_TAGS,
                            pattern = Rules.FILLED,
                            maxLength = MAX_TAG)
                    List<String> addTags,
            @Schema(
                            description = "Whole tags; removed before others are added.",
                            maxItems = MAX_TAGS,
                            pattern = Rules.FILLED,
                            maxLength = MAX_TAG)
                    List<String> removeTags,
            @Schema(description = "Whether the console shows it; closing does not hide.")
                    Boolean show,
            Boolean dryRun,
            @Schema(maxLength = MAX_REASON) String reason,
            @Schema(maxItems = MAX_RULES, pattern = Rules.FILLED) List<String> past)
            implements Orders.Common {

        @Override
        public void check(Rules rules) {
            rules.ids("ids", ids, MAX_IDS, MAX_ID);
            rules.text("comment", comment, 0, MAX_COMMENT);
            rules.text("assignToUuid", assignToUuid, 0, MAX_UUID);
            rules.text("assignToUserId", assignToUserId, 0, MAX_NAME);
            rules.text("assignToName", assignToName, 0, MAX_NAME);
            rules.words("addTags", addTags, MAX_TAGS, MAX_TAG);
            rules.words("removeTags", removeTags, MAX_TAGS, MAX_TAG);
            common(rules, this);
        }

        AlertOrder order() {
            AlertEdit edit =
                    new AlertEdit(
                            Optional.ofNullable(newStatus).map(Update::status),
                            Optional.ofNullable(resolution).map(AlertEdit::resolution),
                            Optional.ofNullable(comment).map(AlertEdit::checked),
                            Assignment.of(assignToUuid, assignToUserId, assignToName, unassign),
                            addTags == null ? List.of() : addTags,
                            removeTags == null ? List.of() : removeTags,
                            Optional.ofNullable(show));
            check(edit);
            return new AlertOrder(ids, edit);
        }

        private static AlertStatus status(String word) {
            return AlertStatus.of(word)
                    .orElseThrow(() ->
                            Refused.badRequest(
                                    "new_status is one of "
                                            + AlertStatus.words()
                                            + ". A verdict such as true_positive, false_positive or"
                                            + " ignored goes into resolution."));
        }

        private static void check(AlertEdit edit) {
            if (edit.isEmpty()) {
                throw Refused.badRequest(
                        "Say what to change: new_status ("
                                + AlertStatus.words()
                                + "), resolution, comment, an assignment, tags or show.");
            }
            if (edit.addTags().stream().anyMatch(edit.removeTags()::contains)) {
                throw Refused.badRequest("A tag is either added or removed.");
            }
            boolean verdict = edit.addTags().stream().anyMatch(it -> Resolution.of(it).isPresent());
            if (verdict) {
                throw Refused.badRequest(
                        "true_positive, false_positive and ignored are verdicts: send resolution,"
                                + " which removes the others.");
            }
        }
    }
}
