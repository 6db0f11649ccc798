package io.ropewalk.inventory.questions;

/**
 * Hosts under a kind of policy.
 *
 * @param type the vendor's word, for example {@code prevention}
 * @param assigned hosts that have one
 * @param applied hosts on which the sensor has taken it over
 */
public record PolicyCoverage(String type, long assigned, long applied) {}
