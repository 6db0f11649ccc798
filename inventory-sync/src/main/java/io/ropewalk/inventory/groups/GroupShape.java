package io.ropewalk.inventory.groups;

import io.ropewalk.inventory.graph.NodeType;
import java.util.List;

/** Turns a host group into graph properties. Pure. */
public final class GroupShape {
    private static final List<String> PROPERTIES =
            List.of(
                    "name",
                    "description",
                    "group_type",
                    "assignment_rule",
                    "created_by",
                    "created_timestamp",
                    "modified_by",
                    "modified_timestamp");

    /** The nodes that host groups become. */
    public static final NodeType TYPE =
            NodeType.owned("host groups", "CrowdstrikeHostGroup", PROPERTIES).indexed("name");

    private GroupShape() {}
}
