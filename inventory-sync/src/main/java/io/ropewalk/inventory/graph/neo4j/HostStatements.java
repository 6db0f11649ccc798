package io.ropewalk.inventory.graph.neo4j;

import io.ropewalk.inventory.hosts.HostShape;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The Cypher for hosts: few texts that never change, so that the server keeps their plans.
 * Parameters: {@code rows}, {@code tenant}, {@code others}, {@code tag}, {@code version}.
 */
final class HostStatements {
    private HostStatements() {}

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
     * A run that lags behind a later one must not lower its mark: the later one would take the host
     * for gone. Neither sees the other where two programs keep their leases in different databases.
     */
    private static final String NEVER_BACK =
            "CASE WHEN h.lastupdated > $tag THEN h.lastupdated ELSE $tag END";

    /**
     * Sorts rows {@code [id, hash]} into new (0), changed (1), another tenant's (2), unchanged (3).
     * The hash covers the tenant, so an equal one proves the node is the tenant's own.
     */
    private static final String SORT =
            """
            UNWIND $rows AS row
            OPTIONAL MATCH (h:CrowdstrikeHost {id: row[0]})
            WITH row[0] AS id, h, CASE
                WHEN h IS NULL THEN 0
                WHEN h.ropewalk_hash = row[1] THEN 3
                WHEN h.ropewalk_tenant IN $others THEN 2
                ELSE 1 END AS kind
            """;

    private static final String SORTED =
            """
            RETURN collect(CASE kind WHEN 0 THEN id END) AS created,
                collect(CASE kind WHEN 1 THEN id END) AS updated,
                sum(CASE kind WHEN 2 THEN 1 ELSE 0 END) AS elsewhere,
                sum(CASE kind WHEN 3 THEN 1 ELSE 0 END) AS unchanged
            """;

    /**
     * Reads one property of each host and writes one on the unchanged ones: no rows come back for
     * those.
     */
    static final String MARK_UNCHANGED =
            SORT
                    + "SET (CASE WHEN kind = 3 THEN h END).lastupdated = "
                    + NEVER_BACK
                    + "\n"
                    + SORTED;

    static final String COMPARE =
            SORT
                    + SORTED.stripTrailing()
                    + ",\n    count(CASE WHEN h.ropewalk_tenant = $tenant THEN 1 END) AS owned";

    /**
     * What a row {@code [id, cid, hash, values...]} puts on a node. Rows are lists and the names
     * stand here: that is a third less to send and to read than a map a row, and the server writes
     * it a quarter faster.
     */
    private static final String PROPERTIES =
            IntStream.range(0, HostShape.PROPERTIES.size())
                    .mapToObj(i -> HostShape.PROPERTIES.get(i) + ": row[" + (i + 3) + "]")
                    .collect(
                            Collectors.joining(
                                    ", ",
                                    "{id: row[0], cid: row[1], ropewalk_hash: row[2], ropewalk_tenant: $tenant, ",
                                    ", _module_name: 'ropewalk:inventory-sync', _module_version: $version, lastupdated: "
                                            + NEVER_BACK
                                            + "}"));

    private static final String EDGE =
            """
            [:RESOURCE {firstseen: timestamp(), lastupdated: $tag,
                _module_name: 'ropewalk:inventory-sync', _module_version: $version}]
            """;

    /**
     * New hosts with their edge. A plain create: it is cheaper than a merge, it does not lock a
     * dense tenant node alone, and a host that someone else made meanwhile breaks the constraint,
     * upon which the batch is sorted again.
     */
    static final String CREATE =
            """
            UNWIND $rows AS row
            MATCH (t:CrowdstrikeTenant {id: row[1]})
            CREATE (h:CrowdstrikeHost)
            SET h = %s
            SET h.firstseen = timestamp()
            CREATE (t)-%s->(h)
            """
                    .formatted(PROPERTIES, EDGE.strip());

    /**
     * {@code +=} leaves what other programs put on the node; a null value takes a property away.
     */
    static final String UPDATE =
            """
            UNWIND $rows AS row
            MATCH (h:CrowdstrikeHost {id: row[0]})
            SET h += %s
            """
                    .formatted(PROPERTIES);

    /** For changed hosts only: a host may have moved to another customer, or never had an edge. */
    static final String MOVE =
            """
            UNWIND $rows AS row
            MATCH (h:CrowdstrikeHost {id: row[0]})
            WHERE NOT EXISTS { (h)<-[:RESOURCE]-(:CrowdstrikeTenant {id: row[1]}) }
            OPTIONAL MATCH (h)<-[old:RESOURCE]-(:CrowdstrikeTenant)
            DELETE old
            WITH DISTINCT row[1] AS cid, h
            MATCH (t:CrowdstrikeTenant {id: cid})
            CREATE (t)-%s->(h)
            """
                    .formatted(EDGE.strip());

    static final String SEEN =
            """
            MATCH (h:CrowdstrikeHost {ropewalk_tenant: $tenant})
            WHERE h.lastupdated = $tag
            RETURN count(h) AS n
            """;

    static final String OWNED =
            """
            MATCH (h:CrowdstrikeHost {ropewalk_tenant: $tenant})
            RETURN count(h) AS n
            """;

    // Older, not "different": a run that was held up must not delete what a later one wrote.
    static final String STALE =
            """
            MATCH (h:CrowdstrikeHost {ropewalk_tenant: $tenant})
            WHERE h.lastupdated < $tag
            RETURN count(h) AS n
            """;

    static final String STALE_PAGE =
            """
            MATCH (h:CrowdstrikeHost {ropewalk_tenant: $tenant})
            WHERE h.lastupdated < $tag
            RETURN h.id AS id LIMIT $limit
            """;

    /**
     * Bounded by edges, not nodes: one host may carry more findings than a transaction can hold.
     */
    static final String CUT_EDGES =
            """
            MATCH (h:CrowdstrikeHost)
            WHERE h.id IN $ids AND h.ropewalk_tenant = $tenant AND h.lastupdated < $tag
            MATCH (h)-[r]-()
            WITH r LIMIT $limit
            DELETE r
            RETURN count(*) AS n
            """;

    /** Without DETACH: an edge that came meanwhile makes it fail rather than grow. */
    static final String DELETE =
            """
            MATCH (h:CrowdstrikeHost)
            WHERE h.id IN $ids AND h.ropewalk_tenant = $tenant AND h.lastupdated < $tag
            DELETE h
            RETURN count(*) AS n
            """;
}
