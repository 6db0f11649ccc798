package io.ropewalk.falcon.alerts;

import io.ropewalk.falcon.call.Operation;
import java.util.List;

/** The operations of the alerts collection that are used here. */
public final class AlertOperations {

    /** What the vendor's console calls the scope these need. */
    public static final String READ = "Alerts: read";

    /** Records by composite id. */
    public static final Operation DETAILS =
            Operation.entities("GetV2", "POST", Paths.DETAILS, READ);

    /** All of them. */
    public static final List<Operation> ALL = List.of(DETAILS);

    private AlertOperations() {}

    /** The paths, as constants an annotation can use. */
    public static final class Paths {
        /** Of {@link AlertOperations#DETAILS}. */
        public static final String DETAILS = "/alerts/entities/alerts/v2";

        private Paths() {}
    }
}
