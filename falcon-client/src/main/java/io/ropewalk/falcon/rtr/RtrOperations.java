package io.ropewalk.falcon.rtr;

import io.ropewalk.falcon.call.Operation;
import io.ropewalk.falcon.call.Operation.Answers;
import io.ropewalk.falcon.call.Operation.Lifecycle;
import io.ropewalk.falcon.call.Operation.NotFound;
import java.util.List;
import java.util.Optional;

/** The operations of Real Time Response that are used here: its audit only. */
public final class RtrOperations {

    /** What the vendor calls the scope of the audit. */
    public static final String READ = "real-time-response-audit: read";

    /** Sessions of everyone, page by page. */
    public static final Operation AUDIT =
            new Operation(
                    "RTRAuditSessions",
                    "GET",
                    Paths.AUDIT,
                    Optional.of(READ),
                    true,
                    Lifecycle.CURRENT,
                    Answers.LIST,
                    NotFound.OPERATION);

    /** All of them. */
    public static final List<Operation> ALL = List.of(AUDIT);

    private RtrOperations() {}

    /** The paths, as constants an annotation can use. */
    public static final class Paths {
        /** Of {@link RtrOperations#AUDIT}. */
        public static final String AUDIT = "/real-time-response-audit/combined/sessions/v1";

        private Paths() {}
    }
}
