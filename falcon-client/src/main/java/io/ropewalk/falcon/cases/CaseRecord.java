package io.ropewalk.falcon.cases;

import io.ropewalk.falcon.Members;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A case with everything the vendor sent of it; it took the place of an incident. No schema of it
 * is published with the others.
 *
 * @param id opaque, and not the {@link #referenceId} people see
 * @param members all of it, for what has no method here
 */
public record CaseRecord(String id, Members members) {
    public CaseRecord {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(members, "members");
    }

    public String referenceId() {
        return members.textOrEmpty("reference_id");
    }

    public String cid() {
        return members.textOrEmpty("cid");
    }

    public String name() {
        return members.textOrEmpty("name");
    }

    /** {@code new}, {@code in_progress}, {@code closed} or {@code reopened}. */
    public String status() {
        return members.textOrEmpty("status");
    }

    /** 1 to 100. */
    public OptionalLong severity() {
        return members.number("severity");
    }

    public List<String> tags() {
        return members.texts("tags");
    }

    public Optional<String> assignedTo() {
        return members.text("assigned_to_name").or(() -> members.text("assigned_to_uuid"));
    }

    public Optional<Instant> created() {
        return members.time("created_timestamp");
    }

    public Optional<Instant> updated() {
        return members.time("updated_timestamp");
    }

    /** Composite ids of the alerts that are its evidence. */
    public List<String> alertIds() {
        return members.texts("evidence.alerts.id");
    }

    /** Which case it is; the rest is the customer's secret. */
    @Override
    public String toString() {
        return "CaseRecord[id=" + id + "]";
    }
}
