package io.ropewalk.falcon.identity;

import io.ropewalk.falcon.call.Operation;
import io.ropewalk.falcon.call.Operation.Answers;
import io.ropewalk.falcon.call.Operation.Lifecycle;
import io.ropewalk.falcon.call.Operation.NotFound;
import java.util.List;
import java.util.Optional;

/** The operations of Identity Protection that are used here. */
public final class IdentityOperations {

    /** What the vendor's console calls the scopes these need; reading by GraphQL is a write. */
    public static final String READ =
            "Identity Protection GraphQL: write, Identity Protection Entities: read";

    /** A GraphQL query: sent twice it does no more than sent once. */
    public static final Operation GRAPHQL =
            new Operation(
                    "api.preempt.proxy.post.graphql",
                    "POST",
                    Paths.GRAPHQL,
                    Optional.of(READ),
                    true,
                    Lifecycle.CURRENT,
                    Answers.LIST,
                    NotFound.OPERATION);

    /** All of them. */
    public static final List<Operation> ALL = List.of(GRAPHQL);

    private IdentityOperations() {}

    /** The paths, as constants an annotation can use. */
    public static final class Paths {
        /** Of {@link IdentityOperations#GRAPHQL}. */
        public static final String GRAPHQL = "/identity-protection/combined/graphql/v1";

        private Paths() {}
    }
}
