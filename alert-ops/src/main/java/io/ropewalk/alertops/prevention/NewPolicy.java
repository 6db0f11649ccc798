package io.ropewalk.alertops.prevention;

import io.ropewalk.falcon.prevention.PolicyDraft;
import java.util.Objects;
import java.util.Optional;

/**
 * A policy that is to be made.
 *
 * @param platformName {@code Windows}, {@code Mac} or {@code Linux}
 * @param draft with a name
 * @param cloneId a policy to take the settings of
 */
public record NewPolicy(String platformName, PolicyDraft draft, Optional<String> cloneId) {
    public NewPolicy {
        Objects.requireNonNull(platformName, "platformName");
        Objects.requireNonNull(cloneId, "cloneId");
        if (draft.name().isEmpty()) {
            throw new IllegalArgumentException("A new policy needs a name.");
        }
    }

    public String name() {
        return draft.name().orElseThrow();
    }
}
