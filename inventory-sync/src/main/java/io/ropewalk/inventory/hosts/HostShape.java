package io.ropewalk.inventory.hosts;

import io.ropewalk.falcon.hosts.Host;
import io.ropewalk.inventory.graph.EdgeType;
import io.ropewalk.inventory.graph.NodeType;
import io.ropewalk.inventory.graph.Row;
import io.ropewalk.inventory.groups.GroupShape;
import io.ropewalk.inventory.shape.AgentId;
import io.ropewalk.inventory.shape.Column;
import io.ropewalk.inventory.shape.RowMaker;
import io.ropewalk.inventory.shape.Shape;
import io.ropewalk.inventory.shape.Shaped;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Turns a host record into graph properties. Pure. Names are those of Cartography's {@code
 * CrowdstrikeHost}; the ones it does not have are named after the vendor's field in the same
 * manner.
 */
public final class HostShape implements Shape<Host> {

    private static final List<Column<Host>> COLUMNS =
            Stream.of(identity(), system(), network(), sensor(), people(), kubernetes())
                    .flatMap(List::stream)
                    .toList();

    /** The nodes that hosts become. */
    public static final NodeType TYPE =
            NodeType.owned("hosts", "CrowdstrikeHost", RowMaker.names(COLUMNS))
                    .indexed("hostname", "instance_id", "serial_number", "email", "external_ip")
                    .joined(EdgeType.to("MEMBER_OF", GroupShape.TYPE.label()));

    private final RowMaker<Host> rows;

    /**
     * Shapes for one tenant.
     *
     * @param tenant configured name of the tenant that writes
     */
    public HostShape(String tenant) {
        rows = new RowMaker<>(tenant, TYPE, COLUMNS);
    }

    @Override
    public Shaped shape(Host host) {
        String id = AgentId.of(host.deviceId());
        if (id.isEmpty()) {
            return new Shaped.Refused("A host has no device id.");
        }
        if (host.cid().isBlank()) {
            return new Shaped.Refused("A host has no customer id, so its tenant is not known.");
        }
        List<String> memberOf =
                host.groups().stream().filter(it -> !it.isBlank()).distinct().sorted().toList();
        Row row =
                rows.row(
                        id,
                        host.cid(),
                        id,
                        host,
                        List.of(memberOf.stream().map(Row.Link::to).toList()));
        return new Shaped.Ready(
                row, memberOf.stream().map(group -> stub(group, host.cid())).toList());
    }

    private static Shaped.Companion stub(String group, String cid) {
        return new Shaped.Companion(
                GroupShape.TYPE, Row.stub(GroupShape.TYPE, group, cid, Map.of()));
    }

    private static List<Column<Host>> identity() {
        return List.of(
                new Column<>("email", Host::email),
                new Column<>("instance_id", Host::instanceId),
                new Column<>("serial_number", Host::serialNumber),
                new Column<>("status", Host::status),
                new Column<>("hostname", Host::hostname),
                new Column<>("machine_domain", Host::machineDomain),
                new Column<>("service_provider", Host::serviceProvider),
                new Column<>("service_provider_account_id", Host::serviceProviderAccountId),
                new Column<>("zone_group", Host::zoneGroup),
                new Column<>("site_name", Host::siteName),
                new Column<>("ou", host -> Column.filled(host.ou())),
                new Column<>("tags", host -> Column.filled(host.tags())),
                new Column<>("groups", host -> Column.filled(host.groups())),
                new Column<>("criticality", Host::criticality),
                new Column<>("host_hidden_status", Host::hostHiddenStatus));
    }

    private static List<Column<Host>> system() {
        return List.of(
                new Column<>("os_version", Host::osVersion),
                new Column<>("os_build", Host::osBuild),
                new Column<>("os_product_name", Host::osProductName),
                new Column<>("platform_id", Host::platformId),
                new Column<>("platform_name", Host::platformName),
                new Column<>("kernel_version", Host::kernelVersion),
                new Column<>("major_version", Host::majorVersion),
                new Column<>("minor_version", Host::minorVersion),
                new Column<>("cpu_signature", Host::cpuSignature),
                new Column<>("bios_manufacturer", Host::biosManufacturer),
                new Column<>("bios_version", Host::biosVersion),
                new Column<>("system_manufacturer", Host::systemManufacturer),
                new Column<>("system_product_name", Host::systemProductName),
                new Column<>("chassis_type", Host::chassisType),
                new Column<>("chassis_type_desc", Host::chassisTypeDesc),
                new Column<>("product_type", Host::productType),
                new Column<>("product_type_desc", Host::productTypeDesc),
                new Column<>("last_reboot", Host::lastReboot));
    }

    private static List<Column<Host>> network() {
        return List.of(
                new Column<>("local_ip", Host::localIp),
                new Column<>("external_ip", Host::externalIp),
                new Column<>("mac_address", Host::macAddress),
                new Column<>("connection_ip", Host::connectionIp),
                new Column<>("connection_mac_address", Host::connectionMacAddress),
                new Column<>("default_gateway_ip", Host::defaultGatewayIp));
    }

    private static List<Column<Host>> sensor() {
        return List.of(
                new Column<>("agent_version", Host::agentVersion),
                new Column<>("crowdstrike_first_seen", Host::firstSeen),
                new Column<>("crowdstrike_last_seen", Host::lastSeen),
                // Queries written for older graphs read these two names.
                new Column<>("first_seen", Host::firstSeen),
                new Column<>("last_seen", Host::lastSeen),
                new Column<>("modified_timestamp", Host::modifiedTimestamp),
                new Column<>("provision_status", Host::provisionStatus),
                new Column<>("reduced_functionality_mode", Host::reducedFunctionalityMode),
                new Column<>("filesystem_containment_status", Host::filesystemContainmentStatus),
                new Column<>("linux_sensor_mode", Host::linuxSensorMode),
                new Column<>("deployment_type", Host::deploymentType),
                new Column<>("rtr_state", Host::rtrState),
                new Column<>("release_group", Host::releaseGroup));
    }

    private static List<Column<Host>> people() {
        return List.of(
                new Column<>("last_login_user", Host::lastLoginUser),
                new Column<>("last_login_user_sid", Host::lastLoginUserSid),
                new Column<>("last_login_uid", Host::lastLoginUid),
                new Column<>("last_login_timestamp", Host::lastLoginTimestamp));
    }

    private static List<Column<Host>> kubernetes() {
        return List.of(
                new Column<>("k8s_cluster_id", Host::k8sClusterId),
                new Column<>("pod_name", Host::podName),
                new Column<>("pod_namespace", Host::podNamespace));
    }
}
