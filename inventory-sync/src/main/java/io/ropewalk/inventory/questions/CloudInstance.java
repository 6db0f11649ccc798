package io.ropewalk.inventory.questions;

/**
 * A cloud instance without a sensor. What the graph does not hold is null.
 *
 * @param provider {@code aws}, {@code gcp} or {@code azure}
 * @param account AWS account, GCP project or Azure subscription id
 * @param id as the graph keeps it: EC2 instance id, GCP partial URI, Azure resource id
 * @param state the provider's word
 */
public record CloudInstance(
        String provider,
        String account,
        String region,
        String id,
        String name,
        String state,
        String privateIp,
        String publicIp) {}
