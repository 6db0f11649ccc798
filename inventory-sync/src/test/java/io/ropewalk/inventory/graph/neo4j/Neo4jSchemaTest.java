package io.ropewalk.inventory.graph.neo4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.inventory.graph.GraphFailure;
import io.ropewalk.inventory.testing.TestGraph;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class Neo4jSchemaTest {
    private static final String[] UNIQUE = {
        "CrowdstrikeHost.id", "CrowdstrikeHostGroup.id", "CrowdstrikeTenant.id"
    };

    private static final int REPLICAS = 4;

    private TestGraph graph;

    @BeforeEach
    void graphWithoutSchema() {
        graph = TestGraph.bare();
    }

    @Test
    void anEmptyGraphGetsConstraintsAndIndexesOnline() {
        // When
        graph.hosts().prepare();
        // Then
        assertThat(constraints()).containsExactlyInAnyOrder(UNIQUE);
        assertThat(
                        graph.number(
                                "SHOW INDEXES YIELD type, state WHERE type = 'RANGE' AND state <> 'ONLINE' RETURN count(*)"))
                .isZero();
        assertThat(indexed()).doesNotContain("lastupdated").contains("hostname", "external_ip");
    }

    /** The race was lost by one replica in nearly every first start of two. */
    @Test
    void replicasThatPrepareAnEmptyGraphAtTheSameMomentAllSucceed() {
        for (int round = 0; round < 5; round++) {
            // Given
            graph = TestGraph.bare();
            var together = new CyclicBarrier(REPLICAS);
            try (var threads = Executors.newFixedThreadPool(REPLICAS)) {
                // When
                var prepared =
                        IntStream.range(0, REPLICAS)
                                .mapToObj(
                                        _ -> threads.submit(() -> prepare(graph.hosts(), together)))
                                .toList();
                // Then
                assertThat(prepared)
                        .allSatisfy(it -> assertThatCode(it::get).doesNotThrowAnyException());
            }
            assertThat(constraints()).containsExactlyInAnyOrder(UNIQUE);
        }
    }

    private static boolean prepare(Neo4jInventoryGraph replica, CyclicBarrier together)
            throws Exception {
        together.await();
        replica.prepare();
        return true;
    }

    @Test
    void aPlainIndexThatCartographyMadeIsReportedWithTheCommandThatRemovesIt() {
        // Given
        graph.query("CREATE INDEX cartography_made FOR (n:CrowdstrikeHost) ON (n.id)");
        // When, then
        assertThatThrownBy(() -> graph.hosts().prepare())
                .isInstanceOf(GraphFailure.class)
                .extracting(failure -> ((GraphFailure) failure).category())
                .isEqualTo(FailureCategory.CONFLICT);
        assertThatThrownBy(() -> graph.hosts().prepare())
                .hasMessageContaining("DROP INDEX `cartography_made`;")
                .hasMessageContaining("ropewalk.inventory.schema=adopt");
        assertThat(constraints()).doesNotContain("CrowdstrikeHost.id");
    }

    @Test
    void allPlainIndexesAreReportedAtOnce() {
        // Given
        graph.query("CREATE INDEX cartography_made FOR (n:CrowdstrikeHost) ON (n.id)");
        graph.query("CREATE INDEX cartography_made_too FOR (n:CrowdstrikeTenant) ON (n.id)");
        // When, then
        assertThatThrownBy(() -> graph.hosts().prepare())
                .hasMessageContaining("DROP INDEX `cartography_made`;")
                .hasMessageContaining("DROP INDEX `cartography_made_too`;");
    }

    @Test
    void theReportedCommandMendsTheGraphWithoutARestart() {
        // Given
        graph.query("CREATE INDEX cartography_made FOR (n:CrowdstrikeHost) ON (n.id)");
        var hosts = graph.hosts();
        assertThatThrownBy(hosts::prepare).isInstanceOf(GraphFailure.class);
        // When
        graph.query("DROP INDEX `cartography_made`");
        // Then
        assertThatCode(hosts::prepare).doesNotThrowAnyException();
    }

    @Test
    void adoptReplacesThePlainIndexByItself() {
        // Given
        graph.query("CREATE INDEX cartography_made FOR (n:CrowdstrikeHost) ON (n.id)");
        graph.query("CREATE INDEX cartography_made_too FOR (n:CrowdstrikeTenant) ON (n.id)");
        // When
        graph.hosts(true).prepare();
        // Then
        assertThat(constraints()).containsExactlyInAnyOrder(UNIQUE);
    }

    @Test
    void idsThatStandTwiceAreReportedWithTheCommandThatKeepsTheNewest() {
        // Given
        graph.query(
                "UNWIND [1, 2, 3] AS i CREATE (:CrowdstrikeHost {id: 'twin', lastupdated: i}) CREATE (:CrowdstrikeHost {id: 'single' + i})");
        var hosts = graph.hosts(true);
        // When
        var refused = catchFailure(hosts);
        // Then
        assertThat(refused.getMessage()).contains("1 ids of CrowdstrikeHost more than once");
        String command =
                refused.getMessage()
                        .substring(refused.getMessage().indexOf("MATCH"))
                        .replace(";", "");
        graph.query(command);
        assertThat(graph.number("MATCH (h:CrowdstrikeHost {id: 'twin'}) RETURN h.lastupdated"))
                .isEqualTo(3);
        assertThatCode(hosts::prepare).doesNotThrowAnyException();
    }

    private static GraphFailure catchFailure(Neo4jInventoryGraph hosts) {
        try {
            hosts.prepare();
            throw new AssertionError("the graph was not refused");
        } catch (GraphFailure failure) {
            return failure;
        }
    }

    private List<String> constraints() {
        return graph
                .query(
                        "SHOW CONSTRAINTS YIELD labelsOrTypes, properties RETURN labelsOrTypes[0] + '.' + properties[0] AS c")
                .stream()
                .map(found -> found.get("c").asString())
                .toList();
    }

    private List<String> indexed() {
        return graph
                .query(
                        "SHOW INDEXES YIELD properties, type WHERE type = 'RANGE' RETURN properties[0] AS p")
                .stream()
                .map(found -> found.get("p").asString())
                .toList();
    }
}
