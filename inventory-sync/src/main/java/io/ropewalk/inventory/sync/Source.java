package io.ropewalk.inventory.sync;

import io.ropewalk.falcon.PageWalk;
import java.time.Instant;
import java.util.Optional;

/** Where a tenant's records of one kind come from. */
@FunctionalInterface
public interface Source<R> {

    /**
     * A walk over the records; nothing is fetched before its first step.
     *
     * @param changedSince only what the vendor changed after this; empty for all
     */
    PageWalk<R> walk(String tenant, Optional<Instant> changedSince);
}
