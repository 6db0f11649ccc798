package io.ropewalk.auth.token;

import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.oauth2.ClientCredentials;
import io.ropewalk.falcon.oauth2.OAuth2Api;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A token endpoint whose answers are set by the test. Grants token-1, token-2, ... unless told
 * otherwise.
 */
public final class FakeVendor implements OAuth2Api {

    /** One grant call as it arrived. */
    public record Asked(URI base, String clientId, String secret, Optional<String> memberCid) {}

    /** Decides what a grant call comes to. */
    public interface Behaviour {
        FalconResult<Granted> on(Asked asked);
    }

    public final List<Asked> asked = new CopyOnWriteArrayList<>();
    public final List<String> revoked = new CopyOnWriteArrayList<>();
    private final AtomicInteger number = new AtomicInteger();
    private volatile Behaviour behaviour = _ -> granted(1799);
    private volatile Runnable onRevoke = () -> {};

    public void answers(Behaviour how) {
        behaviour = how;
    }

    public void grants() {
        behaviour = _ -> granted(1799);
    }

    public void fails(FalconResult<Granted> result) {
        behaviour = _ -> result;
    }

    public void onRevoke(Runnable action) {
        onRevoke = action;
    }

    public FalconResult<Granted> granted(long seconds) {
        return granted(seconds, Optional.empty());
    }

    public FalconResult<Granted> granted(long seconds, Optional<String> region) {
        String token = "token-" + number.incrementAndGet();
        return FalconResult.ok(new Granted.Token(token, seconds, region), "trace");
    }

    public static FalconResult<Granted> network() {
        return new FalconResult.Unreachable<>(
                FalconFailure.of(FailureCategory.NETWORK, "The connection was refused."));
    }

    public static FalconResult<Granted> wrongSecret() {
        return new FalconResult.Rejected<>(
                FalconFailure.of(FailureCategory.AUTH, "Falcon refused the API client."),
                403,
                "trace-403");
    }

    public static FalconResult<Granted> throttled(Duration retryAfter) {
        return new FalconResult.Throttled<>(retryAfter, "trace-429");
    }

    public static FalconResult<Granted> elsewhere(String location) {
        return FalconResult.ok(
                new Granted.ElsewhereRegion(URI.create(location), Optional.empty()), "trace-308");
    }

    @Override
    public FalconResult<Granted> grant(
            URI base, ClientCredentials credentials, Optional<String> memberCid) {
        var call = new Asked(base, credentials.clientId(), credentials.clientSecret(), memberCid);
        asked.add(call);
        return behaviour.on(call);
    }

    @Override
    public FalconResult<Boolean> revoke(URI base, ClientCredentials credentials, String token) {
        onRevoke.run();
        revoked.add(token);
        return FalconResult.ok(true, "trace");
    }
}
