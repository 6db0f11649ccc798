package io.ropewalk.inventory.links.neo4j;

/**
 * The Cypher that writes. Only edges with our {@code _module_name} are ever removed; an edge that
 * is there already, whoever made it, is not made twice. Edges keep the {@code lastupdated} of the
 * run that made them, as {@code RESOURCE} does.
 */
final class LinkWrites {
    private LinkWrites() {}

    private static final String EDGE =
            "{firstseen: timestamp(), lastupdated: $tag, _module_name: $module, _module_version: $version}";

    /**
     * With the index named: planned while a graph's indexes count as empty, it would read all hosts
     * for each row.
     */
    private static final String OUR_HOST =
            """
            UNWIND $rows AS row
            MATCH (h:CrowdstrikeHost {id: row.host})
            USING INDEX SEEK h:CrowdstrikeHost(id)
            WHERE h.ropewalk_tenant = $tenant
            """;

    /** Nodes of others are left as they are. */
    static final String KEEP_DEVICES =
            """
            UNWIND $rows AS row
            MERGE (d:Device {id: row.id})
            ON CREATE SET d:Ontology, d.firstseen = timestamp(), d._module_name = $module
            WITH d, row WHERE d._module_name = $module
            SET d += row.properties, d.lastupdated = $tag, d._module_version = $version
            """;

    static final String KEEP_ADDRESSES =
            """
            UNWIND $ips AS ip
            MERGE (p:PublicIP {id: ip})
            ON CREATE SET p:Ontology, p.firstseen = timestamp(), p._module_name = $module, p.ip_address = ip,
                p.ip_version = CASE WHEN ip CONTAINS ':' THEN 6 ELSE 4 END
            WITH p WHERE p._module_name = $module
            SET p.lastupdated = $tag, p._module_version = $version
            """;

    static final String CUT_INSTANCES =
            OUR_HOST
                    + """
                    MATCH (h)-[r:IS_INSTANCE]->(i)
                    WHERE r._module_name = $module AND (row.instance IS NULL OR elementId(i) <> row.instance)
                    DELETE r
                    RETURN count(*) AS n
                    """;

    static final String LINK_INSTANCES =
            OUR_HOST
                    + """
                    MATCH (i) WHERE elementId(i) = row.instance
                    WITH h, i WHERE NOT EXISTS { (h)-[:IS_INSTANCE]->(i) }
                    CREATE (h)-[:IS_INSTANCE %s]->(i)
                    RETURN count(*) AS n
                    """
                            .formatted(EDGE);

    static final String CUT_DEVICES =
            OUR_HOST
                    + """
                    MATCH (h)<-[r:OBSERVED_AS]-(d:Device)
                    WHERE r._module_name = $module AND (row.device IS NULL OR d.id <> row.device)
                    DELETE r
                    RETURN count(*) AS n
                    """;

    static final String LINK_DEVICES =
            OUR_HOST
                    + """
                    MATCH (d:Device {id: row.device})
                    WITH h, d WHERE NOT EXISTS { (d)-[:OBSERVED_AS]->(h) }
                    CREATE (d)-[:OBSERVED_AS %s]->(h)
                    RETURN count(*) AS n
                    """
                            .formatted(EDGE);

    static final String CUT_EGRESS =
            OUR_HOST
                    + """
                    MATCH (h)-[r:EGRESSES_THROUGH]->(p:PublicIP)
                    WHERE r._module_name = $module AND (row.egress IS NULL OR p.id <> row.egress)
                    DELETE r
                    RETURN count(*) AS n
                    """;

    static final String LINK_EGRESS =
            OUR_HOST
                    + """
                    MATCH (p:PublicIP {id: row.egress})
                    WITH h, p WHERE NOT EXISTS { (h)-[:EGRESSES_THROUGH]->(p) }
                    CREATE (h)-[:EGRESSES_THROUGH %s]->(p)
                    RETURN count(*) AS n
                    """
                            .formatted(EDGE);

