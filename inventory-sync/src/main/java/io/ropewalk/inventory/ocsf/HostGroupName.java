package io.ropewalk.inventory.ocsf;

import java.util.Objects;

/**
 * What a host group is called.
 *
 * @param description may be {@code null}
 */
public record HostGroupName(String name, String description) {
    public HostGroupName {
        Objects.requireNonNull(name, "name");
    }
}
