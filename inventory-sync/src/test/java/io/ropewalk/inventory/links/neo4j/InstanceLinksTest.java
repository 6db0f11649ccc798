package io.ropewalk.inventory.links.neo4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.inventory.links.LinkCounts.Tally;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Hosts and their cloud instances, over a real Neo4j. */
class InstanceLinksTest {
    private final LinkBench bench = new LinkBench();

    @Test
    void anInstanceIsFoundByIdUnderTheOldAndTheNewLabel() {
        // Given
        bench.aws("i-1", "111", "10.0.0.1", "");
        bench.graph.query(
                "CREATE (:EC2Instance {id: 'x-2', instanceid: 'i-2', account_id: '111'})");
        bench.graph.query(
                "CREATE (:AWSEC2Instance {id: 'i-3', arn: 'arn:aws:ec2:eu:111:instance/i-3'})");
        ec2("h1", "111", "i-1");
        ec2("h2", "111", "i-2");
        ec2("h3", "111", "i-3");
        // When
        var counts = bench.link();
        // Then
        assertThat(bench.edges("IS_INSTANCE")).isEqualTo("h1>i-1 h2>x-2 h3>i-3");
        assertThat(counts.instances()).isEqualTo(new Tally(3, 0));
        assertThat(counts.hosts()).isEqualTo(3);
        assertThat(counts.complete()).isTrue();
    }

    @Test
    void anEdgeSaysWhoMadeItAndWhen() {
        bench.aws("i-1", "111", "10.0.0.1", "");
        ec2("h1", "111", "i-1");
        bench.link();
        var edge =
                bench.graph
                        .query("MATCH ()-[r:IS_INSTANCE]->() RETURN r")
                        .getFirst()
                        .get(0)
                        .asMap();
        assertThat(edge)
                .containsEntry("_module_name", LinkBench.OURS)
                .containsEntry("_module_version", "test")
                .containsEntry("lastupdated", 7L)
                .containsKey("firstseen");
    }

    @Test
    void anInstanceOfAnotherAccountIsNotTheHost() {
        bench.aws("i-1", "999", "10.0.0.1", "");
        ec2("h1", "111", "i-1");
        bench.link();
        assertThat(bench.edges("IS_INSTANCE")).isEmpty();
    }

    @Test
    void anInstanceWhoseIdIsKnownIsNeverGuessedByAddress() {
        bench.aws("i-2", "111", "10.0.0.1", "");
        ec2("h1", "111", "i-1");
        bench.host("h1", "local_ip", "10.0.0.1");
        bench.link();
        assertThat(bench.edges("IS_INSTANCE")).isEmpty();
    }

    @Test
    void withoutAnIdAnAddressOfTheAccountTellsOneToOne() {
        // Given
        bench.aws("i-1", "111", "10.0.0.1", "");
        bench.aws("i-2", "111", "10.0.0.2", "");
        bench.aws("i-3", "111", "10.0.0.3", "");
        bench.aws("i-3b", "111", "10.0.0.3", "");
        bench.aws("i-9", "999", "10.0.0.9", "");
        byAddress("h1", "111", "10.0.0.1");
        byAddress("h2", "111", "10.0.0.2");
        byAddress("h2b", "111", "10.0.0.2");
        byAddress("h3", "111", "10.0.0.3");
        byAddress("h9", "111", "10.0.0.9");
        // When
        var counts = bench.link();
        // Then
        assertThat(bench.edges("IS_INSTANCE")).isEqualTo("h1>i-1");
        assertThat(bench.ambiguous("h2")).containsExactly("local_ip");
        assertThat(bench.ambiguous("h3")).containsExactly("instance_id");
        assertThat(counts.ambiguous()).isEqualTo(3);
    }

    @Test
    void aHostOfAnotherTenantWithTheSameAddressInTheAccountAlsoMakesItAmbiguous() {
        bench.aws("i-1", "111", "10.0.0.1", "");
        byAddress("h1", "111", "10.0.0.1");
        bench.hostOf(
                "globex",
                "g1",
                "service_provider",
                "AWS_EC2",
                "service_provider_account_id",
                "111",
                "local_ip",
                "10.0.0.1");
        bench.link();
        assertThat(bench.edges("IS_INSTANCE")).isEmpty();
    }

    @Test
    void aGcpInstanceIsFoundByProjectNumberZoneAndName() {
        // Given
        bench.graph.query(
                """
                CREATE (p:GCPProject {id: 'shop', projectnumber: '42'})
                FOREACH (zone IN ['a', 'b'] | CREATE (p)-[:RESOURCE]->(:GCPInstance {id: 'shop/' + zone + '/web',
                    instancename: 'web', zone_name: 'eu-' + zone, project_id: 'shop'}))
                CREATE (p)-[:RESOURCE]->(:GCPInstance {id: 'shop/a/db', instancename: 'db', zone_name: 'eu-a', project_id: 'shop'})
                """);
        gcp("h1", "web", "eu-b");
        gcp("h2", "db.internal", null);
        // When, then
        bench.link();
        assertThat(bench.edges("IS_INSTANCE")).isEqualTo("h1>shop/b/web h2>shop/a/db");
        // Given
        gcp("h1", "web", null);
        gcp("h3", "db.internal", null);
        // When
        var counts = bench.link();
        // Then: two zones have it, and two hosts say they are it
        assertThat(bench.edges("IS_INSTANCE")).isEmpty();
        assertThat(counts.instances()).isEqualTo(new Tally(0, 2));
        assertThat(bench.ambiguous("h2")).containsExactly("hostname");
    }

