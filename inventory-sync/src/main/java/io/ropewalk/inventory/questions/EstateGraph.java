package io.ropewalk.inventory.questions;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

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

    /**
     * Hosts by sensor version, on one platform or on all; null stands for hosts that state none.
     */
    List<Counted> sensorVersions(String tenant, Optional<String> platform);

    /**
     * Hosts by id.
     *
     * @param after id of the last one before the page; empty text for the first page
     */
    List<HostLine> hostsWith(String tenant, VersionFilter filter, String after, int limit);

    /** How many hosts were last seen before this time, in the vendor's form. */
    Stale stale(String tenant, String before);

    /** Hosts last seen before this time, by that time and id. */
    List<HostLine> unseen(String tenant, String before, Optional<SeenKey> after, int limit);

    /** A host with what protects it. */
    Optional<HostProtection> host(String tenant, String id);

    /** Each CVE that the tenant has open findings of, with their number. */
    void openCves(String tenant, Consumer<CveCount> each);

    /** The hosts with most open findings of these CVEs, most first. */
    List<HostFindings> hostsWithMost(String tenant, List<String> cves, int limit);
}
