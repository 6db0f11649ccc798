package io.ropewalk.inventory.run.http;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * The body of {@code POST /syncs}; every field may be left out.
 *
 * @param kinds what to sync; the configured kinds by default
 * @param mode {@code full} (default) or {@code incremental}
 * @param dryRun count what would happen and write nothing
 * @param retireMaxShare for this run only; role {@code admin}
 */
@RegisterForReflection
public record SyncRequest(List<String> kinds, String mode, Boolean dryRun, Double retireMaxShare) {}
