package io.ropewalk.falcon.prevention;

import io.ropewalk.falcon.call.Operation;
import io.ropewalk.falcon.call.Operation.Answers;
import io.ropewalk.falcon.call.Operation.Lifecycle;
import io.ropewalk.falcon.call.Operation.NotFound;
import java.util.List;
import java.util.Optional;

/** The operations of prevention policies that are used here. */
public final class PreventionOperations {

    /** What the vendor's console calls the scope the reads need. */
    public static final String READ = "Prevention Policies: read";

    /** The same for the writes. */
    public static final String WRITE = "Prevention Policies: write";

    /** Full records, page by page. */
    public static final Operation COMBINED =
            Operation.listing("queryCombinedPreventionPolicies", Paths.COMBINED, READ);

    /** Records by id. */
    public static final Operation DETAILS =
            Operation.entities("getPreventionPolicies", "GET", Paths.ENTITIES, READ);

    /** Ids of the hosts a policy applies to. The contract names no scope. */
    public static final Operation MEMBERS =
            new Operation(
                    "queryPreventionPolicyMembers",
                    "GET",
                    Paths.MEMBERS,
                    Optional.of(READ),
                    true,
                    Lifecycle.CURRENT,
                    Answers.LIST,
                    NotFound.THING);

    /** New ones; sent twice there are two. */
    public static final Operation CREATE =
            write("createPreventionPolicies", "POST", Paths.ENTITIES, false);

    public static final Operation UPDATE =
            write("updatePreventionPolicies", "PATCH", Paths.ENTITIES, true);

    public static final Operation DELETE =
            write("deletePreventionPolicies", "DELETE", Paths.ENTITIES, true);

    public static final Operation ACTION =
            write("performPreventionPoliciesAction", "POST", Paths.ACTIONS, true);

    /** All of them. */
    public static final List<Operation> ALL =
            List.of(COMBINED, DETAILS, MEMBERS, CREATE, UPDATE, DELETE, ACTION);

    private PreventionOperations() {}

    private static Operation write(String id, String method, String path, boolean idempotent) {
        return new Operation(
                id,
                method,
                path,
                Optional.of(WRITE),
                idempotent,
                Lifecycle.CURRENT,
                Answers.RESOURCES,
                NotFound.THING);
    }

    /** The paths, as constants an annotation can use. */
    public static final class Paths {
        /** Of {@link PreventionOperations#COMBINED}. */
        public static final String COMBINED = "/policy/combined/prevention/v1";

        /** Of the reads and writes by id. */
        public static final String ENTITIES = "/policy/entities/prevention/v1";

        /** Of {@link PreventionOperations#MEMBERS}. */
        public static final String MEMBERS = "/policy/queries/prevention-members/v1";

        /** Of {@link PreventionOperations#ACTION}. */
        public static final String ACTIONS = "/policy/entities/prevention-actions/v1";

        private Paths() {}
    }
}
