package io.ropewalk.inventory.links.neo4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.inventory.links.LinkCounts.Tally;
import io.ropewalk.inventory.links.LinkMark;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Hosts, devices, findings and public addresses, over a real Neo4j. */
class DeviceLinksTest {
    private static final String MAC = "3c-22-fb-0a-1b-0";

    private final LinkBench bench = new LinkBench();

    @Test
    void aDeviceIsMadeUnderTheSerialNumberAndOneOfOthersIsKept() {
        // Given
        bench.host("h1", "serial_number", "AAAA1", "hostname", "pc-1", "platform_name", "Windows");
        bench.host("h2", "serial_number", "BBBB2", "hostname", "pc-2");
        bench.graph.query(
                "CREATE (:Device:Ontology {id: 'BBBB2', serial_number: 'BBBB2', hostname: 'kept'})");
        // When
        var counts = bench.link();
        // Then
        assertThat(bench.edges("OBSERVED_AS")).isEqualTo("AAAA1>h1 BBBB2>h2");
        assertThat(counts.devices()).isEqualTo(new Tally(2, 0));
        var made = bench.graph.query("MATCH (d:Device:Ontology {id: 'AAAA1'}) RETURN d").getFirst();
        assertThat(made.get("d").asMap())
                .containsEntry("serial_number", "AAAA1")
                .containsEntry("hostname", "pc-1")
                .containsEntry("platform", "Windows")
                .containsEntry("lastupdated", 7L)
                .containsEntry("_module_name", LinkBench.OURS);
        assertThat(
                        bench.graph
                                .query("MATCH (d:Device {id: 'BBBB2'}) RETURN d.hostname AS h")
                                .getFirst()
                                .get("h")
                                .asString())
                .isEqualTo("kept");
    }

    @Test
    void aSerialNumberThatSeveralHostsStateFoldsNone() {
        // Given
        for (String id : new String[] {"h1", "h2", "h3"}) {
            bench.host(id, "serial_number", "CLONE-42", "mac_address", MAC + id.charAt(1));
        }
        bench.host("h4", "serial_number", "Default string");
        bench.host("h5", "serial_number", "Default string");
        // When
        var counts = bench.link();
        // Then
        assertThat(bench.edges("OBSERVED_AS"))
                .isEqualTo("mac:%1$s1>h1 mac:%1$s2>h2 mac:%1$s3>h3".formatted(MAC));
        assertThat(bench.ambiguous("h1")).containsExactly("serial_number");
        assertThat(bench.ambiguous("h4")).isEmpty();
        assertThat(counts.ambiguous()).isEqualTo(3);
        // Given: two of the clones are gone
        bench.graph.query("MATCH (h:CrowdstrikeHost) WHERE h.id IN ['h2', 'h3'] DETACH DELETE h");
        // When
        bench.link();
        // Then
        assertThat(bench.edges("OBSERVED_AS")).isEqualTo("CLONE-42>h1");
        assertThat(bench.ambiguous("h1")).isEmpty();
        assertThat(bench.graph.number("MATCH (d:Device) RETURN count(d)")).isEqualTo(1);
    }

    @Test
    void aSharedOrSoftwareMadeMacAddressMakesNoDevice() {
        bench.host("h1", "mac_address", MAC + "1");
        bench.host("h2", "mac_address", MAC + "1");
        bench.host("h3", "mac_address", "02-42-ac-11-00-02");
        bench.link();
        assertThat(bench.edges("OBSERVED_AS")).isEmpty();
        assertThat(bench.ambiguous("h1")).containsExactly("mac_address");
        assertThat(bench.ambiguous("h3")).isEmpty();
    }

    @Test
    void anotherProgramsDeviceIsFoundByMacAddressInItsNotation() {
        bench.graph.query("CREATE (:Device {id: 'D1', mac_address: '3C:22:FB:0A:1B:01'})");
        bench.host("h1", "mac_address", MAC + "1");
        bench.link();
        assertThat(bench.edges("OBSERVED_AS")).isEqualTo("D1>h1");
    }

