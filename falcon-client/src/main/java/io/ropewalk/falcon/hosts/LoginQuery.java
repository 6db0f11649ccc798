package io.ropewalk.falcon.hosts;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Which logins to list.
 *
 * @param limit 1 to 100 for each host
 * @param from the vendor's default is seven days back
 * @param to the vendor's default is now
 */
public record LoginQuery(int limit, Optional<Instant> from, Optional<Instant> to) {

    /** The most logins of one host. */
    public static final int MAX_LIMIT = 100;

    public LoginQuery {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("A host lists 1 to " + MAX_LIMIT + " logins.");
        }
    }
}
