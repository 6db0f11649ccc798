package io.ropewalk.falcon.spotlight;

import io.ropewalk.falcon.call.Operation;
import java.util.List;

/** The operations of the Spotlight collection that are used here. */
public final class SpotlightOperations {

    /** What the vendor's console calls the scope these need. */
    public static final String READ = "Vulnerabilities: read";

    /** Full records, page by page, with a cursor that lives two minutes. */
    public static final Operation COMBINED =
            Operation.listing("combinedQueryVulnerabilities", Paths.COMBINED, READ);

    /** Remediations by id. */
    public static final Operation REMEDIATIONS =
            Operation.entities("getRemediationsV2", "GET", Paths.REMEDIATIONS, READ);

    /** All of them. */
    public static final List<Operation> ALL = List.of(COMBINED, REMEDIATIONS);

    private SpotlightOperations() {}

    /** The paths, as constants an annotation can use. */
    public static final class Paths {
        /** Of {@link SpotlightOperations#COMBINED}. */
        public static final String COMBINED = "/spotlight/combined/vulnerabilities/v1";

        /** Of {@link SpotlightOperations#REMEDIATIONS}. */
        public static final String REMEDIATIONS = "/spotlight/entities/remediations/v2";

        private Paths() {}
    }
}
