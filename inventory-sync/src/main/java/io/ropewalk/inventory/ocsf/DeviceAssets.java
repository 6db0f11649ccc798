package io.ropewalk.inventory.ocsf;

import io.ropewalk.falcon.hosts.DevicePolicy;
import io.ropewalk.falcon.hosts.Host;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Turns host records into OCSF devices. */
public final class DeviceAssets {
    private static final Choice UNKNOWN = Choice.of(0, "Unknown");
    private static final List<Choice> TYPES =
            List.of(
                    Choice.of(1, "Server", "server", "domain controller"),
                    Choice.of(2, "Desktop", "workstation", "desktop"),
                    Choice.of(3, "Laptop", "laptop"),
                    Choice.of(4, "Tablet", "tablet"),
                    Choice.of(5, "Mobile", "mobile", "phone"),
                    Choice.of(6, "Virtual", "virtual"));

    private static final Choice UNKNOWN_OS = Choice.of(0, "unknown");
    private static final List<Choice> SYSTEMS =
            List.of(
                    Choice.of(100, "windows", "windows"),
                    Choice.of(200, "linux", "linux"),
                    Choice.of(300, "macos", "mac"),
                    Choice.of(301, "ios", "ios"),
                    Choice.of(201, "android", "android"));

    /** What a system is called whose version is not known, by its caption. */
    private static final Map<String, String> SYSTEM_NAMES =
            Map.of(
                    "windows", "Windows",
                    "linux", "Linux",
                    "macos", "macOS",
                    "ios", "iOS",
                    "android", "Android");

    private static final long EDR = 1;

    private final Map<String, HostGroupName> groups;

    /**
     * @param groups names by group id; a group that is missing here bears its id as its name
     */
    public DeviceAssets(Map<String, HostGroupName> groups) {
        this.groups = Map.copyOf(groups);
    }

    /**
     * The device of a host record.
     *
     * @param now the event's time where the record has none
     */
    public Asset device(Host host, Instant now) {
        JsonObject cloud = cloud(host);
        JsonObject content =
                new JsonObject()
                        .put("metadata", Metadata.of(!cloud.isEmpty()))
                        .put("device", device(host))
                        .put("cloud", cloud)
                        .put("enrichments", enrichments(host));
        long time = EpochSeconds.firstOf(now, host.modifiedTimestamp(), host.firstSeen());
        return Asset.of(AssetClass.DEVICE, host.deviceId(), content, time);
    }

    private JsonObject device(Host host) {
        JsonObject device =
                new JsonObject()
                        .put("uid", host.deviceId())
                        .put("uid_alt", host.serialNumber())
                        .put("hostname", nameOf(host))
                        .put("name", nameOf(host))
                        .put("domain", host.machineDomain())
                        .put("desc", host.productTypeDesc());
        Choice.in(host.productTypeDesc(), TYPES, UNKNOWN).put(device, "type");
        return device.put("os", os(host))
                .put("ip", host.externalIp())
                .put("network_interfaces", interfaces(host))
                .put("model", host.systemProductName())
                .put("vendor_name", host.systemManufacturer())
                .put("region", host.zoneGroup())
                .put("instance_uid", host.instanceId())
                .put("org", organization(host))
                .put("groups", groups(host))
                .put("agent_list", List.of(agent(host)))
                .put("is_managed", true)
                .put("is_compliant", isCompliant(host))
                .put("first_seen_time", EpochSeconds.of(host.firstSeen()))
                .put("created_time", EpochSeconds.of(host.firstSeen()))
                .put("last_seen_time", EpochSeconds.of(host.lastSeen()))
                .put("boot_time", EpochSeconds.of(host.lastReboot()));
    }

    /** Receivers insist on a host name, and a host that has none is still a device. */
    private static String nameOf(Host host) {
        return isKnown(host.hostname()) ? host.hostname() : host.deviceId();
    }

    /** Receivers insist on a name here, too, and most laptops are in no cloud. */
    private static JsonObject organization(Host host) {
        String known = isKnown(host.serviceProvider()) ? host.serviceProvider() : host.cid();
        return new JsonObject().put("uid", host.cid()).put("name", known);
    }

    private static JsonObject os(Host host) {
        Choice system = Choice.in(host.platformName(), SYSTEMS, UNKNOWN_OS);
        JsonObject os =
                new JsonObject()
                        .put(
                                "name",
                                Stream.of(
                                                host.osVersion(),
                                                SYSTEM_NAMES.get(system.caption()),
                                                host.platformName())
                                        .filter(DeviceAssets::isKnown)
                                        .findFirst()
                                        .orElse("Unknown"));
        system.put(os, "type");
        return os;
    }

    private static List<JsonObject> interfaces(Host host) {
        List<JsonObject> interfaces = new ArrayList<>();
        if (isKnown(host.localIp()) || isKnown(host.macAddress())) {
            interfaces.add(
                    new JsonObject()
                            .put("name", "primary")
                            .put("hostname", nameOf(host))
                            .put("ip", host.localIp())
                            .put("mac", mac(host.macAddress())));
        }
        if (isKnown(host.connectionIp()) && !host.connectionIp().equals(host.localIp())) {
            interfaces.add(
                    new JsonObject()
                            .put("name", "connection")
                            .put("ip", host.connectionIp())
                            .put("mac", mac(host.connectionMacAddress())));
        }
        return interfaces;
    }

    private static String mac(String dashed) {
        return dashed == null ? null : dashed.replace('-', ':').toUpperCase(Locale.ROOT);
    }

    private List<JsonObject> groups(Host host) {
        return host.groups().stream()
                .filter(DeviceAssets::isKnown)
                .map(id -> {
                    HostGroupName known = groups.getOrDefault(id, new HostGroupName(id, null));
                    return new JsonObject()
                            .put("uid", id)
                            .put("name", known.name())
                            .put("desc", known.description());
                })
                .toList();
    }

    private static JsonObject agent(Host host) {
        return new JsonObject()
                .put("uid", host.deviceId())
                .put("name", "Falcon sensor")
                .put("type_id", EDR)
                .put("type", "Endpoint Detection and Response")
                .put("vendor_name", "CrowdStrike")
                .put("version", host.agentVersion());
    }

    private static JsonObject cloud(Host host) {
        if (!isKnown(host.serviceProvider())) {
            return new JsonObject();
        }
        return new JsonObject()
                .put("provider", host.serviceProvider())
                .put("account", new JsonObject().put("uid", host.serviceProviderAccountId()))
                .put("zone", host.zoneGroup());
    }

    private static Boolean isCompliant(Host host) {
        String containment = host.filesystemContainmentStatus();
        if (Stream.of(host.status(), host.reducedFunctionalityMode(), containment)
                .noneMatch(DeviceAssets::isKnown)) {
            return null;
        }
        return "normal".equals(host.status())
                && "no".equals(host.reducedFunctionalityMode())
                && "normal".equals(containment);
    }

    private static List<JsonObject> enrichments(Host host) {
        DevicePolicy firewall = host.devicePolicies().get("firewall");
        if (firewall == null) {
            return List.of();
        }
        boolean enabled = Objects.equals(firewall.applied(), true);
        return List.of(
                new JsonObject()
                        .put("name", "compliance")
                        .put("value", "hygiene")
                        .put(
                                "data",
                                new JsonObject()
                                        .put("Firewall_status", enabled ? "Enabled" : "Disabled")));
    }

    private static boolean isKnown(String text) {
        return text != null && !text.isBlank();
    }
}
