package io.ropewalk.falcon.streams;

import java.util.Objects;
import java.util.Optional;

/**
 * A session lives on.
 *
 * @param sessionToken a new token, where the answer brought one: the swagger declares none, one
 *     client reads one
 */
public record Refreshed(Optional<SessionToken> sessionToken) {
    public Refreshed {
        Objects.requireNonNull(sessionToken, "sessionToken");
    }
}
