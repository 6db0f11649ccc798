package io.ropewalk.inventory.links;

import io.ropewalk.inventory.links.LinkCounts.Tally;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * The graph as far as links need it. Every method throws {@link
 * io.ropewalk.inventory.graph.GraphFailure} when the graph cannot do it.
 */
public interface LinkGraph {

    /** Makes sure of the indexes; once. */
    void prepare();

    /** A page of the tenant's hosts by id, which come after this one; empty text for the first. */
    List<LinkedHost> hosts(String tenant, String after, int limit);

    /** Instances that bear one of these ids. */
    List<CloudNode> instancesById(Provider provider, Set<String> ids);

    /** Instances of these names (lower case) or private addresses, whatever their account. */
    List<CloudNode> instancesByName(Provider provider, Set<String> names, Set<String> privateIps);

    /** Which of these more than one host has, whatever its tenant. */
    Identities shared(Identities asked);

    /** Devices that bear one of these serial numbers, MAC addresses (any notation) or names. */
    List<DeviceNode> devices(Set<String> serials, Set<String> macs, Set<String> hostnames);

    /**
     * Gives hosts exactly the wanted links and takes other ones of ours away, in one transaction.
     */
    LinkCounts write(LinkMark mark, List<WantedLinks> wanted);

    /**
     * Links the open findings of these hosts to their devices, in bounded pieces.
     *
     * @param goOn asked before each piece
     */
    Tally affect(LinkMark mark, List<String> hosts, BooleanSupplier goOn);

    /** Removes what we made for hosts that are gone, in bounded pieces. */
    Tally sweep(BooleanSupplier goOn);
}
