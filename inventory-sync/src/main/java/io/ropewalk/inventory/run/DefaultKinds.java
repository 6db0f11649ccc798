package io.ropewalk.inventory.run;

import java.util.Set;

/** What is synced when nobody says. */
public record DefaultKinds(Set<Kind> kinds) {
    public DefaultKinds {
        kinds = Set.copyOf(kinds);
    }
}
