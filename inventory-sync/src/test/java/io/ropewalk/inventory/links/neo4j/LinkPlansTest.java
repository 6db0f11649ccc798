package io.ropewalk.inventory.links.neo4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.inventory.testing.TestGraph;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.summary.Plan;

/** How Neo4j finds the hosts of a batch in a graph whose indexes count as empty. */
class LinkPlansTest {
    private static final Map<String, Object> PARAMETERS =
            Map.of(
                    "rows", List.of(), "hosts", List.of(), "tenant", "acme", "tag", 1, "module",
                    "m", "version", "v", "limit", 2);

    @Test
    void everyWriteFindsItsHostsByTheirIds() {
        // Given what a first run comes to: hosts are there, and some indexes are just being made
        TestGraph graph = TestGraph.bare();
        graph.hosts().prepare();
        graph.query(
                "UNWIND range(1, 2000) AS i CREATE (:CrowdstrikeHost {id: toString(i), ropewalk_tenant: 'acme'})");
        new Neo4jLinkGraph(graph.driver(), "neo4j", new Neo4jLinkGraph.Options(2, "test"))
                .prepare();
        for (String statement :
                List.of(
                        LinkWrites.MARK_AMBIGUOUS,
                        LinkWrites.CUT_INSTANCES,
                        LinkWrites.LINK_INSTANCES,
                        LinkWrites.CUT_DEVICES,
                        LinkWrites.LINK_DEVICES,
                        LinkWrites.CUT_EGRESS,
                        LinkWrites.LINK_EGRESS,
                        LinkWrites.CUT_OWNED,
                        LinkWrites.LINK_OWNED,
                        LinkWrites.CUT_AFFECTS,
                        LinkWrites.LINK_AFFECTS)) {
            // When
            List<String> reads =
                    leaves(plan(graph, statement)).filter(it -> it.contains(" h:")).toList();
            // Then
            assertThat(reads)
                    .as(statement)
                    .singleElement()
                    .asString()
                    .contains("UNIQUE h:CrowdstrikeHost(id)");
        }
    }

    private static Plan plan(TestGraph graph, String statement) {
        try (var session = graph.driver().session()) {
            return session.run("EXPLAIN " + statement, PARAMETERS).consume().plan();
        }
    }

    /** Where rows come from, each by its operator and what that reads. */
    private static Stream<String> leaves(Plan plan) {
        return plan.children().isEmpty()
                ? Stream.of(plan.operatorType() + " " + plan.arguments().get("Details"))
                : plan.children().stream().flatMap(LinkPlansTest::leaves);
    }
}
