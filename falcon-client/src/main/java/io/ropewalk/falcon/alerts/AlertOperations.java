package io.ropewalk.falcon.alerts;

import io.ropewalk.falcon.call.Operation;
import io.ropewalk.falcon.call.Operation.Answers;
import io.ropewalk.falcon.call.Operation.Lifecycle;
import io.ropewalk.falcon.call.Operation.NotFound;
import java.util.List;
import java.util.Optional;

/** The operations of the alerts collection that are used here. */
public final class AlertOperations {

    /** What the vendor's console calls the scope these need. */
    public static final String READ = "Alerts: read";

    /**
     * Records by composite id. Ids there are none of are absent from the list; an answer without a
     * list says nothing of any.
     */
    public static final Operation DETAILS =
            new Operation(
                    "GetV2",
                    "POST",
                    Paths.DETAILS,
                    Optional.of(READ),
                    true,
                    Lifecycle.CURRENT,
                    Answers.LIST,
                    NotFound.SOME_IDS);

    /** What the vendor's console calls the scope the write needs. */
    public static final String WRITE = "Alerts: write";

    /** Ids by filter and offset, up to 10,000. */
    public static final Operation QUERY =
            new Operation(
                    "QueryV2",
                    "GET",
                    Paths.QUERY,
                    Optional.of(READ),
                    true,
                    Lifecycle.CURRENT,
                    Answers.LIST,
                    NotFound.OPERATION);

    /** Records by filter, page by page, without an end. */
    public static final Operation COMBINED =
            new Operation(
                    "PostCombinedAlertsV1",
                    "POST",
                    Paths.COMBINED,
                    Optional.of(READ),
                    true,
                    Lifecycle.CURRENT,
                    Answers.LIST,
                    NotFound.OPERATION);

    /** Counts. */
    public static final Operation AGGREGATES =
            new Operation(
                    "GetAggregateV2",
                    "POST",
                    Paths.AGGREGATES,
                    Optional.of(READ),
                    true,
                    Lifecycle.CURRENT,
                    Answers.LIST,
                    NotFound.OPERATION);

    /** Changes that may be sent twice. */
    public static final Operation UPDATE = update(true);

    /** Changes with a comment: sent twice, they write it twice. */
    public static final Operation COMMENT = update(false);

    /** All of them. */
    public static final List<Operation> ALL =
            List.of(DETAILS, QUERY, COMBINED, AGGREGATES, UPDATE, COMMENT);

    private static Operation update(boolean idempotent) {
        return new Operation(
                "UpdateV3",
                "PATCH",
                Paths.UPDATE,
                Optional.of(WRITE),
                idempotent,
                Lifecycle.CURRENT,
                Answers.PER_ITEM,
                NotFound.THING);
    }

    private AlertOperations() {}

    /** The paths, as constants an annotation can use. */
    public static final class Paths {
        /** Of {@link AlertOperations#DETAILS}. */
        public static final String DETAILS = "/alerts/entities/alerts/v2";

        /** Of {@link AlertOperations#QUERY}. */
        public static final String QUERY = "/alerts/queries/alerts/v2";

        /** Of {@link AlertOperations#COMBINED}. */
        public static final String COMBINED = "/alerts/combined/alerts/v1";

        /** Of {@link AlertOperations#AGGREGATES}. */
        public static final String AGGREGATES = "/alerts/aggregates/alerts/v2";

        /** Of {@link AlertOperations#UPDATE}. */
        public static final String UPDATE = "/alerts/entities/alerts/v3";

        private Paths() {}
    }
}
