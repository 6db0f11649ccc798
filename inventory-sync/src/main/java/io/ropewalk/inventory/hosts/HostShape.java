package io.ropewalk.inventory.hosts;

import io.ropewalk.falcon.hosts.Host;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Turns a host record into graph properties. Pure. Names are those of Cartography's {@code
 * CrowdstrikeHost}; the ones it does not have are named after the vendor's field in the same
 * manner.
 */
public final class HostShape {

    private record Column(String name, Function<Host, Object> value) {}

    private static final List<Column> COLUMNS =
            Stream.of(identity(), system(), network(), sensor(), people(), kubernetes())
                    .flatMap(List::stream)
                    .toList();

    /** Names of the properties a row has values for, beside its id, customer and hash. */
    public static final List<String> PROPERTIES = COLUMNS.stream().map(Column::name).toList();

    private final String tenant;

    /**
     * Shapes for one tenant.
     *
     * @param tenant configured name of the tenant that writes
     */
    public HostShape(String tenant) {
        this.tenant = Objects.requireNonNull(tenant, "tenant");
    }

    /** The row to write, or why there is none. */
    public Shaped shape(Host host) {
        if (host.deviceId().isBlank()) {
            return new Shaped.Refused("A host has no device id.");
        }
        if (host.cid().isBlank()) {
            return new Shaped.Refused("A host has no customer id, so its tenant is not known.");
        }
        List<Object> values = new ArrayList<>(COLUMNS.size());
        ContentHash hash = new ContentHash(tenant);
        hash.add("id", host.deviceId());
        hash.add("cid", host.cid());
        int bytes = host.deviceId().length() + host.cid().length();
        for (Column column : COLUMNS) {
            Object value = column.value().apply(host);
            values.add(value);
            hash.add(column.name(), value);
            bytes += weight(value);
        }
        return new Shaped.Row(new HostRow(host.deviceId(), host.cid(), hash.text(), values, bytes));
    }

    private static List<Column> identity() {
        return List.of(
                new Column("email", Host::email),
                new Column("instance_id", Host::instanceId),
                new Column("serial_number", Host::serialNumber),
                new Column("status", Host::status),
                new Column("hostname", Host::hostname),
                new Column("machine_domain", Host::machineDomain),
                new Column("service_provider", Host::serviceProvider),
                new Column("service_provider_account_id", Host::serviceProviderAccountId),
                new Column("zone_group", Host::zoneGroup),
                new Column("site_name", Host::siteName),
                new Column("ou", host -> filled(host.ou())),
                new Column("tags", host -> filled(host.tags())),
                new Column("groups", host -> filled(host.groups())),
                new Column("criticality", Host::criticality),
                new Column("host_hidden_status", Host::hostHiddenStatus));
    }

    private static List<Column> system() {
        return List.of(
                new Column("os_version", Host::osVersion),
                new Column("os_build", Host::osBuild),
                new Column("os_product_name", Host::osProductName),
                new Column("platform_id", Host::platformId),
                new Column("platform_name", Host::platformName),
                new Column("kernel_version", Host::kernelVersion),
                new Column("major_version", Host::majorVersion),
                new Column("minor_version", Host::minorVersion),
                new Column("cpu_signature", Host::cpuSignature),
                new Column("bios_manufacturer", Host::biosManufacturer),
                new Column("bios_version", Host::biosVersion),
                new Column("system_manufacturer", Host::systemManufacturer),
                new Column("system_product_name", Host::systemProductName),
                new Column("chassis_type", Host::chassisType),
                new Column("chassis_type_desc", Host::chassisTypeDesc),
                new Column("product_type", Host::productType),
                new Column("product_type_desc", Host::productTypeDesc),
                new Column("last_reboot", Host::lastReboot));
    }

    private static List<Column> network() {
        return List.of(
                new Column("local_ip", Host::localIp),
                new Column("external_ip", Host::externalIp),
                new Column("mac_address", Host::macAddress),
                new Column("connection_ip", Host::connectionIp),
                new Column("connection_mac_address", Host::connectionMacAddress),
                new Column("default_gateway_ip", Host::defaultGatewayIp));
    }

    private static List<Column> sensor() {
        return List.of(
                new Column("agent_version", Host::agentVersion),
                new Column("crowdstrike_first_seen", Host::firstSeen),
                new Column("crowdstrike_last_seen", Host::lastSeen),
                // Queries written for older graphs read these two names.
                new Column("first_seen", Host::firstSeen),
                new Column("last_seen", Host::lastSeen),
                new Column("modified_timestamp", Host::modifiedTimestamp),
                new Column("provision_status", Host::provisionStatus),
                new Column("reduced_functionality_mode", Host::reducedFunctionalityMode),
                new Column("filesystem_containment_status", Host::filesystemContainmentStatus),
                new Column("linux_sensor_mode", Host::linuxSensorMode),
                new Column("deployment_type", Host::deploymentType),
                new Column("rtr_state", Host::rtrState),
                new Column("release_group", Host::releaseGroup));
    }

    private static List<Column> people() {
        return List.of(
                new Column("last_login_user", Host::lastLoginUser),
                new Column("last_login_user_sid", Host::lastLoginUserSid),
                new Column("last_login_uid", Host::lastLoginUid),
                new Column("last_login_timestamp", Host::lastLoginTimestamp));
    }

    private static List<Column> kubernetes() {
        return List.of(
                new Column("k8s_cluster_id", Host::k8sClusterId),
                new Column("pod_name", Host::podName),
                new Column("pod_namespace", Host::podNamespace));
    }

    private static List<String> filled(List<String> list) {
        return list.isEmpty() ? null : list;
    }

    private static int weight(Object value) {
        return switch (value) {
            case null -> 1;
            case List<?> list -> list.stream().mapToInt(HostShape::weight).sum() + 3;
            default -> value.toString().length() + 3;
        };
    }
}
