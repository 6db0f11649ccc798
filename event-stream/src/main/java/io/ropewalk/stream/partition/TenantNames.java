package io.ropewalk.stream.partition;

import java.util.Collection;
import java.util.Optional;

/** The customers this service streams. */
@FunctionalInterface
public interface TenantNames {

    /** Their names as far as they are known; empty while auth-service was never reached. */
    Collection<String> now();

    /** Whether they were ever known: none may then be an answer too. */
    default boolean known() {
        return true;
    }

    /** Why they are not known, or no longer for sure. */
    default Optional<TenantFeed.Trouble> trouble() {
        return Optional.empty();
    }
}
