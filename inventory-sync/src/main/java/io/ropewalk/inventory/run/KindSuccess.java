package io.ropewalk.inventory.run;

import java.time.Instant;
import java.util.Objects;

/**
 * When a kind of a tenant last succeeded, in runs that wrote.
 *
 * @param latest start of the newest run in which it did
 * @param full start of the newest one that asked for all records
 */
public record KindSuccess(Instant latest, Instant full) {
    public KindSuccess {
        Objects.requireNonNull(latest, "latest");
        Objects.requireNonNull(full, "full");
    }
}
