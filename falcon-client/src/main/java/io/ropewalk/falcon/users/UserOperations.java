package io.ropewalk.falcon.users;

import io.ropewalk.falcon.call.Operation;
import java.util.List;

/** The operations of the user management collection that are used here. */
public final class UserOperations {

    /** What the vendor's console calls the scope these need. */
    public static final String READ = "User management: read";

    /** Ids, page by page. */
    public static final Operation QUERY = Operation.listing("queryUserV1", Paths.QUERY, READ);

    /** Records by id. */
    public static final Operation DETAILS =
            Operation.entities("retrieveUsersGETV1", "POST", Paths.DETAILS, READ);

    /** All of them. */
    public static final List<Operation> ALL = List.of(QUERY, DETAILS);

    private UserOperations() {}

    /** The paths, as constants an annotation can use. */
    public static final class Paths {
        /** Of {@link UserOperations#QUERY}. */
        public static final String QUERY = "/user-management/queries/users/v1";

        /** Of {@link UserOperations#DETAILS}. */
        public static final String DETAILS = "/user-management/entities/users/GET/v1";

        private Paths() {}
    }
}
