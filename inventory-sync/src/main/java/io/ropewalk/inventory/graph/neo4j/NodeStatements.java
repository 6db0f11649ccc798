package io.ropewalk.inventory.graph.neo4j;

import io.ropewalk.inventory.graph.NodeType;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The Cypher for the nodes of one type: few texts that never change, so that the server keeps their
 * plans. Parameters: {@code rows}, {@code tenant}, {@code others}, {@code tag}, {@code version}.
 */
final class NodeStatements {
    /** What stands before a row's values: id, customer, hash. */
    static final int HEAD = 3;

    /** Serial: merging the few tenant nodes from several writers would only make them wait. */
    static final String PLACE_TENANTS =
            """
            UNWIND $cids AS cid
            MERGE (t:CrowdstrikeTenant {id: cid})
            ON CREATE SET t.firstseen = timestamp()
            SET t:Tenant, t._ont_source = 'crowdstrike', t.lastupdated = $tag,
                t._module_name = 'ropewalk:inventory-sync', t._module_version = $version
            """;

    /**
     * A run that lags behind a later one must not lower its mark: the later one would take the node
     * for gone. Neither sees the other where two programs keep their leases in different databases.
     */
    private static final String NEVER_BACK =
            "CASE WHEN n.lastupdated > $tag THEN n.lastupdated ELSE $tag END";

    /** What every edge of ours says of itself when it is made. */
    static final String MADE_BY_US =
            """
            firstseen: timestamp(), lastupdated: $tag,
                _module_name: 'ropewalk:inventory-sync', _module_version: $version\
            """;

    private static final String SORTED =
            """
            RETURN collect(CASE kind WHEN 0 THEN id END) AS created,
                collect(CASE kind WHEN 1 THEN id END) AS updated,
                sum(CASE kind WHEN 2 THEN 1 ELSE 0 END) AS elsewhere,
                sum(CASE kind WHEN 3 THEN 1 ELSE 0 END) AS unchanged
            """;

    /**
     * Reads one property of each node and writes one on the unchanged ones: no rows come back for
     * those.
     */
    final String markUnchanged;

    final String compare;

    /**
     * New nodes with their tenant's edge. A plain create: it is cheaper than a merge, it does not
     * lock a dense tenant node alone, and a node that someone else made meanwhile breaks the
     * constraint, upon which the batch is sorted again.
     */
    final String create;

    /**
     * {@code +=} leaves what other programs put on the node; a null value takes a property away.
     */
    final String update;

    /** For changed nodes only: one may have moved to another customer, or never had an edge. */
    final String move;

    final String placeStubs;
    final String writeShared;
    final String seen;
    final String owned;
    final String stale;
    final String stalePage;
    final String staleAfter;

    /** Empty where records do not pass. Parameter {@code before}: text as in the property. */
    final String passed;

    final String passedPage;
    final String cutEdges;
    final String delete;
    final String present;
    final String removeEdges;
    final String remove;

