package io.ropewalk.inventory.questions.neo4j;

/**
 * The Cypher for coverage. Labels, properties and edges of cloud instances are Cartography's: the
 * name of an EC2 instance is its {@code Name} tag.
 */
final class CoverageStatements {
    private CoverageStatements() {}

    /**
     * Every instance once, whichever of the old and the new label it bears. A terminated EC2
     * instance stays listed for an hour and needs no sensor; GCP's word TERMINATED means switched
     * off.
     */
    private static final String INSTANCES =
            """
            CALL {
                MATCH (i:EC2Instance|AWSEC2Instance)
                WHERE NOT coalesce(i.state, '') IN ['terminated', 'shutting-down']
                RETURN i, 'aws' AS provider, i.region AS region,
                    coalesce(head([(a:AWSAccount)-[:RESOURCE]->(i) | a.id]), split(i.arn, ':')[4]) AS account
                UNION ALL
                MATCH (i:GCPInstance)
                RETURN i, 'gcp' AS provider,
                    CASE WHEN i.zone_name =~ '.*-[a-z]' THEN left(i.zone_name, size(i.zone_name) - 2) ELSE i.zone_name END AS region,
                    coalesce(i.project_id, head([(a:GCPProject)-[:RESOURCE]->(i) | a.id])) AS account
                UNION ALL
                MATCH (i:AzureVirtualMachine)
                RETURN i, 'azure' AS provider, i.location AS region,
                    head([(a:AzureSubscription)-[:RESOURCE]->(i) | a.id]) AS account
            }
            """;

    private static final String NO_SENSOR = "NOT EXISTS { (:CrowdstrikeHost)-[:IS_INSTANCE]->(i) }";

    /** Falcon names a GCP project by number or by id. */
    static final String PLACES =
            INSTANCES
                    + """
                    WITH provider, account, region, count(i) AS instances,
                        sum(CASE WHEN %s THEN 1 ELSE 0 END) AS withoutSensor
                    OPTIONAL MATCH (project:GCPProject {id: account})
                    WITH *, [account, toString(project.projectnumber)] AS names
                    RETURN provider, account, region, instances, withoutSensor,
                        EXISTS {
                            MATCH (h:CrowdstrikeHost {ropewalk_tenant: $tenant})
                            WHERE h.service_provider_account_id IN names
                        } AS ours,
                        EXISTS {
                            MATCH (h:CrowdstrikeHost)
                            WHERE h.service_provider_account_id IN names AND h.ropewalk_tenant IS NOT NULL
                        } AS claimed
                    ORDER BY provider, account, region
                    """
                            .formatted(NO_SENSOR);

    static final String WITHOUT_SENSOR =
            INSTANCES
                    + """
                    WITH i, provider, account, region, coalesce(i.instanceid, i.id) AS id
                    WHERE (account IN $accounts OR ($nameless AND account IS NULL))
                        AND ($provider IS NULL OR provider = $provider)
                        AND ($account IS NULL OR account = $account)
                        AND ($region IS NULL OR region = $region)
                        AND ($tagKey IS NULL OR EXISTS {
                            MATCH (i)-[:TAGGED]->(t)
                            WHERE toLower(toString(t.key)) = $tagKey AND toLower(toString(t.value)) = $tagValue
                        })
                        AND ($afterId IS NULL OR provider > $afterProvider OR (provider = $afterProvider AND id > $afterId))
                        AND %s
                    RETURN provider, account, region, id,
                        coalesce(head([(i)-[:TAGGED]->(t {key: 'Name'}) | t.value]), i.instancename, i.name) AS name,
                        coalesce(i.state, i.status) AS state,
                        coalesce(i.privateipaddress, i.private_ip) AS privateIp,
                        coalesce(i.publicipaddress, i.public_ip) AS publicIp
                    ORDER BY provider, id LIMIT $limit
                    """
                            .formatted(NO_SENSOR);

    static final String HOST_GROUPS =
            """
            MATCH (h:CrowdstrikeHost {ropewalk_tenant: $tenant})
            RETURN h.platform_name AS platform, h.agent_version AS sensorVersion,
                coalesce(h.reduced_functionality_mode = 'yes', false) AS reduced, count(*) AS hosts
            """;

    static final String POLICIES =
            """
            MATCH (h:CrowdstrikeHost {ropewalk_tenant: $tenant})-[r:HAS_POLICY]->(p:CrowdstrikePolicy)
            RETURN p.policy_type AS type, count(*) AS assigned,
                sum(CASE WHEN r.applied = true THEN 1 ELSE 0 END) AS applied
            ORDER BY type
            """;
}
