package io.ropewalk.alertops.closure.http;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.ropewalk.alertops.alert.AlertEdit;
import io.ropewalk.alertops.alert.Assignment;
import io.ropewalk.alertops.closure.ClosureRequest;
import io.ropewalk.alertops.closure.ClosureRequest.Which;
import io.ropewalk.alertops.closure.Exclusion;
import io.ropewalk.alertops.work.Refused;
import io.ropewalk.alertops.work.Rules;
import io.ropewalk.falcon.alerts.AlertStatus;
import io.ropewalk.falcon.alerts.Resolution;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What closures are asked for with. */
@RegisterForReflection(
        targets = {
            ClosureBodies.Preview.class,
            ClosureBodies.Action.class,
            ClosureBodies.Execute.class,
            ClosureBodies.Why.class
        })
final class ClosureBodies {
    static final int MAX_IDS = 100_000;
    static final int MAX_ID = 400;
    static final int MAX_HASHES = 100;
    static final int MAX_TEXT = 1_000;
    static final int MAX_WORDS = 20;
    private static final int MAX_TAG = 128;
    private static final int MAX_NAME = 255;
    private static final int MAX_UUID = 100;

    private ClosureBodies() {}

    /** Which alerts, and what is to be done with them. */
    @Schema(
            name = "ClosurePreviewRequest",
            examples =
                    "{\"hashes\": [\"5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9\"], \"action\": {\"status\": \"closed\", \"resolution\": \"false_positive\", \"comment\": \"Benign updater, CHG-42.\"}, \"reason\": \"CHG-42\"}")
    record Preview(
            @Schema(
                            description = "Alerts that carry one of these: SHA-256, SHA-1 or MD5.",
                            maxItems = MAX_HASHES,
                            pattern = Rules.FILLED,
                            maxLength = MAX_NAME)
                    List<String> hashes,
            @Schema(
                            description =
                                    "Members to look for the hashes in, besides sha256 and"
                                            + " entities.sha256: quarantined_files.sha256, ioc_value.",
                            maxItems = MAX_WORDS,
                            pattern = Rules.FILLED,
                            maxLength = MAX_NAME)
                    List<String> hashFields,
            @Schema(
                            description = "These alerts.",
                            maxItems = MAX_IDS,
                            pattern = Rules.FILLED,
                            maxLength = MAX_ID)
                    List<String> compositeIds,
            @Schema(
                            description =
                                    "The parameters of GET /detections but for sort; it takes days or"
                                            + " from, and something that narrows.",
                            examples = "{\"days\": 7, \"severity\": [\"low\"], \"type\": \"ods\"}",
                            maxProperties = MAX_WORDS)
                    Map<String, Object> criteria,
            @Schema(
                            description =
                                    "Alerts that are left out unless named: critical, overwatch,"
                                            + " automated-lead, linked-case, assigned-to-others,"
                                            + " recently-updated, protected-host.",
                            maxItems = MAX_WORDS,
                            pattern = Rules.FILLED,
                            maxLength = MAX_NAME)
                    List<String> include,
            @Schema(
                            description =
                                    "What is to be so of them; it closes them unless it says else.",
                            required = true)
                    Action action,
            @Schema(
                            description =
                                    "Why; it stands in the audit, and in comments without a text.",
                            required = true,
                            pattern = Rules.FILLED,
                            maxLength = MAX_TEXT)
                    String reason)
            implements Rules.Ruled {

        @Override
        public void check(Rules rules) {
            rules.words("hashes", hashes, MAX_HASHES, MAX_NAME);
            rules.words("hashFields", hashFields, MAX_WORDS, MAX_NAME);
            rules.words("compositeIds", compositeIds, MAX_IDS, MAX_ID);
            rules.size("criteria", criteria == null ? 0 : criteria.size(), 0, MAX_WORDS);
            rules.words("include", include, MAX_WORDS, MAX_NAME);
            rules.part("action", action);
            rules.filled("reason", reason, MAX_TEXT);
        }

        ClosureRequest request() {
            return new ClosureRequest(which(), action.edit(), included(), reason.strip());
        }

        private Which which() {
            List<Which> all = new ArrayList<>();
            if (hashes != null && !hashes.isEmpty()) {
                all.add(new Which.ByHash(hashes, hashFields == null ? List.of() : hashFields));
            }
            if (compositeIds != null && !compositeIds.isEmpty()) {
                all.add(new Which.ById(compositeIds));
            }
            if (criteria != null && !criteria.isEmpty()) {
                all.add(new Which.ByCriteria(texts(criteria)));
            }
            if (all.size() != 1) {
                throw Refused.badRequest(
                        "Name the alerts by one of hashes, compositeIds and criteria, not empty.");
            }
            return all.getFirst();
        }

        private Set<Exclusion> included() {
            Set<Exclusion> included = new LinkedHashSet<>();
            for (String word : include == null ? List.<String>of() : include) {
                included.add(
                        Exclusion.of(word)
                                .orElseThrow(() ->
                                        Refused.badRequest(
                                                "include names some of "
                                                        + Exclusion.words()
                                                        + ".")));
            }
            return included;
        }
    }