    @Test
    void aHostNameTellsOnlyWhereOneHostAndOneFreeDeviceHaveIt() {
        // Given
        bench.graph.query(
                """
                CREATE (:Device {id: 'D1', hostname: 'pc-1'}), (:Device {id: 'D2', hostname: 'pc-2'}), (:Device {id: 'D2b', hostname: 'pc-2'}),
                    (:Device {id: 'D3', hostname: 'pc-3'}), (:Device {id: 'D4', hostname: 'pc-4', serial_number: 'SSSS4'})
                """);
        bench.host("h1", "hostname", "pc-1");
        bench.host("h2", "hostname", "pc-2");
        bench.host("h3", "hostname", "pc-3");
        bench.host("h3b", "hostname", "pc-3");
        bench.host("h4", "hostname", "pc-4");
        bench.host("h9", "hostname", "renamed", "serial_number", "SSSS4");
        // When
        bench.link();
        // Then
        assertThat(bench.edges("OBSERVED_AS")).isEqualTo("D1>h1 D4>h9");
        assertThat(bench.ambiguous("h2")).containsExactly("hostname");
        assertThat(bench.ambiguous("h3")).containsExactly("hostname");
        assertThat(bench.ambiguous("h4")).isEmpty();
    }

    @Test
    void aSharedGatewayAddressDoesNotJoinHosts() {
        // Given
        bench.host("h1", "external_ip", "203.0.113.1", "local_ip", "192.168.0.2");
        bench.host("h2", "external_ip", "203.0.113.1", "local_ip", "192.168.0.3");
        bench.host("h3", "external_ip", "203.0.113.3", "local_ip", "203.0.113.3");
        bench.host("h4", "external_ip", "10.0.0.1");
        bench.aws("i-5", "111", "10.0.0.5", "203.0.113.1");
        bench.host(
                "h5",
                "external_ip",
                "203.0.113.1",
                "service_provider",
                "AWS_EC2",
                "service_provider_account_id",
                "111",
                "instance_id",
                "i-5");
        // When
        var counts = bench.link();
        // Then: the gateway itself owns the address, those behind it do not
        assertThat(bench.edges("EGRESSES_THROUGH")).isEqualTo("h1>203.0.113.1 h2>203.0.113.1");
        assertThat(bench.edges("POINTS_TO")).isEqualTo("203.0.113.1>h5 203.0.113.3>h3");
        assertThat(counts.addresses()).isEqualTo(new Tally(4, 0));
        // Given: a second host says that the address is its own
        bench.host("h6", "external_ip", "203.0.113.3", "local_ip", "203.0.113.3");
        // When, then
        bench.link();
        assertThat(bench.edges("POINTS_TO")).isEqualTo("203.0.113.1>h5");
    }

    @Test
    void openFindingsAffectTheDeviceUntilTheyAreClosed() {
        // Given
        bench.host("h1", "serial_number", "AAAA1");
        bench.host("h2", "serial_number", "BBBB2");
        finding("h1", "CVE-1", "open");
        finding("h1", "CVE-2", "open");
        finding("h1", "CVE-3", "reopen");
        finding("h1", "CVE-4", "closed");
        finding("h2", "CVE-1", "open");
        // When, then
        assertThat(bench.link().findings()).isEqualTo(new Tally(4, 0));
        assertThat(bench.edges("AFFECTS"))
                .isEqualTo("CVE-1>AAAA1 CVE-1>BBBB2 CVE-2>AAAA1 CVE-3>AAAA1");
        // Given
        bench.graph.query("MATCH (v) WHERE v.id IN ['h1CVE-1', 'h1CVE-2'] SET v.status = 'closed'");
        bench.graph.query("MATCH (v {id: 'h1CVE-3'}) DETACH DELETE v");
        bench.graph.query(
                "MATCH (f {id: 'CVE-2'}), (d {id: 'BBBB2'}) CREATE (f)-[:AFFECTS {_module_name: 'cartography:ontology'}]->(d)");
        // When, then
        assertThat(bench.link().findings()).isEqualTo(new Tally(0, 3));
        assertThat(bench.edges("AFFECTS")).isEqualTo("CVE-1>BBBB2 CVE-2>BBBB2");
    }

