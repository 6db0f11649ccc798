package io.ropewalk.inventory.hosts;

import io.ropewalk.falcon.hosts.Host;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Turns a host record into graph properties. Pure. Names are those of Cartography's {@code
 * CrowdstrikeHost}; the ones it does not have are named after the vendor's field in the same
 * manner.
 */
public final class HostShape {
    /** The tenant, by its configured name, whose runs write and retire the node. */
    public static final String TENANT = "ropewalk_tenant";

    /** The content hash. */
    public static final String HASH = "ropewalk_hash";

    private final String tenant;
    private final String moduleVersion;

    /**
     * @param tenant configured name of the tenant that writes
     * @param moduleVersion stands in {@code _module_version}
     */
    public HostShape(String tenant, String moduleVersion) {
        this.tenant = Objects.requireNonNull(tenant, "tenant");
        this.moduleVersion = Objects.requireNonNull(moduleVersion, "moduleVersion");
    }

    /** The row to write, or why there is none. */
    public Shaped shape(Host host) {
        if (host.deviceId().isBlank()) {
            return new Shaped.Refused("A host has no device id.");
        }
        if (host.cid().isBlank()) {
            return new Shaped.Refused("A host has no customer id, so its tenant is not known.");
        }
        Map<String, Object> properties = new LinkedHashMap<>(128);
        identity(host, properties);
        system(host, properties);
        network(host, properties);
        sensor(host, properties);
        people(host, properties);
        kubernetes(host, properties);
        String hash = ContentHash.of(tenant, properties);
        properties.put(TENANT, tenant);
        properties.put(HASH, hash);
        properties.put("_module_name", "ropewalk:inventory-sync");
        properties.put("_module_version", moduleVersion);
        return new Shaped.Row(
                new HostRow(host.deviceId(), host.cid(), hash, properties, weight(properties)));
    }

    private static void identity(Host host, Map<String, Object> to) {
        to.put("id", host.deviceId());
        to.put("cid", host.cid());
        to.put("email", host.email());
        to.put("instance_id", host.instanceId());
        to.put("serial_number", host.serialNumber());
        to.put("status", host.status());
        to.put("hostname", host.hostname());
        to.put("machine_domain", host.machineDomain());
        to.put("service_provider", host.serviceProvider());
        to.put("service_provider_account_id", host.serviceProviderAccountId());
        to.put("zone_group", host.zoneGroup());
        to.put("site_name", host.siteName());
        to.put("ou", filled(host.ou()));
        to.put("tags", filled(host.tags()));
        to.put("groups", filled(host.groups()));
        to.put("criticality", host.criticality());
        to.put("host_hidden_status", host.hostHiddenStatus());
    }

    private static void system(Host host, Map<String, Object> to) {
        to.put("os_version", host.osVersion());
        to.put("os_build", host.osBuild());
        to.put("os_product_name", host.osProductName());
        to.put("platform_id", host.platformId());
        to.put("platform_name", host.platformName());
        to.put("kernel_version", host.kernelVersion());
        to.put("major_version", host.majorVersion());
        to.put("minor_version", host.minorVersion());
        to.put("cpu_signature", host.cpuSignature());
        to.put("bios_manufacturer", host.biosManufacturer());
        to.put("bios_version", host.biosVersion());
        to.put("system_manufacturer", host.systemManufacturer());
        to.put("system_product_name", host.systemProductName());
        to.put("chassis_type", host.chassisType());
        to.put("chassis_type_desc", host.chassisTypeDesc());
        to.put("product_type", host.productType());
        to.put("product_type_desc", host.productTypeDesc());
        to.put("last_reboot", host.lastReboot());
    }

    private static void network(Host host, Map<String, Object> to) {
        to.put("local_ip", host.localIp());
        to.put("external_ip", host.externalIp());
        to.put("mac_address", host.macAddress());
        to.put("connection_ip", host.connectionIp());
        to.put("connection_mac_address", host.connectionMacAddress());
        to.put("default_gateway_ip", host.defaultGatewayIp());
    }

    private static void sensor(Host host, Map<String, Object> to) {
        to.put("agent_version", host.agentVersion());
        to.put("crowdstrike_first_seen", host.firstSeen());
        to.put("crowdstrike_last_seen", host.lastSeen());
        // Queries written for older graphs read these two names.
        to.put("first_seen", host.firstSeen());
        to.put("last_seen", host.lastSeen());
        to.put("modified_timestamp", host.modifiedTimestamp());
        to.put("provision_status", host.provisionStatus());
        to.put("reduced_functionality_mode", host.reducedFunctionalityMode());
        to.put("filesystem_containment_status", host.filesystemContainmentStatus());
        to.put("linux_sensor_mode", host.linuxSensorMode());
        to.put("deployment_type", host.deploymentType());
        to.put("rtr_state", host.rtrState());
        to.put("release_group", host.releaseGroup());
    }

    private static void people(Host host, Map<String, Object> to) {
        to.put("last_login_user", host.lastLoginUser());
        to.put("last_login_user_sid", host.lastLoginUserSid());
        to.put("last_login_uid", host.lastLoginUid());
        to.put("last_login_timestamp", host.lastLoginTimestamp());
    }

    private static void kubernetes(Host host, Map<String, Object> to) {
        to.put("k8s_cluster_id", host.k8sClusterId());
        to.put("pod_name", host.podName());
        to.put("pod_namespace", host.podNamespace());
    }

    private static List<String> filled(List<String> list) {
        return list.isEmpty() ? null : list;
    }

    private static int weight(Map<String, Object> properties) {
        int bytes = 0;
        for (Map.Entry<String, Object> property : properties.entrySet()) {
            bytes += property.getKey().length() + 2 + weight(property.getValue());
        }
        return bytes;
    }

    private static int weight(Object value) {
        return switch (value) {
            case null -> 1;
            case List<?> list -> list.stream().mapToInt(HostShape::weight).sum() + 3;
            default -> value.toString().length() + 3;
        };
    }
}
