package io.ropewalk.inventory.assets.http;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * The body of {@code POST /assets/deliver}; it may be left out.
 *
 * @param removeMaxShare for this delivery only; role {@code admin}
 * @param dryRun to send nothing and count what would be sent
 */
@RegisterForReflection
public record DeliverRequest(Double removeMaxShare, Boolean dryRun) {}
