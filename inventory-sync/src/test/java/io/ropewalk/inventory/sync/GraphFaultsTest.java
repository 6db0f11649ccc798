package io.ropewalk.inventory.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.inventory.graph.neo4j.Neo4jInventoryGraph;
import io.ropewalk.inventory.testing.FakeFalcon;
import io.ropewalk.inventory.testing.Neo4jProcess;
import io.ropewalk.inventory.testing.TestGraph;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Config;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;

/**
 * What can go wrong on the graph's side, and in listings that only the graph can tell to be wrong.
 */
class GraphFaultsTest {
    private static final int HOSTS = 45;
    private static final int PORT_IN_URI = 2;

    @Test
    void aGraphThatDiesInMidRunLosesNothingAndTheNextRunRepairs(@TempDir Path data) {
        // Given
        var falcon = new FakeFalcon().estate("acme", "c1", HOSTS);
        var first = Neo4jProcess.start(TestGraph.NEO4J_LOCAL, data, 0);
        int port = Integer.parseInt(first.boltUri().split(":", -1)[PORT_IN_URI]);
        try (Driver driver = driver(first.boltUri())) {
            var harness = SyncHarness.over(falcon, graph(driver));
            harness.sync("acme");
            falcon.hosts("acme").remove(0);
            falcon.beforePage(page -> {
                if (page == 2) {
                    first.kill();
                }
            });
            // When
            var outcome = harness.sync("acme");
            // Then
            var why =
                    outcome instanceof SyncOutcome.Incomplete(var it)
                            ? it
                            : ((SyncOutcome.Failed) outcome).why();
            assertThat(why.category()).isEqualTo(FailureCategory.NETWORK);
            falcon.recovers();
            try (var _ = Neo4jProcess.start(TestGraph.NEO4J_LOCAL, data, port)) {
                assertThat(count(driver)).isEqualTo(HOSTS);
                assertThat(harness.sync("acme")).isEqualTo(new SyncOutcome.Succeeded());
                assertThat(count(driver)).isEqualTo(HOSTS - 1);
            }
        }
    }

    @Test
    void aRepeatedPageThatMakesTheCountRightIsFoundOut() {
        // Given
        var graph = TestGraph.empty();
        var falcon = new FakeFalcon().estate("acme", "c1", HOSTS);
        var harness = SyncHarness.over(falcon, graph.hosts());
        harness.sync("acme");
        falcon.repeatsFirstPage();
        // When
        var outcome = harness.sync("acme");
        // Then
        assertThat(outcome).isInstanceOf(SyncOutcome.Incomplete.class);
        assertThat(((SyncOutcome.Incomplete) outcome).why().message())
                .contains("gave 45 hosts but only 35 different ones");
        assertThat(graph.hostCount()).isEqualTo(HOSTS);
    }

    @Test
    void aRepeatedPageOfHostsThatAnotherTenantHoldsIsFoundOut() {
        // Given a parent whose first page is full of a child's hosts
        var graph = TestGraph.empty();
        var falcon = new FakeFalcon().estate("child", "c1", 10).estate("parent", "p1", 20);
        falcon.hosts("parent").addAll(0, falcon.hosts("child"));
        var harness = SyncHarness.over(falcon, graph.hosts());
        harness.others = Set.of("parent");
        harness.sync("child");
        harness.others = Set.of("child");
        harness.sync("parent");
        falcon.repeatsFirstPage();
        // When
        var outcome = harness.sync("parent");
        // Then
        assertThat(outcome).isInstanceOf(SyncOutcome.Incomplete.class);
        assertThat(graph.hostCount()).isEqualTo(30);
    }

    @Test
    void aFailingReaderIsABugAndDeletesNothing() {
        // Given
        var graph = TestGraph.empty();
        var falcon = new FakeFalcon().estate("acme", "c1", HOSTS);
        var harness = SyncHarness.over(falcon, graph.hosts());
        harness.sync("acme");
        falcon.beforePage(page -> {
            if (page == 1) {
                throw new IllegalStateException("simulated");
            }
        });
        // When
        var outcome = harness.sync("acme");
        // Then
        assertThat(((SyncOutcome.Incomplete) outcome).why().category())
                .isEqualTo(FailureCategory.BUG);
        assertThat(graph.hostCount()).isEqualTo(HOSTS);
    }

    private static Neo4jInventoryGraph graph(Driver driver) {
        return TestGraph.hosts(driver, false);
    }

    private static Driver driver(String uri) {
        var config = Config.builder().withMaxTransactionRetryTime(2, TimeUnit.SECONDS).build();
        return GraphDatabase.driver(uri, AuthTokens.none(), config);
    }

    private static long count(Driver driver) {
        return driver.executableQuery("MATCH (h:CrowdstrikeHost) RETURN count(h) AS n")
                .execute()
                .records()
                .getFirst()
                .get("n")
                .asLong();
    }
}