    @Test
    void aRetiredHostLeavesNothingOfOursBehindAndAllOfOthers() {
        // Given
        bench.host("h1", "serial_number", "AAAA1", "external_ip", "203.0.113.1");
        bench.host("h2", "serial_number", "BBBB2");
        bench.graph.query(
                "CREATE (:Device {id: 'BBBB2', serial_number: 'BBBB2'}), (:Device {id: 'lonely'})");
        finding("h1", "CVE-1", "open");
        finding("h2", "CVE-1", "open");
        bench.link();
        // When
        bench.graph.query("MATCH (h:CrowdstrikeHost) DETACH DELETE h");
        var counts = bench.link();
        // Then
        assertThat(counts.findings()).isEqualTo(new Tally(0, 2));
        assertThat(bench.graph.query("MATCH (d:Device) RETURN d.id AS id").toString())
                .contains("BBBB2", "lonely")
                .doesNotContain("AAAA1");
        assertThat(bench.graph.number("MATCH (p:PublicIP) RETURN count(p)")).isZero();
    }

    @Test
    void aSecondRunChangesNothing() {
        // Given
        bench.aws("i-1", "111", "10.0.0.1", "203.0.113.1");
        bench.host(
                "h1", "serial_number", "AAAA1", "external_ip", "203.0.113.1", "hostname", "pc-1");
        bench.host(
                "h2", "mac_address", MAC + "1", "external_ip", "203.0.113.2", "hostname", "pc-2");
        bench.host("h3", "hostname", "pc-3");
        bench.graph.query("CREATE (:Device {id: 'D3', hostname: 'pc-3'})");
        finding("h1", "CVE-1", "open");
        bench.link();
        var before = bench.everything();
        // When
        var counts = bench.link();
        // Then
        assertThat(bench.everything()).isEqualTo(before);
        assertThat(counts.devices()).isEqualTo(Tally.NONE);
        assertThat(counts.addresses()).isEqualTo(Tally.NONE);
        assertThat(counts.findings()).isEqualTo(Tally.NONE);
    }

    @Test
    void hostsOfOtherTenantsAreLeftAlone() {
        bench.host("h1", "serial_number", "AAAA1");
        bench.hostOf("globex", "g1", "serial_number", "GGGG1", "external_ip", "203.0.113.1");
        assertThat(bench.link().hosts()).isEqualTo(1);
        assertThat(bench.edges("OBSERVED_AS")).isEqualTo("AAAA1>h1");
        bench.link("globex", 2);
        assertThat(bench.edges("OBSERVED_AS")).isEqualTo("AAAA1>h1 GGGG1>g1");
    }

    @Test
    void itStopsBetweenBatchesWhenTold() {
        // Given
        for (int i = 0; i < 6; i++) {
            bench.host("h" + i, "serial_number", "SERIAL" + i);
        }
        var asked = new AtomicInteger();
        // When
        var counts =
                bench.linker(2)
                        .link(new LinkMark("acme", 7), () -> asked.incrementAndGet() < 2, _ -> {});
        // Then
        assertThat(counts.complete()).isFalse();
        assertThat(counts.hosts()).isEqualTo(2);
        assertThat(bench.edges("OBSERVED_AS")).isEqualTo("SERIAL0>h0 SERIAL1>h1");
    }

    private void finding(String host, String cve, String status) {
        bench.graph.query(
                """
                MATCH (h:CrowdstrikeHost {id: $host})
                MERGE (f:CrowdstrikeFinding {id: $cve})
                CREATE (h)-[:HAS_VULNERABILITY]->(:CrowdstrikeSpotlightVulnerability {id: $host + $cve, status: $status})-[:HAS_CVE]->(f)
                """,
                Map.of("host", host, "cve", cve, "status", status));
    }
}
