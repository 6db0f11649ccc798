package io.ropewalk.inventory.links;

/** An address or a host name within a cloud account. */
public record AccountKey(String account, String value) {}
