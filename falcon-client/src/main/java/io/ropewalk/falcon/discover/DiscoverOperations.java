package io.ropewalk.falcon.discover;

import io.ropewalk.falcon.call.Operation;
import java.util.List;

/** The operations of the Discover collection that are used here. */
public final class DiscoverOperations {

    /** What the vendor's console calls the scope these need. */
    public static final String READ = "Assets: read";

    /** Applications, page by page. */
    public static final Operation APPLICATIONS =
            Operation.listing("combined-applications", Paths.APPLICATIONS, READ);

    /** Assets, page by page. */
    public static final Operation HOSTS = Operation.listing("combined-hosts", Paths.HOSTS, READ);

    /** Ids of accounts, page by page, up to 10,000. */
    public static final Operation ACCOUNT_IDS =
            Operation.listing("query-accounts", Paths.ACCOUNT_IDS, READ);

    /** Accounts by id. */
    public static final Operation ACCOUNTS =
            Operation.entities("get-accounts", "GET", Paths.ACCOUNTS, READ);

    /** Ids of logins, page by page, up to 10,000. */
    public static final Operation LOGIN_IDS =
            Operation.listing("query-logins", Paths.LOGIN_IDS, READ);

    /** Logins by id. */
    public static final Operation LOGINS =
            Operation.entities("get-logins", "GET", Paths.LOGINS, READ);

    /** All of them. */
    public static final List<Operation> ALL =
            List.of(APPLICATIONS, HOSTS, ACCOUNT_IDS, ACCOUNTS, LOGIN_IDS, LOGINS);

    private DiscoverOperations() {}

    /** The paths, as constants an annotation can use. */
    public static final class Paths {
        /** Of {@link DiscoverOperations#APPLICATIONS}. */
        public static final String APPLICATIONS = "/discover/combined/applications/v1";

        /** Of {@link DiscoverOperations#HOSTS}. */
        public static final String HOSTS = "/discover/combined/hosts/v1";

        /** Of {@link DiscoverOperations#ACCOUNT_IDS}. */
        public static final String ACCOUNT_IDS = "/discover/queries/accounts/v1";

        /** Of {@link DiscoverOperations#ACCOUNTS}. */
        public static final String ACCOUNTS = "/discover/entities/accounts/v1";

        /** Of {@link DiscoverOperations#LOGIN_IDS}. */
        public static final String LOGIN_IDS = "/discover/queries/logins/v1";

        /** Of {@link DiscoverOperations#LOGINS}. */
        public static final String LOGINS = "/discover/entities/logins/v1";

        private Paths() {}
    }
}
