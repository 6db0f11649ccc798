package io.ropewalk.alertops.alert;

import io.ropewalk.alertops.work.Refused;
import io.ropewalk.falcon.alerts.AlertChange;
import io.ropewalk.falcon.alerts.AlertRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Who is to work on an alert. */
public sealed interface Assignment {

    /** A console user by uuid. */
    record ToUuid(String uuid) implements Assignment {
        public ToUuid {
            Objects.requireNonNull(uuid, "uuid");
        }
    }

    /** A console user by mail address, which the vendor calls the user id. */
    record ToUserId(String mail) implements Assignment {
        public ToUserId {
            Objects.requireNonNull(mail, "mail");
        }
    }

    /** A console user by full name. */
    record ToName(String name) implements Assignment {
        public ToName {
            Objects.requireNonNull(name, "name");
        }
    }

    /** Nobody. */
    record Nobody() implements Assignment {}

    /** The change with this in it. */
    default AlertChange in(AlertChange change) {
        return switch (this) {
            case ToUuid it -> change.assignToUuid(it.uuid());
            case ToUserId it -> change.assignToUserId(it.mail());
            case ToName it -> change.assignToName(it.name());
            case Nobody _ -> change.unassign();
        };
    }

    /** Whether it is so. */
    default boolean holds(AlertRecord alert) {
        return switch (this) {
            case ToUuid it ->
                    alert.members().textOrEmpty("assigned_to_uuid").equalsIgnoreCase(it.uuid());
            case ToUserId it ->
                    alert.members().textOrEmpty("assigned_to_uid").equalsIgnoreCase(it.mail());
            case ToName it -> alert.members().textOrEmpty("assigned_to_name").equals(it.name());
            case Nobody _ -> alert.assignedTo().isEmpty();
        };
    }

    /**
     * The one a caller wants; absent ones are null.
     *
     * @throws Refused for several, and for a blank one
     */
    static Optional<Assignment> of(String uuid, String mail, String name, Boolean nobody) {
        List<Assignment> all = new ArrayList<>();
        Optional.ofNullable(uuid).map(ToUuid::new).ifPresent(all::add);
        Optional.ofNullable(mail).map(ToUserId::new).ifPresent(all::add);
        Optional.ofNullable(name).map(ToName::new).ifPresent(all::add);
        if (Boolean.TRUE.equals(nobody)) {
            all.add(new Nobody());
        }
        boolean blank = List.of("" + uuid, "" + mail, "" + name).stream().anyMatch(String::isBlank);
        if (all.size() > 1 || blank) {
            throw Refused.badRequest(
                    "Give one of assignToUuid, assignToUserId, assignToName and unassign, not"
                            + " blank.");
        }
        return all.stream().findFirst();
    }
}
