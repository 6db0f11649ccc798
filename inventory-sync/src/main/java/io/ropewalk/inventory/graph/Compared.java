package io.ropewalk.inventory.graph;

/**
 * What writing a batch would come to.
 *
 * @param owned how many of its records are in the graph as the tenant's own
 */
public record Compared(Written would, long owned) {}
