package io.ropewalk.ioc.reconcile;

import java.util.Objects;
import java.util.Optional;

/**
 * What to compare.
 *
 * @param dryRun only reports
 * @param adopt a source whose IOCs become the mirror's own, such as those of a connector before it
 * @param allowRemovals also more of them than may be without asking
 */
public record Order(boolean dryRun, Optional<String> adopt, boolean allowRemovals) {
    /** By schedule: repairs, within the bounds. */
    public static final Order USUAL = new Order(false, Optional.empty(), false);

    /** Only reports. */
    public static final Order DRY = new Order(true, Optional.empty(), false);

    public Order {
        Objects.requireNonNull(adopt, "adopt");
    }
}
