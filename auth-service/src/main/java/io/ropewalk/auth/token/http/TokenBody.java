package io.ropewalk.auth.token.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A good token answer (RFC 6749 5.1) and where the token is good. Its text never shows the token.
 *
 * @param expiresIn seconds left, not the whole life
 * @param cid the customer id, or null where it is not known
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record TokenBody(
        @JsonProperty("access_token") String accessToken,
        @JsonProperty("token_type") String tokenType,
        @JsonProperty("expires_in") long expiresIn,
        @JsonProperty("scope") String scope,
        @JsonProperty("falcon_base_url") String falconBaseUrl,
        @JsonProperty("cid") String cid) {

    @Override
    public String toString() {
        return "TokenBody[accessToken=***, expiresIn=" + expiresIn + ", scope=" + scope + "]";
    }
}
