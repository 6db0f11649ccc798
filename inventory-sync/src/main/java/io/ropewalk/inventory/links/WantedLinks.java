package io.ropewalk.inventory.links;

import java.util.List;
import java.util.Map;

/**
 * The links that one host should have; null where it should have none.
 *
 * @param instance handle of its cloud instance
 * @param egress public address through which it reaches the internet
 * @param owned public address that is its own
 * @param ambiguous property names of the host that do not tell which machine it is, sorted
 */
public record WantedLinks(
        String host,
        String instance,
        WantedDevice device,
        String egress,
        String owned,
        List<String> ambiguous) {

    /**
     * Its device.
     *
     * @param keep whether to make the node where it is missing and to keep its properties; false
     *     for nodes of others
     * @param properties what the node says beside its id; null takes a property away
     */
    public record WantedDevice(String id, boolean keep, Map<String, Object> properties) {}
}
