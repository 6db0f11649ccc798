package io.ropewalk.falcon.cases;

import io.ropewalk.falcon.call.Operation;
import io.ropewalk.falcon.call.Operation.Answers;
import io.ropewalk.falcon.call.Operation.Lifecycle;
import io.ropewalk.falcon.call.Operation.NotFound;
import java.util.List;
import java.util.Optional;

/** The operations of case management that are used here. */
public final class CaseOperations {

    /** What the vendor's console calls the scope these need. */
    public static final String READ = "Cases: read";

    /** Ids by filter and offset. */
    public static final Operation QUERY =
            new Operation(
                    "queries_cases_get_v1",
                    "GET",
                    Paths.QUERY,
                    Optional.of(READ),
                    true,
                    Lifecycle.CURRENT,
                    Answers.LIST,
                    NotFound.OPERATION);

    /** Records by id. */
    public static final Operation DETAILS =
            Operation.entities("entities_cases_post_v2", "POST", Paths.DETAILS, READ);

    /** All of them. */
    public static final List<Operation> ALL = List.of(QUERY, DETAILS);

    private CaseOperations() {}

    /** The paths, as constants an annotation can use. */
    public static final class Paths {
        /** Of {@link CaseOperations#QUERY}. */
        public static final String QUERY = "/cases/queries/cases/v1";

        /** Of {@link CaseOperations#DETAILS}. */
        public static final String DETAILS = "/cases/entities/cases/v2";

        private Paths() {}
    }
}
