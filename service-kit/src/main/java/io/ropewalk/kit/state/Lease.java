package io.ropewalk.kit.state;

import java.util.Objects;

/**
 * The right to do one piece of work alone, until it expires by the database's clock.
 *
 * @param name what it is the right to
 * @param owner who holds it
 * @param fencing rises each time the lease changes hands; a write that carries an older number is
 *     refused
 */
public record Lease(String name, String owner, long fencing) {
    public Lease {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(owner, "owner");
    }
}
