package io.ropewalk.inventory.questions;

import java.util.List;
import java.util.Optional;

/**
 * What the graph can be asked. Nothing is written. Every method throws {@link
 * io.ropewalk.inventory.graph.GraphFailure} when the graph cannot answer; an empty answer always
 * means that there is nothing.
 */
public interface EstateGraph {

    /** Every place of cloud instances in the graph, and whether the tenant's hosts name it. */
    List<CloudPlace> cloudPlaces(String tenant);

    /** Instances of these accounts that no host is linked to, by provider and id. */
    List<CloudInstance> withoutSensor(
            Accounts accounts, InstanceFilter filter, Optional<InstanceKey> after, int limit);

    /** The tenant's hosts, counted by what coverage asks of them. */
    List<HostGroupCount> hostGroups(String tenant);

    /** The tenant's policies, counted by type. */
    List<PolicyCoverage> policies(String tenant);
}