    /** As the parameters of a URL would be. */
    private static Map<String, List<String>> texts(Map<String, Object> criteria) {
        Map<String, List<String>> texts = new LinkedHashMap<>();
        criteria.forEach((name, value) -> {
            List<?> values = value instanceof List<?> list ? list : Arrays.asList(value);
            texts.put(name, values.stream().map(it -> text(name, it)).toList());
        });
        return texts;
    }

    private static String text(String name, Object value) {
        return switch (value) {
            case String text -> text;
            case Number number -> number.toString();
            case Boolean flag -> flag.toString();
            case null, default ->
                    throw Refused.badRequest(
                            "criteria holds texts, numbers and lists of them; the value of "
                                    + (name.length() > MAX_WORDS ? "one" : name)
                                    + " is none.");
        };
    }

    /** What is to be so of the alerts. */
    @Schema(name = "ClosureAction")
    record Action(
            @Schema(
                            description = "closed unless said.",
                            enumeration = {"new", "in_progress", "reopened", "closed"})
                    String status,
            @Schema(
                            description = "The verdict; replaces another one.",
                            enumeration = {"true_positive", "false_positive", "ignored"})
                    String resolution,
            @Schema(
                            description =
                                    "It cannot be removed. Closure and names are put before it.",
                            maxLength = MAX_TEXT)
                    String comment,
            @Schema(description = "A console user by uuid.", maxLength = MAX_UUID)
                    String assignToUuid,
            @Schema(description = "A console user by mail address.", maxLength = MAX_NAME)
                    String assignToUserId,
            @Schema(description = "A console user by full name.", maxLength = MAX_NAME)
                    String assignToName,
            @Schema(description = "Takes them from whoever has them.") Boolean unassign,
            @Schema(
                            description = "Tags they get, but for verdicts.",
                            maxItems = MAX_WORDS,
                            pattern = Rules.FILLED,
                            maxLength = MAX_TAG)
                    List<String> addTags,
            @Schema(
                            description = "Tags they lose, but for verdicts.",
                            maxItems = MAX_WORDS,
                            pattern = Rules.FILLED,
                            maxLength = MAX_TAG)
                    List<String> removeTags)
            implements Rules.Ruled {

        @Override
        public void check(Rules rules) {
            rules.text("comment", comment, 0, MAX_TEXT);
            rules.text("assignToUuid", assignToUuid, 0, MAX_UUID);
            rules.text("assignToUserId", assignToUserId, 0, MAX_NAME);
            rules.text("assignToName", assignToName, 0, MAX_NAME);
            rules.words("addTags", addTags, MAX_WORDS, MAX_TAG);
            rules.words("removeTags", removeTags, MAX_WORDS, MAX_TAG);
        }

        AlertEdit edit() {
            AlertEdit edit =
                    new AlertEdit(
                            Optional.of(status == null ? AlertStatus.CLOSED : status(status)),
                            Optional.ofNullable(resolution).map(AlertEdit::resolution),
                            Optional.ofNullable(comment)
                                    .map(String::strip)
                                    .filter(it -> !it.isEmpty())
                                    .map(AlertEdit::checked),
                            Assignment.of(assignToUuid, assignToUserId, assignToName, unassign),
                            addTags == null ? List.of() : addTags,
                            removeTags == null ? List.of() : removeTags,
                            Optional.empty());
            if (edit.addTags().stream().anyMatch(edit.removeTags()::contains)) {
                throw Refused.badRequest("A tag is either added or removed.");
            }
            boolean verdict =
                    edit.addTags().stream().anyMatch(it -> Resolution.of(it).isPresent())
                            || edit.removeTags().stream()
                                    .anyMatch(it -> Resolution.of(it).isPresent());
            if (verdict) {
                throw Refused.badRequest(
                        "true_positive, false_positive and ignored are verdicts: send resolution.");
            }
            return edit;
        }

        private static AlertStatus status(String word) {
            return AlertStatus.of(word)
                    .orElseThrow(() ->
                            Refused.badRequest(
                                    "status is one of "
                                            + AlertStatus.words()
                                            + ". A verdict such as false_positive goes into"
                                            + " resolution."));
        }
    }

    /** A confirmation. */
    @Schema(
            name = "ClosureConfirmation",
            examples =
                    "{\"confirmToken\": \"kq3c0Yt3Jb0m...\", \"expectedCount\": 412, \"reason\": \"CHG-42\"}")
    record Execute(
            @Schema(
                            description = "The one of the preview; it is good for once.",
                            required = true,
                            pattern = Rules.FILLED,
                            maxLength = MAX_NAME)
                    String confirmToken,
            @Schema(description = "The preview's total, as the caller saw it.", required = true)
                    Integer expectedCount,
            @Schema(description = "That of the preview unless said.", maxLength = MAX_TEXT)
                    String reason)
            implements Rules.Ruled {

        @Override
        public void check(Rules rules) {
            rules.filled("confirmToken", confirmToken, MAX_NAME);
            rules.needed("expectedCount", expectedCount);
            rules.text("reason", reason, 0, MAX_TEXT);
        }

        /** Without the token. */
        @Override
        public String toString() {
            return "Execute[" + expectedCount + "]";
        }
    }

    /** Why something is done; the whole body may be left out. */
    @Schema(name = "ClosureReason", examples = "{\"reason\": \"seen by the shift lead\"}")
    record Why(
            @Schema(description = "Why; it stands in the audit.", maxLength = MAX_TEXT)
                    String reason) {}
}
