package io.ropewalk.inventory.run;

import java.util.Objects;

/**
 * The right to execute a run, under its tenant's lease.
 *
 * @param owner who executes it
 * @param fencing rises each time the tenant's lease changes hands; a write with an older number is
 *     refused
 */
public record Claim(Run run, String owner, long fencing) {
    public Claim {
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(owner, "owner");
    }
}
