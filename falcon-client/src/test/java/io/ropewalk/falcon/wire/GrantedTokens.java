package io.ropewalk.falcon.wire;

import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.FalconToken;
import io.ropewalk.falcon.TokenSource;
import io.ropewalk.falcon.oauth2.ClientCredentials;
import io.ropewalk.falcon.oauth2.OAuth2Api;
import io.ropewalk.falcon.oauth2.OAuth2Api.Granted;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/** Keeps a token until it is rejected. */
final class GrantedTokens implements TokenSource {
    private final OAuth2Api oauth2;
    private final URI base;
    private final ClientCredentials client;
    private FalconToken held;

    GrantedTokens(OAuth2Api oauth2, URI base, ClientCredentials client) {
        this.oauth2 = oauth2;
        this.base = base;
        this.client = client;
    }

    @Override
    public FalconResult<FalconToken> current() {
        if (held != null) {
            return FalconResult.ok(held, "");
        }
        return oauth2.grant(base, client, Optional.empty())
                .map(granted -> (Granted.Token) granted)
                .map(token -> {
                    held =
                            new FalconToken(
                                    token.accessToken(), base, Instant.MAX, Optional.empty());
                    return held;
                });
    }

    @Override
    public void reject(FalconToken dead) {
        held = null;
    }
}
