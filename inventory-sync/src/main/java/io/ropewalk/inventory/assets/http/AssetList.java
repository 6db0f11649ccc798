package io.ropewalk.inventory.assets.http;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * Deliveries of a tenant.
 *
 * @param next opaque; goes into {@code after}; null on the last page
 */
@RegisterForReflection
public record AssetList(List<AssetAnswer> items, String next) {}
