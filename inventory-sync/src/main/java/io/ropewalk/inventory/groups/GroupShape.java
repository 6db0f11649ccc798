package io.ropewalk.inventory.groups;

import io.ropewalk.falcon.hostgroups.HostGroup;
import io.ropewalk.inventory.graph.NodeType;
import io.ropewalk.inventory.graph.Row;
import io.ropewalk.inventory.shape.Column;
import io.ropewalk.inventory.shape.Of;
import io.ropewalk.inventory.shape.RowMaker;
import io.ropewalk.inventory.shape.Shape;
import io.ropewalk.inventory.shape.Shaped;
import java.util.List;
import java.util.Map;

/** Turns a host group into graph properties. Pure. Which hosts are in it the hosts tell. */
public final class GroupShape implements Shape<Of<HostGroup>> {
    private static final List<Column<HostGroup>> COLUMNS =
            List.of(
                    new Column<>("name", HostGroup::name),
                    new Column<>("description", HostGroup::description),
                    new Column<>("group_type", HostGroup::groupType),
                    new Column<>("assignment_rule", HostGroup::assignmentRule),
                    new Column<>("created_by", HostGroup::createdBy),
                    new Column<>("created_timestamp", HostGroup::createdTimestamp),
                    new Column<>("modified_by", HostGroup::modifiedBy),
                    new Column<>("modified_timestamp", HostGroup::modifiedTimestamp));

    /** The nodes that host groups become. */
    public static final NodeType TYPE =
            NodeType.owned("host groups", "CrowdstrikeHostGroup", RowMaker.names(COLUMNS))
                    .indexed("name");

    private final RowMaker<HostGroup> rows;

    /**
     * Shapes for one tenant.
     *
     * @param tenant configured name of the tenant that writes
     */
    public GroupShape(String tenant) {
        rows = new RowMaker<>(tenant, TYPE, COLUMNS);
    }

    @Override
    public Shaped shape(Of<HostGroup> group) {
        String id = group.record().id();
        return id.isBlank()
                ? new Shaped.Refused("A host group has no id.")
                : new Shaped.Ready(rows.row(id, group.cid(), group.record()));
    }

    /** A group of which only the id is known. */
    public static Shaped.Companion stub(String id, String cid) {
        return new Shaped.Companion(TYPE, Row.stub(TYPE, id, cid, Map.of()));
    }
}
