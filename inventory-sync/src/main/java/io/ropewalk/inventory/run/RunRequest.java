package io.ropewalk.inventory.run;

import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * What somebody asked for.
 *
 * @param retireMaxShare share of the tenant's hosts that may be retired, 0..1, for this run only
 */
public record RunRequest(
        String tenant, Set<Kind> kinds, Mode mode, boolean dryRun, OptionalDouble retireMaxShare) {
    public RunRequest {
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(retireMaxShare, "retireMaxShare");
        kinds = Set.copyOf(kinds);
    }

    RunRequest as(Mode other) {
        return new RunRequest(tenant, kinds, other, dryRun, retireMaxShare);
    }

    RunRequest only(Set<Kind> some) {
        return new RunRequest(tenant, some, mode, dryRun, retireMaxShare);
    }
}
