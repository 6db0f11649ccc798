package io.ropewalk.inventory.questions;

import java.util.List;

/**
 * How many cloud instances have a sensor.
 *
 * @param unclaimed instances of accounts that no tenant's hosts name, where there is more than one
 *     tenant: nobody can tell whose they are, so they stand in none of the other numbers
 * @param groups by provider, account and region, most instances without a sensor first
 */
public record CloudCoverage(
        long instances, long withoutSensor, long unclaimed, List<CloudGroup> groups) {}
