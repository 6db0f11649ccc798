package io.ropewalk.falcon.flightcontrol;

import io.ropewalk.falcon.call.Operation;
import java.util.List;

/** The operations of the Flight Control collection that are used here. */
public final class FlightControlOperations {

    /** What the vendor's console calls the scope these need. */
    public static final String READ = "Flight Control: read";

    /** Ids of the children, page by page. */
    public static final Operation QUERY = Operation.listing("queryChildren", Paths.QUERY, READ);

    /** Records by id. */
    public static final Operation DETAILS =
            Operation.entities("getChildrenV2", "POST", Paths.DETAILS, READ);

    /** All of them. */
    public static final List<Operation> ALL = List.of(QUERY, DETAILS);

    private FlightControlOperations() {}

    /** The paths, as constants an annotation can use. */
    public static final class Paths {
        /** Of {@link FlightControlOperations#QUERY}. */
        public static final String QUERY = "/mssp/queries/children/v1";

        /** Of {@link FlightControlOperations#DETAILS}. */
        public static final String DETAILS = "/mssp/entities/children/GET/v2";

        private Paths() {}
    }
}
