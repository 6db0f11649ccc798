package io.ropewalk.stream.partition;

import java.util.Collection;

/** The customers this service streams. */
@FunctionalInterface
public interface TenantNames {

    /** Their names as far as they are known; empty while auth-service was never reached. */
    Collection<String> now();
}