    NodeStatements(NodeType type) {
        String node = "(n:%s)".formatted(type.label());
        String byId = "(n:%s {id: row[0]})".formatted(type.label());
        String labels =
                type.moreLabels().isEmpty() ? "" : ", n:" + String.join(":", type.moreLabels());
        String values = values(type);
        String ofTenant = "MATCH (n:%s {ropewalk_tenant: $tenant})\n".formatted(type.label());
        String sort = sort(byId);
        markUnchanged =
                sort
                        + "SET (CASE WHEN kind = 3 THEN n END).lastupdated = "
                        + NEVER_BACK
                        + "\n"
                        + SORTED;
        compare =
                sort
                        + SORTED.stripTrailing()
                        + ",\n    count(CASE WHEN n.ropewalk_tenant = $tenant THEN 1 END) AS owned";
        create =
                """
                UNWIND $rows AS row
                MATCH (t:CrowdstrikeTenant {id: row[1]})
                CREATE %s
                SET n = %s, n.firstseen = timestamp()%s
                CREATE (t)-[:RESOURCE {%s}]->(n)
                """
                        .formatted(node, values, labels, MADE_BY_US);
        update =
                """
                UNWIND $rows AS row
                MATCH %s
                SET n += %s%s
                """
                        .formatted(byId, values, labels);
        move = move(byId);
        placeStubs = placeStubs(type, byId, labels);
        writeShared = writeShared(type, byId, labels);
        seen = ofTenant + "WHERE n.lastupdated = $tag RETURN count(n) AS n";
        owned = ofTenant + "RETURN count(n) AS n";
        // Older, not "different": a run that was held up must not delete what a later one wrote.
        stale = ofTenant + "WHERE n.lastupdated < $tag RETURN count(n) AS n";
        stalePage = ofTenant + "WHERE n.lastupdated < $tag RETURN n.id AS id LIMIT $limit";
        staleAfter =
                ofTenant
                        + "WHERE n.lastupdated < $tag AND n.id > $after RETURN n.id AS id ORDER BY id LIMIT $limit";
        String over = ofTenant + "WHERE n.lastupdated < $tag AND " + over(type);
        passed = type.passing() == null ? "" : over + "RETURN count(n) AS n";
        passedPage = type.passing() == null ? "" : over + "RETURN n.id AS id LIMIT $limit";
        String old = own(node) + " AND n.lastupdated < $tag\n";
        cutEdges = cut(old);
        delete = deleted(old);
        present = own(node) + "\nRETURN count(n) AS n";
        removeEdges = cut(own(node) + "\n");
        remove = deleted(own(node) + "\n");
    }

    /**
     * What happened to a node that is gone is over, too; but where the tenant has no such nodes at
     * all, nobody has loaded them, and their absence says nothing.
     */
    private static String over(NodeType type) {
        if (type.passing() == null) {
            return "";
        }
        String other = type.edges().getFirst().otherLabel();
        return """
        (n.%s < $before OR (n.%s IS NOT NULL
            AND NOT EXISTS { (:%s {id: n.%s, ropewalk_tenant: $tenant}) }
            AND EXISTS { (:%s {ropewalk_tenant: $tenant}) }))
        """
                .formatted(
                        type.passing().at(),
                        type.passing().of(),
                        other,
                        type.passing().of(),
                        other);
    }

    /**
     * Sorts rows {@code [id, hash]} into new (0), changed (1), another tenant's (2), unchanged (3).
     * The hash covers the tenant, so an equal one proves the node is the tenant's own.
     */
    private static String sort(String byId) {
        return """
        UNWIND $rows AS row
        OPTIONAL MATCH %s
        WITH row[0] AS id, n, CASE
            WHEN n IS NULL THEN 0
            WHEN n.ropewalk_hash = row[1] THEN 3
            WHEN n.ropewalk_tenant IN $others THEN 2
            ELSE 1 END AS kind
        """
                .formatted(byId);
    }

    /**
     * What a row {@code [id, cid, hash, values...]} puts on a node. Rows are lists and the names
     * stand here: that is a third less to send and to read than a map a row, and the server writes
     * it a quarter faster.
     */
    private static String values(NodeType type) {
        return Stream.concat(
                        Stream.of(
                                "id: row[0], cid: row[1], ropewalk_hash: row[2], ropewalk_tenant: $tenant"),
                        columns(type))
                .collect(Collectors.joining(", ", "{", module() + "}"));
    }

    private static Stream<String> columns(NodeType type) {
        return IntStream.range(0, type.properties().size())
                .mapToObj(i -> type.properties().get(i) + ": row[" + (i + HEAD) + "]");
    }

    private static String module() {
        return ", _module_name: 'ropewalk:inventory-sync', _module_version: $version, lastupdated: "
                + NEVER_BACK;
    }

