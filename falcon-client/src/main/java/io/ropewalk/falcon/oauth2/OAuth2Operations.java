package io.ropewalk.falcon.oauth2;

import io.ropewalk.falcon.call.Operation;
import io.ropewalk.falcon.call.Operation.Answers;
import io.ropewalk.falcon.call.Operation.Lifecycle;
import io.ropewalk.falcon.call.Operation.NotFound;
import java.util.List;
import java.util.Optional;

/** The operations of the token endpoint. They need no scope. */
public final class OAuth2Operations {

    /** Path of {@link #TOKEN}. */
    public static final String TOKEN_PATH = "/oauth2/token";

    /** Path of {@link #REVOKE}. */
    public static final String REVOKE_PATH = "/oauth2/revoke";

    /** Gives a token. Not idempotent: each call makes a new one. */
    public static final Operation TOKEN = post("oauth2AccessToken", TOKEN_PATH, false);

    /** Ends a token. */
    public static final Operation REVOKE = post("oauth2RevokeToken", REVOKE_PATH, true);

    /** All of them. */
    public static final List<Operation> ALL = List.of(TOKEN, REVOKE);

    private OAuth2Operations() {}

    private static Operation post(String id, String path, boolean idempotent) {
        return new Operation(
                id,
                "POST",
                path,
                Optional.empty(),
                idempotent,
                Lifecycle.CURRENT,
                Answers.META_ONLY,
                NotFound.THING);
    }
}
