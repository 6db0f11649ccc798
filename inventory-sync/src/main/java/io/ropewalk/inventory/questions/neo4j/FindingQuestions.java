package io.ropewalk.inventory.questions.neo4j;

/**
 * The Cypher for questions about findings. Starts at the index on {@code
 * CrowdstrikeSpotlightVulnerability(ropewalk_tenant)}; CVEs are shared by all tenants, findings are
 * not.
 */
final class FindingQuestions {
    private FindingQuestions() {}

    private static final String OPEN =
            """
            MATCH (v:CrowdstrikeSpotlightVulnerability {ropewalk_tenant: $tenant})
            WHERE NOT coalesce(v.status, 'open') IN ['closed', 'expired']
            """;

    static final String OPEN_CVES =
            OPEN
                    + """
                    WITH v.cve_id AS cve, count(*) AS findings
                    OPTIONAL MATCH (f:CrowdstrikeFinding {id: cve})
                    RETURN cve, findings, toUpper(f.base_severity) AS severity, toFloat(f.base_score) AS baseScore,
                        f.exprt_rating AS exprtRating, toInteger(f.exploit_status) AS exploitStatus,
                        coalesce(f.is_cisa_kev = true, false) AS cisaKev
                    """;

    static final String HOSTS_WITH_MOST =
            OPEN
                    + """
                        AND v.cve_id IN $cves
                    WITH v.aid AS id, count(*) AS urgent
                    MATCH (h:CrowdstrikeHost {id: id})
                    WHERE h.ropewalk_tenant = $tenant
                    RETURN id, h.hostname AS hostname, h.last_login_user AS lastLoginUser, urgent
                    ORDER BY urgent DESC, id LIMIT $limit
                    """;
}
