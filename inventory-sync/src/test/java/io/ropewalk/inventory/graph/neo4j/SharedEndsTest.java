package io.ropewalk.inventory.graph.neo4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.inventory.graph.EdgeType;
import io.ropewalk.inventory.graph.GraphFailure;
import io.ropewalk.inventory.graph.NodeType;
import io.ropewalk.inventory.graph.Row;
import io.ropewalk.inventory.graph.RunMark;
import io.ropewalk.inventory.testing.TestGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Config;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;

/** Writers whose records point at the same few nodes. */
class SharedEndsTest {
    private static final int HUBS = 40;
    private static final int WRITERS = 4;
    private static final int BATCHES = 25;
    private static final int ROWS = 30;

    /**
     * The server takes some locks of its own when it commits, in an order nobody can choose: a few
     * deadlocks remain, which the driver's repeats mend: 0 or 1 here, against 160 to 200 when
     * shared nodes were locked while a batch was being written.
     */
    private static final int FEW = WRITERS * BATCHES / 10;

    private static final NodeType HUB = NodeType.shared("hubs", "TestHub", List.of());
    private static final NodeType SPOKE =
            NodeType.owned("spokes", "TestSpoke", List.of("size"))
                    .joined(EdgeType.to("POINTS_AT", HUB.label()));

    private final TestGraph neo4j = TestGraph.empty();
    private Driver driver;
    private Neo4jInventoryGraph graph;
    private final AtomicInteger deadlocks = new AtomicInteger();

    /** A driver that repeats nothing shows every deadlock. */
    @BeforeEach
    void hubs() {
        var once = Config.builder().withMaxTransactionRetryTime(0, TimeUnit.SECONDS).build();
        driver = GraphDatabase.driver(neo4j.boltUri(), AuthTokens.none(), once);
        graph =
                new Neo4jInventoryGraph(
                        driver,
                        "neo4j",
                        List.of(HUB, SPOKE),
                        false,
                        new Neo4jInventoryGraph.Options(100, 500, "test"));
        graph.prepare();
        graph.placeTenants(Set.of("c1"), mark(1));
        graph.writeShared(
                HUB,
                IntStream.range(0, HUBS)
                        .mapToObj(hub -> new Row("hub" + hub, "", "", "x", none(), links(), 1))
                        .toList(),
                mark(1));
    }

    @AfterEach
    void end() {
        driver.close();
    }

    @Test
    void recordsThatComeAndRecordsThatChangeHardlyEverLockEachOtherUp() throws Exception {
        // When each writer changes what it wrote, and adds to it, with more edges each round
        try (var threads = Executors.newFixedThreadPool(WRITERS)) {
            List<Callable<Void>> work = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                int writer = i;
                work.add(() -> write(writer));
            }
            for (Future<Void> done : threads.invokeAll(work)) {
                rethrow(done);
            }
        }
        // Then
        assertThat(deadlocks).hasValueLessThanOrEqualTo(FEW);
        assertThat(neo4j.number("MATCH (s:TestSpoke) RETURN count(s)"))
                .isEqualTo((long) WRITERS * (BATCHES + 1) * ROWS);
        assertThat(
                        neo4j.number(
                                "MATCH (s:TestSpoke) WHERE s.ropewalk_hash IS NULL RETURN count(s)"))
                .isZero();
    }

    private static void rethrow(Future<Void> done) throws Exception {
        try {
            done.get();
        } catch (ExecutionException failed) {
            throw (Exception) failed.getCause();
        }
    }

    private Void write(int writer) {
        for (int batch = 0; batch < BATCHES; batch++) {
            List<Row> rows = new ArrayList<>();
            for (int row = 0; row < ROWS; row++) {
                rows.add(spoke(writer, batch, row, batch, 3));
                rows.add(spoke(writer, batch + 1, row, batch, 2));
            }
            write(rows, mark(2 + batch));
        }
        return null;
    }

    private void write(List<Row> rows, RunMark mark) {
        while (true) {
            try {
                graph.write(SPOKE, rows, mark);
                return;
            } catch (GraphFailure failure) {
                assertThat(failure).hasMessageContaining("DeadlockDetected");
                deadlocks.incrementAndGet();
            }
        }
    }

    /** The number of a batch decides where it points, so that no two writers go in one order. */
    private static Row spoke(int writer, int batch, int number, int version, int edges) {
        String id = "spoke-" + writer + "-" + batch + "-" + number;
        List<Row.Link> ends =
                IntStream.range(0, edges)
                        .map(edge -> Math.floorMod(id.hashCode() * 31 + edge * 7, HUBS))
                        .mapToObj(hub -> Row.Link.to("hub" + hub))
                        .toList();
        return new Row(
                id,
                "c1",
                id,
                "version" + version + "-" + edges,
                new ArrayList<>(List.of((long) version)),
                List.of(ends),
                50);
    }

    private static List<Object> none() {
        return new ArrayList<>();
    }

    private static List<List<Row.Link>> links() {
        return List.of();
    }

    private static RunMark mark(long tag) {
        return new RunMark("acme", tag, Set.of());
    }
}
