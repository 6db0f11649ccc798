package io.ropewalk.neo4jlocal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Session;
import org.neo4j.driver.exceptions.ClientException;

@Timeout(180)
class MainIT {

    private static final Map<String, String> FREE_PORT = Map.of(Settings.BOLT_PORT, "0");

    @TempDir private Path temporary;
    @TempDir private Path work;

    @Test
    void theReadyLineNamesAServerThatRunsTheCypherTheServicesUse() throws Exception {
        try (PackagedNeo4j neo4j = new PackagedNeo4j(temporary, errors(), FREE_PORT)) {
            String ready = neo4j.line();

            assertThat(ready).matches("bolt://127\\.0\\.0\\.1:\\d+");
            try (Driver driver = GraphDatabase.driver(ready);
                    Session session = driver.session()) {
                assertThat(number(session, "RETURN 1")).isEqualTo(1);
                uniquenessHolds(session);
                batchesRunInTheirOwnTransactions(session);
            }
        }
    }

    @Test
    void theEndOfStandardInputEndsItAndLeavesNothingBehind() throws Exception {
        try (PackagedNeo4j neo4j = new PackagedNeo4j(temporary, errors(), FREE_PORT)) {
            neo4j.line();
            assertThat(temporary).isNotEmptyDirectory();

            neo4j.closeStandardInput();

            assertThat(neo4j.exitCode()).isZero();
            assertThat(neo4j.line()).isNull();
            assertThat(errors()).isEmptyFile();
            assertThat(temporary).isEmptyDirectory();
        }
    }

    @Test
    void aNamedDataDirectoryOutlivesTheTermSignal() throws Exception {
        Map<String, String> kept =
                Map.of(Settings.BOLT_PORT, "0", Settings.DATA, work.resolve("data").toString());
        try (PackagedNeo4j first = new PackagedNeo4j(temporary, errors(), kept);
                Driver driver = GraphDatabase.driver(first.line());
                Session session = driver.session()) {
            session.run("CREATE (:Host {id: 'a'})").consume();
            first.terminate();
            first.exitCode();
        }

        try (PackagedNeo4j second = new PackagedNeo4j(temporary, errors(), kept);
                Driver driver = GraphDatabase.driver(second.line());
                Session session = driver.session()) {
            assertThat(number(session, "MATCH (h:Host) RETURN count(h)")).isEqualTo(1);
        }
    }

    @Test
    void aTakenPortIsOneSentenceAndExitCodeOne() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            try (PackagedNeo4j neo4j =
                    new PackagedNeo4j(temporary, errors(), Map.of(Settings.BOLT_PORT, port))) {
                assertThat(neo4j.exitCode()).isEqualTo(1);
                assertThat(neo4j.line()).isNull();
                assertThat(errors())
                        .hasContent(
                                "Port "
                                        + port
                                        + " on 127.0.0.1 is taken; set ROPEWALK_NEO4J_BOLT_PORT to"
                                        + " another port, or to 0 for any free one.");
                assertThat(temporary).isEmptyDirectory();
            }
        }
    }

    private static void uniquenessHolds(Session session) {
        session.run("CREATE CONSTRAINT host_id FOR (h:Host) REQUIRE h.id IS UNIQUE").consume();
        session.run("CREATE (:Host {id: 'a'})").consume();
        assertThatThrownBy(() -> session.run("CREATE (:Host {id: 'a'})").consume())
                .isInstanceOf(ClientException.class)
                .hasMessageContaining("already exists");
    }

    private static void batchesRunInTheirOwnTransactions(Session session) {
        session.run(
                        """
                        UNWIND range(1, 1000) AS i
                        CALL (i) { MERGE (h:Host {id: 'h' + i}) } IN TRANSACTIONS OF 100 ROWS
                        """)
                .consume();
        session.run(
                        """
                        MATCH (h:Host {id: 'a'})
                        CALL (h) { MERGE (g:Group {id: 'g'}) MERGE (h)-[:MEMBER_OF]->(g) RETURN g }
                        RETURN g
                        """)
                .consume();
        assertThat(number(session, "MATCH (h:Host) RETURN count(h)")).isEqualTo(1001);
        assertThat(number(session, "MATCH (:Host)-[r:MEMBER_OF]->(:Group) RETURN count(r)"))
                .isEqualTo(1);
    }

    private static long number(Session session, String query) {
        return session.run(query).single().get(0).asLong();
    }

    private Path errors() throws IOException {
        return Files.createDirectories(work).resolve("errors.txt");
    }
}
