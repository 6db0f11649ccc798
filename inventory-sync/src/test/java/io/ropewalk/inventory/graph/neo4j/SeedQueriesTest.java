package io.ropewalk.inventory.graph.neo4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.inventory.graph.Row;
import io.ropewalk.inventory.graph.RunMark;
import io.ropewalk.inventory.hosts.HostShape;
import io.ropewalk.inventory.shape.Shaped;
import io.ropewalk.inventory.testing.HostBuilder;
import io.ropewalk.inventory.testing.TestGraph;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The three questions analysts ask of a host graph, as Cartography's users write them, unchanged.
 */
class SeedQueriesTest {
    private static final String INVENTORY =
            """
            MATCH (h:CrowdstrikeHost)
            RETURN h.hostname, h.os_version, h.local_ip, h.last_seen
            """;

    private static final String EC2 =
            """
            MATCH (e:EC2Instance)-[:HAS_INTERFACE]->(ni:NetworkInterface)-[:ASSOCIATED_WITH]->(pip:PublicIp)
            MATCH (h:CrowdstrikeHost) WHERE pip.ip = h.external_ip
            RETURN e.id, e.instanceid, h.hostname, h.agent_version
            """;

    private static final String OUTDATED =
            """
            MATCH (h:CrowdstrikeHost)
            WHERE h.agent_version <> '7.01.23456' // Replace with the current agent version
            RETURN h.hostname, h.agent_version, h.os_version
            """;

    private TestGraph graph;

    @BeforeEach
    void twoHosts() {
        graph = TestGraph.empty();
        var hosts = graph.hosts();
        var mark = new RunMark("acme", 1_700_000_000L, Set.of());
        hosts.prepare();
        hosts.placeTenants(Set.of("c1"), mark);
        hosts.write(
                HostShape.TYPE,
                List.of(
                        row("a", "web-1", "203.0.113.7", "7.01.23456"),
                        row("b", "laptop-2", "198.51.100.9", "6.58.17212")),
                mark);
    }

    @Test
    void inventory() {
        assertThat(answers(INVENTORY))
                .containsExactlyInAnyOrder(
                        answer("web-1", "203.0.113.7"), answer("laptop-2", "198.51.100.9"));
    }

    @Test
    void hostsThatAreEc2Instances() {
        // Given
        graph.query(
                """
                CREATE (:EC2Instance {id: 'i-1', instanceid: 'i-1'})-[:HAS_INTERFACE]->(:NetworkInterface {id: 'eni-1'})
                    -[:ASSOCIATED_WITH]->(:PublicIp {ip: '203.0.113.7'})
                CREATE (:EC2Instance {id: 'i-2', instanceid: 'i-2'})-[:HAS_INTERFACE]->(:NetworkInterface {id: 'eni-2'})
                    -[:ASSOCIATED_WITH]->(:PublicIp {ip: '203.0.113.8'})
                """);
        // When, then
        assertThat(answers(EC2))
                .containsExactly(
                        Map.of(
                                "e.id", "i-1",
                                "e.instanceid", "i-1",
                                "h.hostname", "web-1",
                                "h.agent_version", "7.01.23456"));
    }

    @Test
    void hostsWithAnotherSensorVersion() {
        assertThat(answers(OUTDATED))
                .containsExactly(
                        Map.of(
                                "h.hostname", "laptop-2",
                                "h.agent_version", "6.58.17212",
                                "h.os_version", "Windows 11"));
    }

    private List<Map<String, Object>> answers(String query) {
        return graph.query(query).stream().map(found -> found.asMap()).toList();
    }

    private static Map<String, Object> answer(String hostname, String ip) {
        return Map.of(
                "h.hostname",
                hostname,
                "h.os_version",
                "Windows 11",
                "h.local_ip",
                "10." + ip,
                "h.last_seen",
                "2026-11-20T10:00:00Z");
    }

    private static Row row(String id, String name, String ip, String agent) {
        var host =
                HostBuilder.host(id, "c1")
                        .with("hostname", name)
                        .with("os_version", "Windows 11")
                        .with("local_ip", "10." + ip)
                        .with("external_ip", ip)
                        .with("agent_version", agent)
                        .with("last_seen", "2026-11-20T10:00:00Z")
                        .build();
        return ((Shaped.Ready) new HostShape("acme").shape(host)).row();
    }
}
