package io.ropewalk.inventory.policies;

import io.ropewalk.falcon.hostgroups.HostGroup;
import io.ropewalk.falcon.policies.Policy;
import io.ropewalk.falcon.policies.PolicyKind;
import io.ropewalk.falcon.policies.SensorUpdateSettings;
import io.ropewalk.inventory.graph.EdgeType;
import io.ropewalk.inventory.graph.NodeType;
import io.ropewalk.inventory.graph.Row;
import io.ropewalk.inventory.groups.GroupShape;
import io.ropewalk.inventory.shape.Column;
import io.ropewalk.inventory.shape.RowMaker;
import io.ropewalk.inventory.shape.Shape;
import io.ropewalk.inventory.shape.Shaped;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Turns a policy into graph properties. Pure. Which hosts have it the hosts tell; so do policies of
 * other kinds (firewall, device control, ...), which have an id and a kind only.
 */
public final class PolicyShape implements Shape<Policy> {
    private static final String LABEL = "CrowdstrikePolicy";
    private static final String TYPE_OF = "policy_type";

    private static final List<String> PROPERTIES =
            List.of(
                    TYPE_OF,
                    "name",
                    "description",
                    "platform_name",
                    "enabled",
                    "created_by",
                    "created_timestamp",
                    "modified_by",
                    "modified_timestamp",
                    "sensor_build",
                    "sensor_version",
                    "uninstall_protection");

    private static final EdgeType APPLIES_TO = EdgeType.to("APPLIES_TO", GroupShape.TYPE.label());

    /** The nodes that prevention policies become. */
    public static final NodeType PREVENTION =
            NodeType.owned("prevention policies", "CrowdstrikePreventionPolicy", PROPERTIES)
                    .labelled(LABEL)
                    .joined(APPLIES_TO);

    /** The nodes that sensor update policies become. */
    public static final NodeType SENSOR_UPDATE =
            NodeType.owned("sensor update policies", "CrowdstrikeSensorUpdatePolicy", PROPERTIES)
                    .labelled(LABEL)
                    .joined(APPLIES_TO);

    /** Every policy; those of other kinds have no other label. */
    public static final NodeType ANY =
            NodeType.owned("policies", LABEL, PROPERTIES).indexed("name");

    private final RowMaker<Policy> rows;

    /**
     * Shapes for one tenant.
     *
     * @param tenant configured name of the tenant that writes
     */
    public PolicyShape(String tenant, PolicyKind kind) {
        rows = new RowMaker<>(tenant, type(kind), columns(kind));
    }

    /** The nodes that policies of a kind become. */
    public static NodeType type(PolicyKind kind) {
        return switch (kind) {
            case PREVENTION -> PREVENTION;
            case SENSOR_UPDATE -> SENSOR_UPDATE;
        };
    }

    @Override
    public Shaped shape(Policy policy) {
        if (policy.id().isBlank() || policy.cid() == null || policy.cid().isBlank()) {
            return new Shaped.Refused("A policy has no id or no customer id.");
        }
        List<String> groups =
                policy.groups().stream().map(HostGroup::id).distinct().sorted().toList();
        Row row =
                rows.row(
                        policy.id(),
                        policy.cid(),
                        policy.id(),
                        policy,
                        List.of(groups.stream().map(Row.Link::to).toList()));
        return new Shaped.Ready(
                row, groups.stream().map(it -> GroupShape.stub(it, policy.cid())).toList());
    }

    /**
     * A policy of which only the id and kind are known.
     *
     * @param kind as a host record names it, for example {@code sensor_update}
     */
    public static Shaped.Companion stub(String id, String kind, String cid) {
        NodeType type =
                switch (kind) {
                    case "prevention" -> PREVENTION;
                    case "sensor_update" -> SENSOR_UPDATE;
                    default -> ANY;
                };
        return new Shaped.Companion(type, Row.stub(type, id, cid, Map.of(TYPE_OF, kind)));
    }

    private static List<Column<Policy>> columns(PolicyKind kind) {
        String word =
                switch (kind) {
                    case PREVENTION -> "prevention";
                    case SENSOR_UPDATE -> "sensor_update";
                };
        return List.of(
                new Column<>(TYPE_OF, _ -> word),
                new Column<>("name", Policy::name),
                new Column<>("description", Policy::description),
                new Column<>("platform_name", Policy::platformName),
                new Column<>("enabled", Policy::enabled),
                new Column<>("created_by", Policy::createdBy),
                new Column<>("created_timestamp", Policy::createdTimestamp),
                new Column<>("modified_by", Policy::modifiedBy),
                new Column<>("modified_timestamp", Policy::modifiedTimestamp),
                new Column<>("sensor_build", set(SensorUpdateSettings::build)),
                new Column<>("sensor_version", set(SensorUpdateSettings::sensorVersion)),
                new Column<>(
                        "uninstall_protection", set(SensorUpdateSettings::uninstallProtection)));
    }

    private static Function<Policy, Object> set(Function<SensorUpdateSettings, Object> value) {
        return policy -> policy.settings() == null ? null : value.apply(policy.settings());
    }
}
