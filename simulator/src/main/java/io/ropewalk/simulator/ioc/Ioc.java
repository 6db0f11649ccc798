package io.ropewalk.simulator.ioc;

import com.fasterxml.jackson.databind.JsonNode;
import io.ropewalk.simulator.records.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One indicator. Texts that are not there are empty.
 *
 * @param expiration {@link Instant#MAX} for never
 */
public record Ioc(
        String id,
        String type,
        String value,
        String action,
        String mobileAction,
        String severity,
        String source,
        String description,
        String filename,
        List<String> platforms,
        List<String> tags,
        List<String> hostGroups,
        boolean appliedGlobally,
        Instant expiration,
        boolean fromParent,
        Instant createdOn,
        String createdBy,
        Instant modifiedOn,
        String modifiedBy) {

    static Ioc blank(String id, String type, String value, Instant now, String by) {
        return new Ioc(
                id,
                type,
                value,
                "no_action",
                "no_action",
                "",
                "",
                "",
                "",
                List.of(),
                List.of(),
                List.of(),
                false,
                Instant.MAX,
                false,
                now,
                by,
                now,
                by);
    }

    /** After some members were set; null clears, what is absent stays. */
    Ioc with(JsonNode item, Instant now, String by) {
        return new Ioc(
                id,
                type,
                value,
                text(item, "action", action),
                text(item, "mobile_action", item.has("action") ? "" : mobileAction),
                text(item, "severity", severity).toLowerCase(Locale.ROOT),
                text(item, "source", source),
                text(item, "description", description),
                text(item.path("metadata"), "filename", filename),
                texts(item, "platforms", platforms),
                texts(item, "tags", tags),
                texts(item, "host_groups", hostGroups),
                item.has("applied_globally")
                        ? item.path("applied_globally").asBoolean()
                        : appliedGlobally,
                expiration(item),
                item.path("from_parent").asBoolean(fromParent),
                createdOn,
                createdBy,
                now,
                by);
    }

    private Instant expiration(JsonNode item) {
        if (!item.has("expiration")) {
            return expiration;
        }
        return item.hasNonNull("expiration")
                ? Instant.parse(item.get("expiration").asText())
                : Instant.MAX;
    }

    private static String text(JsonNode item, String name, String otherwise) {
        return item.has(name) ? item.get(name).asText("") : otherwise;
    }

    private static List<String> texts(JsonNode item, String name, List<String> otherwise) {
        if (!item.has(name)) {
            return otherwise;
        }
        var values = new ArrayList<String>();
        item.get(name).forEach(value -> values.add(value.asText()));
        return List.copyOf(values);
    }

    /** Whether it has expired: it stays, and does nothing any more. */
    public boolean expired(Instant now) {
        return !expiration.isAfter(now);
    }

    /** What hosts do on seeing it. */
    public String actionAt(Instant now) {
        return expired(now) ? "no_action" : action;
    }

    /** What filters and orders see of a member. */
    List<String> field(String name, Instant now) {
        return switch (name) {
            case "id" -> List.of(id);
            case "type" -> List.of(type);
            case "value" -> List.of(value);
            case "action" -> List.of(actionAt(now));
            case "mobile_action" -> List.of(shownMobileAction(now));
            case "severity" -> some(severity);
            case "severity_number" -> List.of("" + ActionTable.SEVERITIES.indexOf(severity));
            case "source" -> some(source);
            case "description" -> some(description);
            case "metadata.filename", "metadata.filename.raw" -> some(filename);
            case "platforms" -> platforms;
            case "tags" -> tags;
            case "host_groups" -> hostGroups;
            case "applied_globally" -> List.of("" + appliedGlobally);
            case "expiration" ->
                    expiration.equals(Instant.MAX) ? List.of() : List.of(expiration.toString());
            case "expired" -> List.of("" + expired(now));
            case "deleted" -> List.of("false");
            case "from_parent" -> List.of("" + fromParent);
            case "created_on" -> List.of(createdOn.toString());
            case "created_by" -> List.of(createdBy);
            case "modified_on" -> List.of(modifiedOn.toString());
            case "modified_by" -> List.of(modifiedBy);
            default -> List.of();
        };
    }

    private static List<String> some(String text) {
        return text.isEmpty() ? List.of() : List.of(text);
    }

    private String shownMobileAction(Instant now) {
        return mobileAction.isEmpty() || expired(now) ? actionAt(now) : mobileAction;
    }

    /** Writes the record as the vendor prints it; empty members are left out, as recorded. */
    public void writeTo(Json json, Instant now) {
        json.text("id", id).text("type", type).text("value", value).textIfAny("source", source);
        json.text("action", actionAt(now)).text("mobile_action", shownMobileAction(now));
        json.text("severity", severity).textIfAny("description", description);
        if (!filename.isEmpty()) {
            json.object("metadata", members -> members.text("filename", filename));
        }
        json.texts("platforms", platforms);
        if (!tags.isEmpty()) {
            json.texts("tags", tags);
        }
        if (!hostGroups.isEmpty()) {
            json.texts("host_groups", hostGroups);
        }
        if (!expiration.equals(Instant.MAX)) {
            json.text("expiration", expiration.toString());
        }
        json.flag("expired", expired(now)).flag("deleted", false);
        json.flag("applied_globally", appliedGlobally).flag("from_parent", fromParent);
        json.text("created_on", createdOn.toString()).text("created_by", createdBy);
        json.text("modified_on", modifiedOn.toString()).text("modified_by", modifiedBy);
    }
}
