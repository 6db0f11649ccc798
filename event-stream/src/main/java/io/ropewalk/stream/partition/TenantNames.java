package io.ropewalk.stream.partition;

import java.util.Collection;
import java.util.Optional;

/** The customers this service streams. */
@FunctionalInterface
public interface TenantNames {

    /** Their names as far as they are known; empty while auth-service was never reached. */
    Collection<String> now();

    /** Why they are not known, or no longer for sure. */
    default Optional<TenantFeed.Trouble> trouble() {
        return Optional.empty();
    }
}
