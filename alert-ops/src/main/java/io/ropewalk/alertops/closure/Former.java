package io.ropewalk.alertops.closure;

import io.ropewalk.falcon.alerts.AlertRecord;
import java.util.List;
import java.util.Objects;

/**
 * What an alert was when it was looked at, as far as a closure changes it or somebody's work on it
 * shows.
 *
 * @param tags each once, sorted
 * @param uuid of who it was assigned to; empty for nobody, as are the next two
 * @param mail of the same
 * @param person full name of the same
 * @param updated as the vendor wrote it
 */
public record Former(
        String status, List<String> tags, String uuid, String mail, String person, String updated) {
    public Former {
        Objects.requireNonNull(status, "status");
        tags = tags.stream().distinct().sorted().toList();
        Objects.requireNonNull(uuid, "uuid");
        Objects.requireNonNull(mail, "mail");
        Objects.requireNonNull(person, "person");
        Objects.requireNonNull(updated, "updated");
    }

    /** What it is now. */
    public static Former of(AlertRecord alert) {
        return new Former(
                alert.status(),
                alert.tags(),
                alert.members().textOrEmpty("assigned_to_uuid"),
                alert.members().textOrEmpty("assigned_to_uid"),
                alert.members().textOrEmpty("assigned_to_name"),
                alert.members().textOrEmpty("updated_timestamp"));
    }

    /** Who it was assigned to, by the best name there is; empty for nobody. */
    public String assigned() {
        if (!person.isEmpty()) {
            return person;
        }
        return mail.isEmpty() ? uuid : mail;
    }

    /** Whether it is the same but for the time of its last change. */
    boolean sameButTime(Former other) {
        return status.equals(other.status) && tags.equals(other.tags) && sameAssignee(other);
    }

    boolean sameAssignee(Former other) {
        return uuid.equals(other.uuid) && mail.equals(other.mail) && person.equals(other.person);
    }
}
