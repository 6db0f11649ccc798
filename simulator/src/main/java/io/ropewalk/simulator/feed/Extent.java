package io.ropewalk.simulator.feed;

/**
 * How far a partition reaches.
 *
 * @param count how many events it holds
 * @param firstOffset offset of the first
 * @param lastOffset offset of the last; one less than the first when there is none
 */
public record Extent(String partition, long count, long firstOffset, long lastOffset) {}
