package io.ropewalk.service;

import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.FalconToken;
import io.ropewalk.falcon.TokenSource;
import io.ropewalk.kit.tenants.TenantToken;
import io.ropewalk.kit.tenants.TenantTokens;
import io.ropewalk.kit.tenants.TokenOutcome;
import java.util.Arrays;
import java.util.Objects;

/** One customer's tokens from auth-service, as the Falcon client wants them. */
public final class TenantTokenSource implements TokenSource {
    private static final int UNAUTHORIZED = 401;
    private static final int UNAVAILABLE = 503;

    private final TenantTokens tokens;
    private final String tenant;

    public TenantTokenSource(TenantTokens tokens, String tenant) {
        this.tokens = Objects.requireNonNull(tokens, "tokens");
        this.tenant = Objects.requireNonNull(tenant, "tenant");
    }

    @Override
    public FalconResult<FalconToken> current() {
        return switch (tokens.current(tenant)) {
            case TokenOutcome.Granted(var token) ->
                    FalconResult.ok(
                            new FalconToken(
                                    token.value(),
                                    token.falconBaseUrl(),
                                    token.expiresAt(),
                                    token.cid()),
                            "");
            case TokenOutcome.Refused(var category, var message) -> refused(category, message);
        };
    }

    @Override
    public void reject(FalconToken dead) {
        tokens.reject(
                tenant,
                new TenantToken(dead.value(), dead.baseUrl(), dead.expiresAt(), dead.cid()));
    }

    private static FalconResult<FalconToken> refused(String word, String message) {
        FailureCategory category =
                Arrays.stream(FailureCategory.values())
                        .filter(it -> it.word().equals(word))
                        .findFirst()
                        .orElse(FailureCategory.AUTH);
        FalconFailure why = FalconFailure.of(category, message);
        return switch (category) {
            case NETWORK, TIMEOUT, BUG -> new FalconResult.Unreachable<>(why);
            case THROTTLED, VENDOR_DOWN -> new FalconResult.Rejected<>(why, UNAVAILABLE, "");
            case AUTH, SCOPE_MISSING, BAD_REQUEST, NOT_FOUND, CONFLICT, GONE_UPSTREAM ->
                    new FalconResult.Rejected<>(why, UNAUTHORIZED, "");
        };
    }
}
