package io.ropewalk.alertops.report;

/**
 * Hashes that are not shown.
 *
 * @param hashes how many
 * @param total sum of their totals; an alert with two of them is in it twice
 * @param elsewhere sum of what they are elsewhere
 */
public record Rest(long hashes, long total, long elsewhere) {}
