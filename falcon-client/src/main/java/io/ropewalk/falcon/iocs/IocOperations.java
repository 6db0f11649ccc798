package io.ropewalk.falcon.iocs;

import io.ropewalk.falcon.call.Operation;
import io.ropewalk.falcon.call.Operation.Answers;
import io.ropewalk.falcon.call.Operation.Lifecycle;
import io.ropewalk.falcon.call.Operation.NotFound;
import java.util.List;
import java.util.Optional;

/** The operations of IOC management that are used here. */
public final class IocOperations {

    /** What the vendor's console calls the scope the reads need. */
    public static final String READ = "IOC Management: read";

    /** The same for the writes. */
    public static final String WRITE = "IOC Management: write";

    /** Full records, page by page. */
    public static final Operation COMBINED = list("indicator.combined.v1", Paths.COMBINED);

    /** Ids, page by page. */
    public static final Operation SEARCH = list("indicator.search.v1", Paths.SEARCH);

    /** Records by id. */
    public static final Operation DETAILS =
            Operation.entities("indicator.get.v1", "GET", Paths.ENTITIES, READ);

    /** New ones. A second one of the same type and value is refused, so it is never sent twice. */
    public static final Operation CREATE = write("indicator.create.v1", "POST", false);

    /** Changes by id. */
    public static final Operation UPDATE = write("indicator.update.v1", "PATCH", true);

    /** Removal by id. */
    public static final Operation DELETE = write("indicator.delete.v1", "DELETE", true);

    /** The names of actions. */
    public static final Operation ACTION_IDS =
            Operation.listing("action.query.v1", Paths.ACTION_IDS, READ);

    /** Actions by name. */
    public static final Operation ACTIONS =
            Operation.entities("action.get.v1", "GET", Paths.ACTIONS, READ);

    /** Types of indicators. */
    public static final Operation TYPES = Operation.listing("ioc_type.query.v1", Paths.TYPES, READ);

    /** Platforms. */
    public static final Operation PLATFORMS =
            Operation.listing("platform.query.v1", Paths.PLATFORMS, READ);

    /** Severities. */
    public static final Operation SEVERITIES =
            Operation.listing("severity.query.v1", Paths.SEVERITIES, READ);

    /** All of them. */
    public static final List<Operation> ALL =
            List.of(
                    COMBINED,
                    SEARCH,
                    DETAILS,
                    CREATE,
                    UPDATE,
                    DELETE,
                    ACTION_IDS,
                    ACTIONS,
                    TYPES,
                    PLATFORMS,
                    SEVERITIES);

    private IocOperations() {}

    /** Without its list an answer says nothing: what is absent would be taken for deleted. */
    private static Operation list(String id, String path) {
        return new Operation(
                id,
                "GET",
                path,
                Optional.of(READ),
                true,
                Lifecycle.CURRENT,
                Answers.LIST,
                NotFound.OPERATION);
    }

    private static Operation write(String id, String method, boolean idempotent) {
        return new Operation(
                id,
                method,
                Paths.ENTITIES,
                Optional.of(WRITE),
                idempotent,
                Lifecycle.CURRENT,
                Answers.RESOURCES,
                NotFound.THING);
    }

    /** The paths, as constants an annotation can use. */
    public static final class Paths {
        /** Of {@link IocOperations#COMBINED}; the vendor writes it in the singular. */
        public static final String COMBINED = "/iocs/combined/indicator/v1";

        /** Of {@link IocOperations#SEARCH}. */
        public static final String SEARCH = "/iocs/queries/indicators/v1";

        /** Of the reads and writes by id. */
        public static final String ENTITIES = "/iocs/entities/indicators/v1";

        /** Of {@link IocOperations#ACTION_IDS}. */
        public static final String ACTION_IDS = "/iocs/queries/actions/v1";

        /** Of {@link IocOperations#ACTIONS}. */
        public static final String ACTIONS = "/iocs/entities/actions/v1";

        /** Of {@link IocOperations#TYPES}. */
        public static final String TYPES = "/iocs/queries/ioc-types/v1";

        /** Of {@link IocOperations#PLATFORMS}. */
        public static final String PLATFORMS = "/iocs/queries/platforms/v1";

        /** Of {@link IocOperations#SEVERITIES}. */
        public static final String SEVERITIES = "/iocs/queries/severities/v1";

        private Paths() {}
    }
}
