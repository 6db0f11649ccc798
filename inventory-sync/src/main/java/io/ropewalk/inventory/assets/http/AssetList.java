package io.ropewalk.inventory.assets.http;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * All sinks and kinds of a tenant.
 *
 * @param next always null: there are as many as were configured
 */
@RegisterForReflection
public record AssetList(List<AssetAnswer> items, String next) {}