    private static String move(String byId) {
        return """
        UNWIND $rows AS row
        MATCH %s
        WHERE NOT EXISTS { (n)<-[:RESOURCE]-(:CrowdstrikeTenant {id: row[1]}) }
        OPTIONAL MATCH (n)<-[old:RESOURCE]-(:CrowdstrikeTenant)
        DELETE old
        WITH DISTINCT row[1] AS cid, n
        MATCH (t:CrowdstrikeTenant {id: cid})
        CREATE (t)-[:RESOURCE {%s}]->(n)
        """
                .formatted(byId, MADE_BY_US);
    }

    /** A stub bears no hash, so its own kind finds it changed and fills it. */
    private static String placeStubs(NodeType type, String byId, String labels) {
        String known =
                IntStream.range(0, type.properties().size())
                        .mapToObj(i ->
                                ", n.%s = row[%d]".formatted(type.properties().get(i), i + HEAD))
                        .collect(Collectors.joining());
        return """
        UNWIND $rows AS row
        MERGE %s
        ON CREATE SET n.firstseen = timestamp(), n.cid = row[1], n.ropewalk_tenant = $tenant,
            n._module_name = 'ropewalk:inventory-sync', n._module_version = $version%s%s
        SET n.lastupdated = %s
        WITH n, row[1] AS cid
        WHERE NOT EXISTS { (n)<-[:RESOURCE]-(:CrowdstrikeTenant) }
        MATCH (t:CrowdstrikeTenant {id: cid})
        CREATE (t)-[:RESOURCE {%s}]->(n)
        """
                .formatted(byId, labels, known, NEVER_BACK, MADE_BY_US);
    }

    private static String writeShared(NodeType type, String byId, String labels) {
        String values =
                Stream.concat(Stream.of("id: row[0], ropewalk_hash: row[2]"), columns(type))
                        .collect(Collectors.joining(", ", "{", module() + "}"));
        return """
        UNWIND $rows AS row
        MERGE %s
        ON CREATE SET n.firstseen = timestamp()%s
        SET n.lastupdated = %s
        WITH n, row WHERE n.ropewalk_hash IS NULL OR n.ropewalk_hash <> row[2]
        SET n += %s
        """
                .formatted(byId, labels, NEVER_BACK, values);
    }

    /** Nodes of the tenant by id. */
    private static String own(String node) {
        return "MATCH %s WHERE n.id IN $ids AND n.ropewalk_tenant = $tenant".formatted(node);
    }

    /**
     * Bounded by edges, not nodes: one host may carry more findings than a transaction can hold. A
     * record at the other end that told of the edge loses its hash, so that it is written again
     * should this node come back.
     */
    private static String cut(String matched) {
        return matched
                + """
                MATCH (n)-[r]-(o)
                WITH r, o LIMIT $limit
                SET (CASE WHEN type(r) IN $told AND o.ropewalk_hash IS NOT NULL THEN o END).ropewalk_hash = null
                DELETE r
                RETURN count(*) AS n
                """;
    }

    /** Without DETACH: an edge that came meanwhile makes it fail rather than grow. */
    private static String deleted(String matched) {
        return matched + "DELETE n\nRETURN count(*) AS n\n";
    }

    /** Nodes that nothing of ours points at and that nobody has mentioned for a day. */
    static String sweep(NodeType type, List<String> pointing) {
        String condition =
                type.shared()
                        ? "n._module_name = 'ropewalk:inventory-sync'"
                        : "n.ropewalk_tenant = $tenant AND n.ropewalk_hash IS NULL";
        String unused =
                pointing.stream()
                        .map(" AND NOT EXISTS { (n)-[:%s]-() }"::formatted)
                        .collect(Collectors.joining());
        return """
        MATCH (n:%s)
        WHERE %s AND n.lastupdated < $tag - 86400%s
        WITH n LIMIT $limit
        DETACH DELETE n
        RETURN count(*) AS n
        """
                .formatted(type.label(), condition, unused);
    }
}
