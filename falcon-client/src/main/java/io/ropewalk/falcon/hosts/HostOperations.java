package io.ropewalk.falcon.hosts;

import io.ropewalk.falcon.call.Operation;
import io.ropewalk.falcon.call.Operation.Answers;
import io.ropewalk.falcon.call.Operation.Lifecycle;
import io.ropewalk.falcon.call.Operation.NotFound;
import java.util.List;
import java.util.Optional;

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

    /** What the vendor's console calls the scope {@link #ACTION} needs. */
    public static final String WRITE = "Hosts: write";

    /** Recent interactive logins by device id, newer than {@link #LOGINS}. */
    public static final Operation LOGIN_HISTORY =
            Operation.entities("QueryDeviceLoginHistoryV2", "POST", Paths.LOGIN_HISTORY, READ);

    /** Who is online. */
    public static final Operation ONLINE =
            Operation.entities("GetOnlineState.V1", "GET", Paths.ONLINE, READ);

    /** Full records of hidden hosts, page by page. */
    public static final Operation HIDDEN =
            Operation.listing("CombinedHiddenDevicesByFilter", Paths.HIDDEN, READ);

    /** Actions; done twice they are refused the second time. */
    public static final Operation ACTION =
            new Operation(
                    "PerformActionV2",
                    "POST",
                    Paths.ACTION,
                    Optional.of(WRITE),
                    true,
                    Lifecycle.CURRENT,
                    Answers.PER_ITEM,
                    NotFound.THING);

    /** All of them. */
    public static final List<Operation> ALL =
            List.of(COMBINED, SCROLL, DETAILS, LOGINS, LOGIN_HISTORY, ONLINE, HIDDEN, ACTION);

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

        /** Of {@link HostOperations#LOGIN_HISTORY}. */
        public static final String LOGIN_HISTORY = "/devices/combined/devices/login-history/v2";

        /** Of {@link HostOperations#ONLINE}. */
        public static final String ONLINE = "/devices/entities/online-state/v1";

        /** Of {@link HostOperations#HIDDEN}. */
        public static final String HIDDEN = "/devices/combined/devices-hidden/v1";

        /** Of {@link HostOperations#ACTION}. */
        public static final String ACTION = "/devices/entities/devices-actions/v2";

        private Paths() {}
    }
}
