package io.ropewalk.inventory.questions;

import java.util.List;

/**
 * The tenant's hosts in numbers.
 *
 * @param sensorVersions newest first, the unreadable ones last
 * @param reducedFunctionality hosts whose sensor runs, but does not fully protect
 */
public record HostCoverage(
        long total,
        List<Counted> platforms,
        List<Counted> sensorVersions,
        long reducedFunctionality,
        List<PolicyCoverage> policies) {}
