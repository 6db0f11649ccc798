package io.ropewalk.inventory.questions.neo4j;

/**
 * The Cypher for questions about hosts. Each starts at the index on {@code
 * CrowdstrikeHost(ropewalk_tenant, id)} or {@code CrowdstrikeHost(ropewalk_tenant)}.
 */
final class HostQuestions {
    private HostQuestions() {}

    private static final String LINE =
            """
            h.id AS id, h.hostname AS hostname, h.platform_name AS platform,
                h.agent_version AS sensorVersion, h.last_seen AS lastSeen, h.local_ip AS localIp,
                h.external_ip AS externalIp, h.last_login_user AS lastLoginUser
            """;

    static final String SENSOR_VERSIONS =
            """
            MATCH (h:CrowdstrikeHost {ropewalk_tenant: $tenant})
            WHERE $platform IS NULL OR toLower(h.platform_name) = $platform
            RETURN h.agent_version AS value, count(*) AS count
            """;

    static final String WITH_VERSION =
            """
            MATCH (h:CrowdstrikeHost)
            WHERE h.ropewalk_tenant = $tenant AND h.id > $after AND h.agent_version IN $versions
                AND ($platform IS NULL OR toLower(h.platform_name) = $platform)
            RETURN %s
            ORDER BY h.id LIMIT $limit
            """
                    .formatted(LINE.strip());

    static final String STALE =
            """
            MATCH (h:CrowdstrikeHost {ropewalk_tenant: $tenant})
            RETURN count(CASE WHEN h.last_seen < $before THEN 1 END) AS hosts,
                count(CASE WHEN h.last_seen IS NULL THEN 1 END) AS unknown
            """;

    static final String UNSEEN =
            """
            MATCH (h:CrowdstrikeHost {ropewalk_tenant: $tenant})
            WHERE h.last_seen < $before
                AND ($afterSeen IS NULL OR h.last_seen > $afterSeen OR (h.last_seen = $afterSeen AND h.id > $afterId))
            RETURN %s
            ORDER BY h.last_seen, h.id LIMIT $limit
            """
                    .formatted(LINE.strip());

    static final String HOST =
            """
            MATCH (h:CrowdstrikeHost {id: $id})
            WHERE h.ropewalk_tenant = $tenant
            RETURN %s,
                [(h)-[:MEMBER_OF]->(g:CrowdstrikeHostGroup) | coalesce(g.name, g.id)] AS groups,
                [(h)-[r:HAS_POLICY]->(p:CrowdstrikePolicy) | {type: p.policy_type, id: p.id, name: p.name, enabled: p.enabled,
                    applied: coalesce(r.applied = true, false), assigned: r.assigned_date, appliedAt: r.applied_date}] AS policies,
                [(h)-[:HAS_LOGIN]->(l:CrowdstrikeLogin) WHERE l.login_timestamp IS NOT NULL | [l.login_timestamp, l.account_name]]
                    + CASE WHEN h.last_login_timestamp IS NULL THEN [] ELSE [[h.last_login_timestamp, h.last_login_user]] END AS logins,
                COUNT { (h)-[:HAS_VULNERABILITY]->(v) WHERE NOT coalesce(v.status, 'open') IN ['closed', 'expired'] } AS openFindings
            """
                    .formatted(LINE.strip());
}
