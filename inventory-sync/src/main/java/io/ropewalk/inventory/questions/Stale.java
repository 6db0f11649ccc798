package io.ropewalk.inventory.questions;

/**
 * Hosts that were not seen since a time.
 *
 * @param unknown hosts that state no time: not among them
 */
public record Stale(long hosts, long unknown) {}
