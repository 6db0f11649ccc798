package io.ropewalk.inventory.links;

/**
 * Under which name and number links are made.
 *
 * @param tenant configured name of the tenant
 * @param updateTag goes into {@code lastupdated}
 */
public record LinkMark(String tenant, long updateTag) {}
