package io.ropewalk.falcon.oauth2;

import java.util.Objects;

/** An API client's id and secret. Its text never shows the secret. */
public record ClientCredentials(String clientId, String clientSecret) {
    public ClientCredentials {
        Objects.requireNonNull(clientId, "clientId");
        Objects.requireNonNull(clientSecret, "clientSecret");
    }

    @Override
    public String toString() {
        return "ClientCredentials[clientId=" + clientId + ", clientSecret=***]";
    }
}
