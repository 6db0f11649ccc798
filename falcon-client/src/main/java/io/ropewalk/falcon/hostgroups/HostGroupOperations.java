package io.ropewalk.falcon.hostgroups;

import io.ropewalk.falcon.call.Operation;
import java.util.List;

/** The operations of the host group collection that are used here. */
public final class HostGroupOperations {

    /** What the vendor's console calls the scope these need. */
    public static final String READ = "Host Groups: read";

    /** Full records, page by page. */
    public static final Operation COMBINED =
            Operation.listing("queryCombinedHostGroups", Paths.COMBINED, READ);

    /** All of them. */
    public static final List<Operation> ALL = List.of(COMBINED);

    private HostGroupOperations() {}

    /** The paths, as constants an annotation can use. */
    public static final class Paths {
        /** Of {@link HostGroupOperations#COMBINED}. */
        public static final String COMBINED = "/devices/combined/host-groups/v1";

        private Paths() {}
    }
}
