package io.ropewalk.ioc.races;

import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.FalconToken;
import io.ropewalk.falcon.TokenSource;
import io.ropewalk.falcon.oauth2.ClientCredentials;
import io.ropewalk.falcon.oauth2.OAuth2Api;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/** Tokens straight from the simulator, as auth-service would get them. Thread-safe. */
final class SimulatorTokens implements TokenSource {
    private final OAuth2Api api;
    private final URI base;
    private final ClientCredentials credentials;
    private FalconToken last;

    SimulatorTokens(OAuth2Api api, URI base, ClientCredentials credentials) {
        this.api = api;
        this.base = base;
        this.credentials = credentials;
    }

    @Override
    public synchronized FalconResult<FalconToken> current() {
        return last == null
                ? api.grant(base, credentials, Optional.empty()).map(this::keep)
                : FalconResult.ok(last, "");
    }

    private FalconToken keep(OAuth2Api.Granted granted) {
        var token = (OAuth2Api.Granted.Token) granted;
        var ends = Instant.now().plusSeconds(token.expiresInSeconds());
        last = new FalconToken(token.accessToken(), base, ends, Optional.empty());
        return last;
    }

    @Override
    public synchronized void reject(FalconToken dead) {
        if (last != null && last.value().equals(dead.value())) {
            last = null;
        }
    }
}
