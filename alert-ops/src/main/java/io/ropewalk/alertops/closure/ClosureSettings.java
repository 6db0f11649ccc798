package io.ropewalk.alertops.closure;

import java.time.Duration;
import java.util.Objects;

/**
 * How closures are held.
 *
 * @param maxAlerts most alerts of one
 * @param approvalAbove more than this take a second person
 * @param tokenTtl how long a preview can be confirmed
 * @param approvalTtl how long what waits for a second person can be approved
 * @param batch alerts in one call
 * @param recent alerts updated so lately are left out
 * @param readOnly nothing is changed at Falcon, whoever asks
 */
public record ClosureSettings(
        int maxAlerts,
        int approvalAbove,
        Duration tokenTtl,
        Duration approvalTtl,
        int batch,
        Duration recent,
        boolean readOnly) {
    public ClosureSettings {
        Objects.requireNonNull(tokenTtl, "tokenTtl");
        Objects.requireNonNull(approvalTtl, "approvalTtl");
        Objects.requireNonNull(recent, "recent");
    }
}
