package io.ropewalk.falcon.oauth2;

import io.ropewalk.falcon.FalconResult;
import java.net.URI;
import java.util.Optional;

/** The vendor's token endpoint. Only auth-service uses it. */
public interface OAuth2Api {

    /**
     * Asks for a token ({@code POST /oauth2/token}, success is 201). One request; a 308 to the
     * customer's own region is answered with {@link Granted.ElsewhereRegion} and not followed by
     * itself.
     *
     * @param base API host to ask
     * @param memberCid Flight Control child to act for
     */
    FalconResult<Granted> grant(
            URI base, ClientCredentials credentials, Optional<String> memberCid);

    /** Revokes a token ({@code POST /oauth2/revoke}, Basic authentication). */
    FalconResult<Boolean> revoke(URI base, ClientCredentials credentials, String token);

    /** What the token endpoint said. */
    sealed interface Granted {
        /**
         * A token.
         *
         * @param expiresInSeconds life from now, usually 1799
         * @param region value of {@code X-Cs-Region}, where sent
         */
        record Token(String accessToken, long expiresInSeconds, Optional<String> region)
                implements Granted {
            @Override
            public String toString() {
                return "Token[accessToken=***, expiresInSeconds="
                        + expiresInSeconds
                        + ", region="
                        + region
                        + "]";
            }
        }

        /**
         * The client lives in another region; {@code location} is where its token endpoint is
         * (308).
         */
        record ElsewhereRegion(URI location, Optional<String> region) implements Granted {}
    }
}
