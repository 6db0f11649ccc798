package io.ropewalk.inventory.links.neo4j;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.ropewalk.inventory.links.CloudNode;
import io.ropewalk.inventory.links.DeviceNode;
import io.ropewalk.inventory.links.LinkedHost;
import io.ropewalk.inventory.links.Provider;
import io.ropewalk.inventory.links.WantedLinks;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;

/** Rows as what they stand for, and back. */
final class LinkRows {
    private LinkRows() {}

    static LinkedHost host(Record row) {
        return new LinkedHost(
                text(row, "id"),
                new LinkedHost.Cloud(
                        text(row, "provider"),
                        text(row, "account"),
                        text(row, "instanceId"),
                        text(row, "zone")),
                new LinkedHost.Machine(
                        text(row, "serial"),
                        text(row, "hostname"),
                        text(row, "platform"),
                        text(row, "osVersion"),
                        text(row, "model")),
                new LinkedHost.Network(
                        text(row, "mac"), text(row, "localIp"), text(row, "externalIp")));
    }

    static CloudNode instance(Provider provider, Record row) {
        return new CloudNode(
                text(row, "element"),
                provider,
                texts(row, "ids"),
                texts(row, "accounts"),
                texts(row, "names").stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .collect(toUnmodifiableSet()),
                text(row, "zone"),
                new CloudNode.Addresses(texts(row, "privateIps"), texts(row, "publicIps")));
    }

    static DeviceNode device(Record row) {
        return new DeviceNode(
                text(row, "id"),
                text(row, "serial"),
                text(row, "mac"),
                text(row, "hostname"),
                row.get("ours").asBoolean(),
                texts(row, "observedAs"),
                row.get("anothersSerial").asBoolean());
    }

    static Map<String, Object> wanted(WantedLinks links) {
        Map<String, Object> row = new HashMap<>();
        row.put("host", links.host());
        row.put("instance", links.instance());
        row.put("device", links.device() == null ? null : links.device().id());
        row.put("egress", links.egress());
        row.put("owned", links.owned());
        row.put("ambiguous", links.ambiguous());
        return row;
    }

    private static String text(Record row, String name) {
        return text(row.get(name));
    }

    /** Other programs write these properties too: a number is as good as its text. */
    private static String text(Value value) {
        return value.isNull() ? null : String.valueOf(value.asObject());
    }

    private static Set<String> texts(Record row, String name) {
        return row.get(name).asList(LinkRows::text).stream()
                .filter(text -> text != null && !text.isEmpty())
                .collect(toUnmodifiableSet());
    }
}
