package io.ropewalk.alertops.report;

import java.util.OptionalLong;

/** Hears how far the reading of a customer's alerts came. */
@FunctionalInterface
public interface Progress {
    /** Nobody listens. */
    Progress UNHEARD = (_, _, _) -> true;

    /**
     * More was read.
     *
     * @param read alerts of this customer so far
     * @param total how many there are, where the vendor says so
     * @return whether to go on
     */
    boolean read(String tenant, long read, OptionalLong total);
}
