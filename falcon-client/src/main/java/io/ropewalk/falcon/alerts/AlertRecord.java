package io.ropewalk.falcon.alerts;

import io.ropewalk.falcon.Members;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * One alert with everything the vendor sent of it ({@code detects.Alert}). What depends on the
 * product may be missing: the methods then answer empty. Everything in it but ids and times may
 * come from an attacker.
 *
 * @param compositeId names the alert: {@code <cid>:ind:<agent>:<numbers>} and other forms
 * @param members all of it, for what has no method here
 */
public record AlertRecord(String compositeId, Members members) {

    /** Members that hold the hash of what was found. */
    public static final List<String> HASH_FIELDS =
            List.of("sha256", "entities.sha256", "entity_values.sha256s");

    /** Members that hold one, too, but may speak of something else beside it. */
    public static final List<String> OTHER_HASH_FIELDS =
            List.of("quarantined_files.sha256", "ioc_value", "ioc_values", "ioc_context.sha256");

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    public AlertRecord {
        Objects.requireNonNull(compositeId, "compositeId");
        Objects.requireNonNull(members, "members");
    }

    /** The customer it belongs to, empty where the vendor does not say. */
    public String cid() {
        return members.textOrEmpty("cid");
    }

    /** One of {@link AlertStatus}, as the vendor writes it. */
    public String status() {
        return members.textOrEmpty("status");
    }

    /** {@code epp}, {@code idp}, {@code xdr}, {@code automated-lead} and others. */
    public String product() {
        return members.textOrEmpty("product");
    }

    public String type() {
        return members.textOrEmpty("type");
    }

    public String name() {
        return members.text("display_name").or(() -> members.text("name")).orElse("");
    }

    /** {@code Informational} to {@code Critical}. */
    public String severityName() {
        return members.textOrEmpty("severity_name");
    }

    /** 1..100. */
    public OptionalLong severity() {
        return members.number("severity");
    }

    /** Alerts with the same one belong together; they are what behaviors were. */
    public String aggregateId() {
        return members.textOrEmpty("aggregate_id");
    }

    /** The host's agent id, where it is about a host. */
    public Optional<String> agentId() {
        return members.text("device.device_id").or(() -> members.text("agent_id"));
    }

    public Optional<String> hostname() {
        return members.text("device.hostname");
    }

    public List<String> tags() {
        return members.texts("tags");
    }

    /** The verdict, if it bears the tag of one. */
    public Optional<Resolution> resolution() {
        return tags().stream().flatMap(tag -> Resolution.of(tag).stream()).findFirst();
    }

    /** Name, else mail address, else uuid of who works on it. */
    public Optional<String> assignedTo() {
        return members.text("assigned_to_name")
                .or(() -> members.text("assigned_to_uid"))
                .or(() -> members.text("assigned_to_uuid"));
    }

    public Optional<Boolean> shownInUi() {
        return members.flag("show_in_ui");
    }

    /** Never changes, to the nanosecond. */
    public Optional<Instant> created() {
        return members.time("created_timestamp");
    }

    public Optional<Instant> updated() {
        return members.time("updated_timestamp");
    }

    /** Cases it is part of. */
    public List<String> caseIds() {
        return members.texts("linked_case_ids");
    }

    /** Texts of its comments, in the vendor's order. */
    public List<String> comments() {
        return members.texts("comments.value");
    }

    /** The SHA-256 values in these members, in lower case, each with where it stands. */
    public SortedMap<String, SortedSet<String>> hashes(List<String> fields) {
        SortedMap<String, SortedSet<String>> found = new TreeMap<>();
        for (String field : fields) {
            for (String text : members.texts(field)) {
                String hash = text.toLowerCase(Locale.ROOT);
                if (SHA256.matcher(hash).matches()) {
                    found.computeIfAbsent(hash, _ -> new TreeSet<>()).add(field);
                }
            }
        }
        return found;
    }

    /** Which alert it is; the rest is the customer's secret. */
    @Override
    public String toString() {
        return "AlertRecord[compositeId=" + compositeId + "]";
    }
}
