package io.ropewalk.inventory.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.inventory.graph.neo4j.Neo4jInventoryGraph;
import io.ropewalk.inventory.testing.FakeFalcon;
import io.ropewalk.inventory.testing.Neo4jProcess;
import io.ropewalk.inventory.testing.TestGraph;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Config;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.exceptions.TransientException;

/**
 * What can go wrong on the graph's side, and in listings that only the graph can tell to be wrong.
 */
class GraphFaultsTest {
    private static final int HOSTS = 45;
    private static final Duration BRIEF = Duration.ofSeconds(2);

    private static final Duration PATIENT = Duration.ofSeconds(60);

    /** The one database of the tests that stop its server: it comes back where clients seek it. */
    @TempDir private static Path data;

    private static Neo4jProcess server;
    private static int port;

    @BeforeAll
    static void takesAPort() throws IOException {
        port = Neo4jProcess.freePort();
    }

    @AfterAll
    static void stops() {
        if (server != null) {
            server.close();
        }
    }

    private static void startsAgain() {
        server = Neo4jProcess.start(TestGraph.NEO4J_LOCAL, data, port);
    }

    /** An empty graph on a server that runs, whatever the test before did to it. */
    private static Driver emptied(String scheme, Duration retry) {
        if (server == null || !server.isAlive()) {
            startsAgain();
        }
        Driver driver = driver(scheme + "://127.0.0.1:" + port, retry);
        driver.executableQuery("MATCH (n) DETACH DELETE n").execute();
        return driver;
    }

    @Test
    void aGraphThatDiesInMidRunLosesNothingAndTheNextRunRepairs() {
        // Given
        var falcon = new FakeFalcon().estate("acme", "c1", HOSTS);
        try (Driver driver = emptied("bolt", BRIEF)) {
            var harness = SyncHarness.over(falcon, graph(driver));
            harness.sync("acme");
            falcon.hosts("acme").remove(0);
            falcon.beforePage(page -> {
                if (page == 2) {
                    server.kill();
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
            startsAgain();
            assertThat(count(driver)).isEqualTo(HOSTS);
            assertThat(harness.sync("acme")).isEqualTo(new SyncOutcome.Succeeded());
            assertThat(count(driver)).isEqualTo(HOSTS - 1);
        }
    }

    @Test
    void aGraphThatStartsAgainInMidRunIsWaitedFor() {
        // Given
        var falcon = new FakeFalcon().estate("acme", "c1", HOSTS);
        falcon.beforePage(page -> {
            if (page == 2) {
                server.kill();
                startsAgain();
            }
        });
        try (Driver driver = emptied("bolt", PATIENT)) {
            // When
            var outcome = SyncHarness.over(falcon, graph(driver)).sync("acme");
            // Then
            assertThat(outcome).isEqualTo(new SyncOutcome.Succeeded());
            assertThat(count(driver)).isEqualTo(HOSTS);
        }
    }

    @Test
    void aReadOnlyGraphIsSaidToBeOneAndKeepsWhatItHas() {
        // Given
        var falcon = new FakeFalcon().estate("acme", "c1", HOSTS);
        try (Driver driver = emptied("bolt", BRIEF)) {
            var harness = SyncHarness.over(falcon, graph(driver));
            harness.sync("acme");
            server.close();
            falcon.hosts("acme").remove(0);
            try (var _ = Neo4jProcess.startReadOnly(TestGraph.NEO4J_LOCAL, data, port)) {
                // When
                var outcome = harness.sync("acme");
                // Then
                var why = ((SyncOutcome.Failed) outcome).why();
                assertThat(why.category()).isEqualTo(FailureCategory.CONFLICT);
                assertThat(why.message()).contains("read-only");
                assertThat(count(driver)).isEqualTo(HOSTS);
            }
        }
    }

    @Test
    void aNodeThatAnotherProgramHoldsIsWaitedFor() throws InterruptedException {
        // Given
        var graph = TestGraph.empty();
        var falcon = new FakeFalcon().estate("acme", "c1", HOSTS);
        var harness = SyncHarness.over(falcon, graph.hosts());
        harness.sync("acme");
        var outcome = new AtomicReference<SyncOutcome>();
        Thread sync = new Thread(() -> outcome.set(harness.sync("acme")));
        try (var session = graph.driver().session();
                var holder = session.beginTransaction()) {
            holder.run("MATCH (h:CrowdstrikeHost) SET h.held = true").consume();
            // When
            sync.start();
            await().until(() -> blocked(graph) > 0);
            holder.rollback();
        }
        sync.join();
        // Then
        assertThat(outcome.get()).isEqualTo(new SyncOutcome.Succeeded());
    }

    /** Locks the hosts in the other direction until it has met the sync three times. */
    @Test
    void deadlocksWithAnotherProgramAreGotOver() throws InterruptedException {
        // Given
        var falcon = new FakeFalcon().estate("acme", "c1", HOSTS);
        try (Driver driver = emptied("bolt", PATIENT)) {
            var harness = SyncHarness.over(falcon, graph(driver));
            harness.sync("acme");
            var met = new AtomicInteger();
            var end = new AtomicBoolean();
            Thread other =
                    new Thread(() -> {
                        while (!end.get()) {
                            lockInTheOtherDirection(driver, met);
                        }
                    });
            other.start();
            // When
            var outcomes = new ArrayList<SyncOutcome>();
            try {
                while (met.get() < 3 && outcomes.size() < 200) {
                    outcomes.add(harness.sync("acme"));
                }
            } finally {
                end.set(true);
                other.join();
            }
            // Then
            assertThat(met).hasValueGreaterThanOrEqualTo(3);
            assertThat(outcomes).containsOnly(new SyncOutcome.Succeeded());
        }
    }

    @Test
    void aClusterAddressIsRouted() {
        // Given
        var falcon = new FakeFalcon().estate("acme", "c1", HOSTS);
        try (Driver driver = emptied("neo4j", BRIEF)) {
            var harness = SyncHarness.over(falcon, graph(driver));
            harness.sync("acme");
            falcon.hosts("acme").remove(0);
            // When
            var outcome = harness.sync("acme");
            // Then
            assertThat(outcome).isEqualTo(new SyncOutcome.Succeeded());
            assertThat(count(driver)).isEqualTo(HOSTS - 1);
            assertThat(driver.executableQueryBookmarkManager().getBookmarks())
                    .as("what keeps a read from a member that is behind")
                    .isNotEmpty();
        }
    }

    private static void lockInTheOtherDirection(Driver driver, AtomicInteger met) {
        try (var session = driver.session();
                var transaction = session.beginTransaction()) {
            transaction
                    .run(
                            "MATCH (h:CrowdstrikeHost) WITH h ORDER BY h.id DESC"
                                    + " SET h.met = timestamp()")
                    .consume();
            transaction.rollback();
        } catch (TransientException deadlock) {
            met.incrementAndGet();
        }
    }

    private static long blocked(TestGraph graph) {
        return graph.number(
                "SHOW TRANSACTIONS YIELD status WHERE status STARTS WITH 'Blocked' RETURN count(*)");
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

    private static Driver driver(String uri, Duration retry) {
        var config =
                Config.builder()
                        .withMaxTransactionRetryTime(retry.toMillis(), TimeUnit.MILLISECONDS)
                        .build();
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
