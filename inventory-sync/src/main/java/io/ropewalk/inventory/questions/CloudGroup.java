package io.ropewalk.inventory.questions;

/**
 * Cloud instances of one place.
 *
 * @param provider {@code aws}, {@code gcp} or {@code azure}
 * @param account AWS account, GCP project or Azure subscription id; null where the graph has none
 * @param region as the provider names it; null where the graph has none
 * @param instances how many there are
 * @param withoutSensor how many of them are linked to no host
 */
public record CloudGroup(
        String provider, String account, String region, long instances, long withoutSensor) {}
