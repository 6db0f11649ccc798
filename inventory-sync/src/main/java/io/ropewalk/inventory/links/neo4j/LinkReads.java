package io.ropewalk.inventory.links.neo4j;

/**
 * The Cypher that looks. Labels, properties and edges of cloud instances, devices and addresses are
 * Cartography's. Instances are compared with lists, not one by one: where an index is missing, that
 * is one scan for a batch.
 */
final class LinkReads {
    private LinkReads() {}

    static final String HOSTS =
            """
            MATCH (h:CrowdstrikeHost)
            WHERE h.ropewalk_tenant = $tenant AND h.id > $after
            RETURN h.id AS id, h.service_provider AS provider, h.service_provider_account_id AS account,
                h.instance_id AS instanceId, h.zone_group AS zone, h.serial_number AS serial,
                h.hostname AS hostname, h.platform_name AS platform, h.os_version AS osVersion,
                h.system_product_name AS model, h.mac_address AS mac, h.local_ip AS localIp,
                h.external_ip AS externalIp
            ORDER BY h.id LIMIT $limit
            """;

    private static final String AWS =
            """
            RETURN elementId(i) AS element, [i.id, i.instanceid] AS ids, [] AS names, i.availabilityzone AS zone,
                [(a:AWSAccount)-[:RESOURCE]->(i) | a.id] + [split(i.arn, ':')[4]] AS accounts,
                [i.privateipaddress] AS privateIps, [i.publicipaddress] AS publicIps
            """;

    private static final String GCP =
            """
            RETURN elementId(i) AS element, [i.id] AS ids, [i.instancename] AS names, i.zone_name AS zone,
                [i.project_id] + reduce(all = [], known IN [(p:GCPProject)-[:RESOURCE]->(i) | [p.id, toString(p.projectnumber)]] | all + known) AS accounts,
                [i.private_ip] AS privateIps, [i.public_ip] AS publicIps
            """;

    private static final String AZURE =
            """
            RETURN elementId(i) AS element, [i.id, i.vm_id] AS ids, [i.computer_name, i.name] AS names, i.location AS zone,
                [(s:AzureSubscription)-[:RESOURCE]->(i) | s.id] + [split(i.id, '/')[2]] AS accounts,
                reduce(all = [], ips IN [(n:AzureNetworkInterface)-[:ATTACHED_TO]->(i) | n.private_ip_addresses] | all + coalesce(ips, [])) AS privateIps,
                [(i)<-[:ATTACHED_TO]-(:AzureNetworkInterface)-[:ASSOCIATED_WITH]->(p:AzurePublicIPAddress) | p.ip_address] AS publicIps
            """;

    static final String AWS_BY_ID =
            """
            CALL {
                MATCH (i:EC2Instance) WHERE i.id IN $ids RETURN i
                UNION MATCH (i:EC2Instance) WHERE i.instanceid IN $ids RETURN i
                UNION MATCH (i:AWSEC2Instance) WHERE i.id IN $ids RETURN i
                UNION MATCH (i:AWSEC2Instance) WHERE i.instanceid IN $ids RETURN i
            }
            """
                    + AWS;

    static final String AWS_BY_NAME =
            """
            MATCH (i:EC2Instance|AWSEC2Instance) WHERE i.privateipaddress IN $ips
            """
                    + AWS;

    static final String GCP_BY_ID =
            """
            MATCH (i:GCPInstance) WHERE i.id IN $ids
            """
                    + GCP;

    static final String GCP_BY_NAME =
            """
            CALL {
                MATCH (i:GCPInstance) WHERE i.instancename IN $names RETURN i
                UNION MATCH (i:GCPInstance) WHERE i.private_ip IN $ips RETURN i
            }
            """
                    + GCP;

    static final String AZURE_BY_ID =
            """
            MATCH (i:AzureVirtualMachine) WHERE i.id IN $ids OR i.vm_id IN $ids
            """
                    + AZURE;

    static final String AZURE_BY_NAME =
            """
            CALL {
                MATCH (i:AzureVirtualMachine) WHERE toLower(i.computer_name) IN $names OR toLower(i.name) IN $names RETURN i
                UNION MATCH (n:AzureNetworkInterface)-[:ATTACHED_TO]->(i:AzureVirtualMachine)
                    WHERE any(ip IN n.private_ip_addresses WHERE ip IN $ips) RETURN i
            }
            """
                    + AZURE;

    /** Which values more than one host has: looks for two and no more, for thousands may share. */
    private static final String SHARED =
            """
            UNWIND $values AS value
            CALL (value) {
                MATCH (h:CrowdstrikeHost)
                WHERE %s
                RETURN h LIMIT 2
            }
            WITH value, count(h) AS hosts
            WHERE hosts > 1
            RETURN value
            """;

    static final String SHARED_SERIALS = SHARED.formatted("h.serial_number = value");
    static final String SHARED_MACS = SHARED.formatted("h.mac_address = value");
    static final String SHARED_HOSTNAMES = SHARED.formatted("h.hostname = value");
    static final String SHARED_ADDRESSES =
            SHARED.formatted("h.service_provider_account_id = value[0] AND h.local_ip = value[1]");
    static final String SHARED_NAMES =
            SHARED.formatted("h.hostname = value[1] AND h.service_provider_account_id = value[0]");
    static final String SHARED_OWNED =
            SHARED.formatted("h.external_ip = value AND h.local_ip = value");

    static final String DEVICES =
            """
            CALL {
                MATCH (d:Device) WHERE d.id IN $serials RETURN d
                UNION MATCH (d:Device) WHERE d.serial_number IN $serials RETURN d
                UNION MATCH (d:Device) WHERE d.mac_address IN $macs RETURN d
                UNION MATCH (d:Device) WHERE d.hostname IN $hostnames RETURN d
            }
            WITH d WHERE d.id IS NOT NULL
            RETURN d.id AS id, d.serial_number AS serial, d.mac_address AS mac, d.hostname AS hostname,
                coalesce(d._module_name = $module, false) AS ours,
                COLLECT { MATCH (d)-[:OBSERVED_AS]->(h:CrowdstrikeHost) RETURN h.id LIMIT 3 } AS observedAs,
                EXISTS { MATCH (h:CrowdstrikeHost) WHERE h.serial_number = d.serial_number } AS anothersSerial
            """;
}
