package io.ropewalk.inventory.questions;

import java.util.Optional;

/**
 * Which instances to list.
 *
 * @param tag key and value of a cloud tag, both compared without regard to case
 */
public record InstanceFilter(
        Optional<String> provider,
        Optional<String> account,
        Optional<String> region,
        Optional<Tag> tag) {

    /** A cloud tag. */
    public record Tag(String key, String value) {}

    /** Every instance. */
    public static final InstanceFilter NONE =
            new InstanceFilter(
                    Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
