package io.ropewalk.inventory.sync.falcon;

import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.FalconToken;
import io.ropewalk.falcon.PageWalk;
import io.ropewalk.falcon.TokenSource;
import io.ropewalk.falcon.fql.Filter;
import io.ropewalk.falcon.hosts.Host;
import io.ropewalk.falcon.hosts.HostsApi;
import io.ropewalk.falcon.wire.FalconHttp;
import io.ropewalk.inventory.sync.HostSource;
import io.ropewalk.kit.tenants.TenantToken;
import io.ropewalk.kit.tenants.TenantTokens;
import io.ropewalk.kit.tenants.TokenOutcome;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Hosts from the Falcon API, with tokens from auth-service. */
public final class FalconHostSource implements HostSource {
    private static final int UNAUTHORIZED = 401;

    private final FalconHttp http;
    private final TenantTokens tokens;
    private final Map<String, HostsApi> clients = new ConcurrentHashMap<>();

    public FalconHostSource(FalconHttp http, TenantTokens tokens) {
        this.http = http;
        this.tokens = tokens;
    }

    @Override
    public PageWalk<Host> walk(String tenant, Filter filter, int pageSize) {
        return clients.computeIfAbsent(tenant, name -> http.hosts(name, new Tokens(name)))
                .walk(filter, pageSize, CallClass.BACKGROUND);
    }

    private final class Tokens implements TokenSource {
        private final String tenant;

        Tokens(String tenant) {
            this.tenant = tenant;
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
            case THROTTLED,
                    AUTH,
                    SCOPE_MISSING,
                    BAD_REQUEST,
                    NOT_FOUND,
                    CONFLICT,
                    GONE_UPSTREAM,
                    VENDOR_DOWN ->
                    new FalconResult.Rejected<>(why, UNAUTHORIZED, "");
        };
    }
}
