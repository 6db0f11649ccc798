package io.ropewalk.inventory.graph.neo4j;

import io.ropewalk.inventory.graph.EdgeType;
import io.ropewalk.inventory.graph.NodeType;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The Cypher for one type of edge. An edge is {@code [id, other id, values...]}. Between two nodes
 * there is at most one of a type.
 */
final class EdgeStatements {
    private static final int HEAD = 2;

    /** For nodes just made, which have no edges yet. */
    final String create;

    /**
     * Brings the edges of changed nodes up to date. No MERGE, which locks both ends, and no write
     * to an edge that is right: the other end is one that many records share, and two writers that
     * come to such nodes in different orders lock each other up. The record's own node, which its
     * update has locked before, keeps an edge from being drawn twice; the locks on the other ends
     * are left to the commit, which is short: two writers hardly ever meet there.
     */
    final String merge;

    /** Cuts what a changed node's record no longer tells of: {@code [id, [other ids]]}. */
    final String cut;

    /** Takes the hash from those whose edge could not be drawn, so that they are written again. */
    final String unresolved;

    EdgeStatements(NodeType type, EdgeType edge) {
        String ends =
                """
                UNWIND $edges AS e
                MATCH (n:%s {id: e[0]})
                MATCH (o:%s {id: e[1]})
                """
                        .formatted(type.label(), edge.otherLabel());
        String carried =
                IntStream.range(0, edge.properties().size())
                        .mapToObj(i -> edge.properties().get(i) + ": e[" + (i + HEAD) + "]")
                        .collect(Collectors.joining(", "));
        String more = carried.isEmpty() ? "" : ", " + carried;
        create =
                ends
                        + "CREATE "
                        + arrow(edge, "[:%s {%s%s}]".formatted(edge.name(), ours(), more))
                        + "\nRETURN count(*) AS n";
        merge =
                ends
                        + """
                        OPTIONAL MATCH %s
                        FOREACH (_ IN CASE WHEN r IS NULL THEN [1] ELSE [] END | CREATE %s)
                        %sRETURN count(*) AS n
                        """
                                .formatted(
                                        arrow(edge, "[r:" + edge.name() + "]"),
                                        arrow(
                                                edge,
                                                "[:%s {%s%s}]"
                                                        .formatted(edge.name(), ours(), more)),
                                        refresh(edge, more));
        cut =
                """
                UNWIND $rows AS row
                MATCH (n:%s {id: row[0]})
                MATCH %s
                WHERE NOT o.id IN row[1]
                DELETE r
                """
                        .formatted(
                                type.label(),
                                arrow(edge, "[r:" + edge.name() + "]")
                                        .replace("(o)", "(o:" + edge.otherLabel() + ")"));
        unresolved =
                """
                UNWIND $edges AS e
                MATCH (n:%s {id: e[0]})
                WHERE NOT EXISTS { (o:%s {id: e[1]}) }
                SET n.ropewalk_hash = null
                """
                        .formatted(type.label(), edge.otherLabel());
    }

    private static String refresh(EdgeType edge, String more) {
        if (edge.properties().isEmpty()) {
            return "";
        }
        String differs =
                IntStream.range(0, edge.properties().size())
                        .mapToObj(i ->
                                "coalesce(toString(r.%s), '') <> coalesce(toString(e[%d]), '')"
                                        .formatted(edge.properties().get(i), i + HEAD))
                        .collect(Collectors.joining(" OR "));
        return """
        FOREACH (old IN CASE WHEN r IS NOT NULL AND (%s) THEN [r] ELSE [] END | SET old += {lastupdated: $tag%s})
        """
                .formatted(differs, more);
    }

    private static String ours() {
        return NodeStatements.MADE_BY_US;
    }

    private static String arrow(EdgeType edge, String relationship) {
        return edge.outgoing() ? "(n)-" + relationship + "->(o)" : "(n)<-" + relationship + "-(o)";
    }
}