    static final String CUT_OWNED =
            OUR_HOST
                    + """
                    MATCH (h)<-[r:POINTS_TO]-(p:PublicIP)
                    WHERE r._module_name = $module AND (row.owned IS NULL OR p.id <> row.owned)
                    DELETE r
                    RETURN count(*) AS n
                    """;

    static final String LINK_OWNED =
            OUR_HOST
                    + """
                    MATCH (p:PublicIP {id: row.owned})
                    WITH h, p WHERE NOT EXISTS { (p)-[:POINTS_TO]->(h) }
                    CREATE (p)-[:POINTS_TO %s]->(h)
                    RETURN count(*) AS n
                    """
                            .formatted(EDGE);

    static final String MARK_AMBIGUOUS =
            OUR_HOST
                    + """
                        AND coalesce(h.ropewalk_ambiguous, []) <> row.ambiguous
                    SET h.ropewalk_ambiguous = CASE WHEN size(row.ambiguous) = 0 THEN null ELSE row.ambiguous END
                    """;

    /**
     * A device has findings through every host it is observed as, whatever their tenants. The hosts
     * are bound first: planned while the graph is still small, it would scan every device edge.
     */
    static final String CUT_AFFECTS =
            """
            UNWIND $hosts AS host
            MATCH (h:CrowdstrikeHost {id: host})
            USING INDEX SEEK h:CrowdstrikeHost(id)
            WHERE h.ropewalk_tenant = $tenant
            WITH DISTINCT h
            MATCH (d:Device)-[:OBSERVED_AS]->(h)
            WITH DISTINCT d
            WITH d, COLLECT {
                MATCH (d)-[:OBSERVED_AS]->(:CrowdstrikeHost)-[:HAS_VULNERABILITY]->(v)-[:HAS_CVE]->(f:CrowdstrikeFinding)
                WHERE NOT coalesce(v.status, 'open') IN ['closed', 'expired']
                RETURN DISTINCT f.id
            } AS open
            MATCH (d)<-[r:AFFECTS]-(f:CrowdstrikeFinding)
            WHERE r._module_name = $module AND NOT f.id IN open
            WITH r LIMIT $limit
            DELETE r
            RETURN count(*) AS n
            """;

    static final String LINK_AFFECTS =
            """
            UNWIND $hosts AS host
            MATCH (h:CrowdstrikeHost {id: host})
            USING INDEX SEEK h:CrowdstrikeHost(id)
            WHERE h.ropewalk_tenant = $tenant
            WITH DISTINCT h
            MATCH (d:Device)-[:OBSERVED_AS]->(h)-[:HAS_VULNERABILITY]->(v)-[:HAS_CVE]->(f:CrowdstrikeFinding)
            WHERE NOT coalesce(v.status, 'open') IN ['closed', 'expired']
            WITH DISTINCT d, f
            WHERE NOT EXISTS { (f)-[:AFFECTS]->(d) }
            WITH d, f LIMIT $limit
            CREATE (f)-[:AFFECTS %s]->(d)
            RETURN count(*) AS n
            """
                    .formatted(EDGE);

    /** Of devices that are no host any more. */
    static final String SWEEP_AFFECTS =
            """
            MATCH (d:Device)
            WHERE NOT EXISTS { (d)-[:OBSERVED_AS]->(:CrowdstrikeHost) }
            MATCH (d)<-[r:AFFECTS]-(:CrowdstrikeFinding)
            WHERE r._module_name = $module
            WITH r LIMIT $limit
            DELETE r
            RETURN count(*) AS n
            """;

    /** Nodes that we made and nobody links to. */
    private static final String SWEEP_NODES =
            """
            MATCH (n:%s)
            WHERE n._module_name = $module AND NOT EXISTS { (n)--() }
            WITH n LIMIT $limit
            DELETE n
            RETURN count(*) AS n
            """;

    static final String SWEEP_DEVICES = SWEEP_NODES.formatted("Device");
    static final String SWEEP_ADDRESSES = SWEEP_NODES.formatted("PublicIP");
}
