package io.ropewalk.inventory.run.http;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * A page of runs, newest first.
 *
 * @param next opaque; goes into {@code after}; null on the last page
 */
@RegisterForReflection
public record SyncList(List<SyncAnswer> items, String next) {}
