package io.ropewalk.inventory.questions.neo4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.inventory.graph.GraphFailure;
import io.ropewalk.inventory.testing.TestGraph;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.GraphDatabase;

/** A graph that does not answer is a failure, never an empty answer. */
class GraphOutageTest {

    @Test
    void aGraphThatIsNotThereIsANetworkFailure() throws IOException {
        try (var driver = GraphDatabase.driver("bolt://127.0.0.1:" + deaf(), AuthTokens.none())) {
            var estate = new Neo4jEstateGraph(driver, "neo4j", Duration.ofSeconds(5));
            var failure =
                    catchThrowableOfType(GraphFailure.class, () -> estate.cloudPlaces("acme"));
            assertThat(failure.category()).isEqualTo(FailureCategory.NETWORK);
            assertThat(failure).hasMessageContaining("cannot be reached");
        }
    }

    @Test
    void aQuestionThatTakesTooLongIsATimeoutThatNamesTheKey() {
        var reads = new Reads(TestGraph.empty().driver(), "neo4j", Duration.ofMillis(50));
        var failure =
                catchThrowableOfType(
                        GraphFailure.class,
                        () ->
                                reads.list(
                                        "UNWIND range(1, 1000000000000) AS n RETURN count(n)",
                                        Map.of(),
                                        row -> row));
        assertThat(failure.category()).isEqualTo(FailureCategory.TIMEOUT);
        assertThat(failure).hasMessageContaining("ropewalk.inventory.question-timeout");
    }

    @Test
    void aQuestionCannotWrite() {
        var graph = TestGraph.empty();
        var reads = new Reads(graph.driver(), "neo4j", Duration.ofSeconds(5));
        var failure =
                catchThrowableOfType(
                        GraphFailure.class, () -> reads.list("CREATE ()", Map.of(), row -> row));
        assertThat(failure.category()).isEqualTo(FailureCategory.BUG);
        assertThat(graph.number("MATCH (n) RETURN count(n)")).isZero();
    }

    private static int deaf() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
