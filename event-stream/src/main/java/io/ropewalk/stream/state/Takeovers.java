package io.ropewalk.stream.state;

import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Positions brought along from the program that read the feed before, once for each tenant. Every
 * method may throw {@link StateFailure}.
 */
public interface Takeovers {

    /** Whether a tenant's were taken over already. */
    boolean done(String tenant);

    /**
     * Gives each of the sinks its first position in these partitions, all in one transaction with
     * an entry in the audit. A sink that has a position in a partition keeps it.
     *
     * @param positions by the name of the partition
     * @param source where they come from, one line
     * @return how many positions were written; empty when the tenant's were taken over before, and
     *     nothing is written then
     */
    OptionalInt apply(
            String tenant, Map<String, Position> positions, Set<String> sinks, String source);
}
