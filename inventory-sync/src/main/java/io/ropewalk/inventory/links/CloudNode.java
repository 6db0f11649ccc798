package io.ropewalk.inventory.links;

import java.util.Set;

/**
 * A cloud instance in the graph.
 *
 * @param element the graph's own handle, good until the node is deleted
 * @param ids every id it is known by
 * @param accounts every name of its account; empty where the graph does not say
 * @param names names it is known by, in lower case
 * @param zone null where it is not known
 */
public record CloudNode(
        String element,
        Provider provider,
        Set<String> ids,
        Set<String> accounts,
        Set<String> names,
        String zone,
        Addresses addresses) {

    /** Its addresses. */
    public record Addresses(Set<String> privateIps, Set<String> publicIps) {}
}
