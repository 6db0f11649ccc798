package io.ropewalk.falcon.hosts;

import io.ropewalk.falcon.call.Operation;
import java.util.List;

/** The operations of the hosts collection that are used here. */
public final class HostOperations {

    /** What the vendor's console calls the scope these need. */
    public static final String READ = "Hosts: read";

    /** Full records, page by page. */
    public static final Operation COMBINED =
            Operation.listing("CombinedDevicesByFilter", Paths.COMBINED, READ);

    /** Ids, page by page, with a token that lives two minutes. */
    public static final Operation SCROLL =
            Operation.listing("QueryDevicesByFilterScroll", Paths.SCROLL, READ);

    /** Records by id. */
    public static final Operation DETAILS =
            Operation.entities("PostDeviceDetailsV2", "POST", Paths.DETAILS, READ);

    /** Recent logins by device id. */
    public static final Operation LOGINS =
            Operation.entities("QueryDeviceLoginHistory", "POST", Paths.LOGINS, READ);

    /** All of them. */
    public static final List<Operation> ALL = List.of(COMBINED, SCROLL, DETAILS, LOGINS);

    private HostOperations() {}

    /** The paths, as constants an annotation can use. */
    public static final class Paths {
        /** Of {@link HostOperations#COMBINED}. */
        public static final String COMBINED = "/devices/combined/devices/v1";

        /** Of {@link HostOperations#SCROLL}. */
        public static final String SCROLL = "/devices/queries/devices-scroll/v1";

        /** Of {@link HostOperations#DETAILS}. */
        public static final String DETAILS = "/devices/entities/devices/v2";

        /** Of {@link HostOperations#LOGINS}. */
        public static final String LOGINS = "/devices/combined/devices/login-history/v1";

        private Paths() {}
    }
}
