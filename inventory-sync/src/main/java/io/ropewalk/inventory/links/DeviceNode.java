package io.ropewalk.inventory.links;

import java.util.Set;

/**
 * A device of the ontology in the graph; every text but the id may be null.
 *
 * @param ours whether we made it
 * @param observedAs a few of the hosts it is observed as
 * @param anothersSerial whether some host states its serial number
 */
public record DeviceNode(
        String id,
        String serial,
        String mac,
        String hostname,
        boolean ours,
        Set<String> observedAs,
        boolean anothersSerial) {}