    @Test
    void anAzureMachineIsFoundByItsComputerNameOrTheAddressOfItsInterface() {
        // Given
        bench.graph.query(
                """
                CREATE (s:AzureSubscription {id: 'sub'})-[:RESOURCE]->(:AzureVirtualMachine {id: '/subscriptions/sub/vm/1', computer_name: 'WEB-1'}),
                    (s)-[:RESOURCE]->(vm:AzureVirtualMachine {id: '/subscriptions/sub/vm/2', name: 'other'}),
                    (:AzureNetworkInterface {id: 'nic', private_ip_addresses: ['10.9.0.1', '10.9.0.2']})-[:ATTACHED_TO]->(vm)
                """);
        for (String id : new String[] {"h1", "h2"}) {
            bench.host(
                    id,
                    "service_provider",
                    "AZURE",
                    "service_provider_account_id",
                    "sub",
                    "instance_id",
                    "f9d3cef9-" + id);
        }
        bench.host("h1", "hostname", "web-1.corp.example");
        bench.host("h2", "hostname", "db-2", "local_ip", "10.9.0.2");
        // When
        bench.link();
        // Then
        assertThat(bench.edges("IS_INSTANCE"))
                .isEqualTo("h1>/subscriptions/sub/vm/1 h2>/subscriptions/sub/vm/2");
    }

    @Test
    void aLinkThatHoldsNoLongerIsRemovedButNeverOneOfOthers() {
        // Given
        bench.aws("i-1", "111", "10.0.0.1", "");
        bench.aws("i-2", "111", "10.0.0.2", "");
        ec2("h1", "111", "i-1");
        ec2("h2", "111", "i-2");
        bench.link();
        bench.graph.query(
                "MATCH (h:CrowdstrikeHost {id: 'h1'}), (i:EC2Instance {id: 'i-2'}) CREATE (h)-[:IS_INSTANCE {_module_name: 'cartography:x'}]->(i), (h)-[:IS_INSTANCE]->(:Other {id: 'o'})");
        // When
        bench.host("h1", "instance_id", "i-0");
        var counts = bench.link();
        // Then
        assertThat(bench.edges("IS_INSTANCE")).isEqualTo("h1>i-2 h1>o h2>i-2");
        assertThat(counts.instances()).isEqualTo(new Tally(0, 1));
    }

    @Test
    void aLinkThatOthersMadeIsNotMadeTwice() {
        bench.aws("i-1", "111", "10.0.0.1", "");
        ec2("h1", "111", "i-1");
        bench.graph.query(
                "MATCH (h:CrowdstrikeHost {id: 'h1'}), (i:EC2Instance {id: 'i-1'}) CREATE (h)-[:IS_INSTANCE]->(i)");
        assertThat(bench.link().instances()).isEqualTo(Tally.NONE);
        assertThat(bench.edges("IS_INSTANCE")).isEqualTo("h1>i-1");
    }

    private void ec2(String host, String account, String instance) {
        bench.host(
                host,
                "service_provider",
                "AWS_EC2_V2",
                "service_provider_account_id",
                account,
                "instance_id",
                instance);
    }

    private void byAddress(String host, String account, String ip) {
        bench.host(
                host,
                "service_provider",
                "AWS_EC2",
                "service_provider_account_id",
                account,
                "local_ip",
                ip);
    }

    private void gcp(String host, String name, String zone) {
        bench.host(
                host,
                "service_provider",
                "GCP",
                "service_provider_account_id",
                "42",
                "instance_id",
                "987654321",
                "hostname",
                name,
                "zone_group",
                zone);
    }

    @Test
    void batchesOfAnySizeMakeTheSameLinks() {
        for (int i = 0; i < 5; i++) {
            bench.aws("i-" + i, "111", "10.0.0." + i, "203.0.113." + i);
            ec2("h" + i, "111", "i-" + i);
            bench.host("h" + i, "serial_number", "SERIAL" + i, "external_ip", "203.0.113." + i);
        }
        bench.link("acme", 1);
        var one = bench.everything();
        bench.graph.query("MATCH (n) WHERE n:Device OR n:PublicIP DETACH DELETE n");
        bench.graph.query("MATCH ()-[r:IS_INSTANCE]->() DELETE r");
        bench.link("acme", 100);
        assertThat(bench.everything()).isEqualTo(one);
        assertThat(bench.graph.query("MATCH ()-[r:IS_INSTANCE]->() RETURN r", Map.of())).hasSize(5);
    }
}
