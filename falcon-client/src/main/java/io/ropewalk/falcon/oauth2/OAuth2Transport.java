package io.ropewalk.falcon.oauth2;

import io.ropewalk.falcon.call.AnswerHeaders;
import io.ropewalk.falcon.call.TransportException;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/** Sends the requests of the token endpoint, once each, without following a redirect. */
public interface OAuth2Transport {

    /** {@code POST /oauth2/token}. */
    TokenAnswer token(URI base, ClientCredentials credentials, Optional<String> memberCid)
            throws TransportException;

    /** {@code POST /oauth2/revoke}. */
    TokenAnswer revoke(URI base, ClientCredentials credentials, String token)
            throws TransportException;

    /**
     * An answer of the token endpoint, which has no envelope when it is good. Its text never shows
     * the token.
     *
     * @param accessToken where the body holds one
     * @param expiresInSeconds where the body says
     * @param traceId of the body; empty where there is none
     */
    record TokenAnswer(
            int status,
            AnswerHeaders headers,
            Optional<String> accessToken,
            OptionalLong expiresInSeconds,
            String traceId) {
        public TokenAnswer {
            Objects.requireNonNull(headers, "headers");
            Objects.requireNonNull(accessToken, "accessToken");
            Objects.requireNonNull(expiresInSeconds, "expiresInSeconds");
            Objects.requireNonNull(traceId, "traceId");
        }

        @Override
        public String toString() {
            return "TokenAnswer[status=" + status + ", accessToken=***, traceId=" + traceId + "]";
        }
    }
}
