package io.ropewalk.inventory.links;

import io.ropewalk.inventory.links.WantedLinks.WantedDevice;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which device of the ontology a host is: by serial number, else by MAC address, else by host name.
 * An identity that several hosts have proves nothing, so it never folds them into one device. Where
 * no device is there, one is made under the serial number, else under the MAC address; a host name
 * alone makes none.
 */
final class DeviceMatch {
    private final Identities shared;
    private final Map<String, List<DeviceNode>> bySerial = new HashMap<>();
    private final Map<String, List<DeviceNode>> byMac = new HashMap<>();
    private final Map<String, List<DeviceNode>> byHostname = new HashMap<>();
    private final Set<String> given = new HashSet<>();

    DeviceMatch(Collection<DeviceNode> nodes, Identities shared) {
        this.shared = shared;
        for (DeviceNode node : nodes) {
            Set<String> serials = new HashSet<>(Set.of(node.id()));
            Optional.ofNullable(node.serial()).ifPresent(serials::add);
            serials.forEach(serial -> put(bySerial, serial, node));
            MacAddresses.telling(node.mac()).ifPresent(mac -> put(byMac, mac, node));
            Optional.ofNullable(node.hostname()).ifPresent(name -> put(byHostname, name, node));
        }
    }

    /** Whether the host has a serial number of its own; such hosts choose before others. */
    boolean hasOwnSerial(LinkedHost host) {
        String serial = host.machine().serial();
        return SerialNumbers.tells(serial) && !shared.serials().contains(serial);
    }

    /** The device; nothing where none can be told. Gives each device to one host. */
    Optional<WantedDevice> find(LinkedHost host, Ambiguity ambiguity) {
        Optional<WantedDevice> found = choose(host, ambiguity);
        if (found.isPresent() && !given.add(found.get().id())) {
            ambiguity.add("hostname");
            return Optional.empty();
        }
        return found;
    }

    private Optional<WantedDevice> choose(LinkedHost host, Ambiguity ambiguity) {
        String serial = host.machine().serial();
        if (hasOwnSerial(host)) {
            List<DeviceNode> known = bySerial.getOrDefault(serial, List.of());
            if (known.size() < 2) {
                return Optional.of(
                        known.isEmpty()
                                ? made(serial, host, serial)
                                : wanted(known.getFirst(), host, serial));
            }
            ambiguity.add("serial_number");
        } else if (SerialNumbers.tells(serial)) {
            ambiguity.add("serial_number");
        }
        Optional<String> mac = ownMac(host, ambiguity);
        return mac.flatMap(own -> only(free(byMac.get(own), host)))
                .or(() -> withName(host, ambiguity))
                .map(node -> wanted(node, host, null))
                .or(() -> mac.map(own -> made("mac:" + own, host, null)));
    }

    private Optional<String> ownMac(LinkedHost host, Ambiguity ambiguity) {
        Optional<String> telling = MacAddresses.telling(host.network().mac());
        if (telling.isPresent() && shared.macs().contains(host.network().mac())) {
            ambiguity.add("mac_address");
            return Optional.empty();
        }
        return telling;
    }

    private Optional<DeviceNode> withName(LinkedHost host, Ambiguity ambiguity) {
        String name = host.machine().hostname();
        List<DeviceNode> free = name == null ? List.of() : free(byHostname.get(name), host);
        if (!free.isEmpty() && (free.size() > 1 || shared.hostnames().contains(name))) {
            ambiguity.add("hostname");
            return Optional.empty();
        }
        return only(free);
    }

    /** Devices that are not some other host already, by link or by serial number. */
    private static List<DeviceNode> free(List<DeviceNode> nodes, LinkedHost host) {
        return Stream.ofNullable(nodes)
                .flatMap(List::stream)
                .filter(node -> Set.of(host.id()).containsAll(node.observedAs()))
                .filter(node -> !node.anothersSerial())
                .toList();
    }

    private static Optional<DeviceNode> only(List<DeviceNode> nodes) {
        return nodes.size() == 1 ? Optional.of(nodes.getFirst()) : Optional.empty();
    }

    private static WantedDevice wanted(DeviceNode node, LinkedHost host, String serial) {
        return node.ours()
                ? made(node.id(), host, serial == null ? node.serial() : serial)
                : new WantedDevice(node.id(), false, Map.of());
    }

    /** Names and values as Cartography's; both os and platform are the platform's name there. */
    private static WantedDevice made(String id, LinkedHost host, String serial) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("serial_number", serial);
        properties.put("hostname", host.machine().hostname());
        properties.put("os", host.machine().platform());
        properties.put("platform", host.machine().platform());
        properties.put("os_version", host.machine().osVersion());
        properties.put("model", host.machine().model());
        properties.put("instance_id", host.cloud().instanceId());
        properties.put("mac_address", MacAddresses.telling(host.network().mac()).orElse(null));
        return new WantedDevice(id, true, properties);
    }

    private static void put(Map<String, List<DeviceNode>> nodes, String key, DeviceNode node) {
        nodes.computeIfAbsent(key, _ -> new ArrayList<>()).add(node);
    }
}
