package io.ropewalk.alertops.alert;

import io.ropewalk.falcon.alerts.AlertChange;
import io.ropewalk.falcon.alerts.AlertRecord;
import java.util.Objects;

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
}
