package io.ropewalk.inventory.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.inventory.run.Kind;
import io.ropewalk.inventory.run.Run;
import io.ropewalk.inventory.run.RunService;
import io.ropewalk.inventory.run.RunState;
import io.ropewalk.inventory.testing.EveryKind;
import io.ropewalk.inventory.testing.EveryKind.Row;
import io.ropewalk.inventory.testing.ServiceResource;
import io.ropewalk.inventory.testing.SimulatedFalcon;
import io.ropewalk.simulator.Fault;
import io.ropewalk.simulator.FaultRule;
import io.ropewalk.simulator.Simulator;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neo4j.driver.Driver;

/** All kinds of one tenant, from the wire into the graph, and what goes wrong between. */
@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class EveryKindTest {
    private static final int HOSTS = 40;

    private final Simulator simulator;
    private final Driver driver;
    private final RunService runs;

    @Inject
    EveryKindTest(Simulator simulator, Driver driver, RunService runs) {
        this.simulator = simulator;
        this.driver = driver;
        this.runs = runs;
    }

    private static Stream<Row> table() {
        return EveryKind.rows().stream();
    }

    @BeforeEach
    void anEmptyGraph() {
        simulator.clearFaults();
        simulator.scenario(SimulatedFalcon.estates(HOSTS, 1));
        simulator.clearRequests();
        driver.executableQuery("MATCH (n) DETACH DELETE n").execute();
    }

    @Test
    void everyKindComesWholeWithItsEdgesAndASecondRunChangesNothing() {
        // When
        Run first = sync(EveryKind.everything());
        Run second = sync(EveryKind.everything());
        // Then
        assertThat(first.failure()).isEmpty();
        assertThat(first.state()).isEqualTo(RunState.SUCCEEDED);
        for (Row row : EveryKind.rows()) {
            var counts = first.work().counts(row.kind());
            assertThat(counts.received()).as(row.label()).isPositive();
            assertThat(second.work().counts(row.kind()).unchanged())
                    .as(row.label())
                    .isEqualTo(counts.received());
        }
        assertThat(found("MATCH (n:CrowdstrikeSpotlightVulnerability) RETURN count(n)"))
                .isEqualTo(
                        simulator
                                .findingIds(SimulatedFalcon.ACME, "status:['open','reopen']")
                                .size());
        assertThat(
                        found(
                                "MATCH (n:CrowdstrikeHost) WHERE NOT (n)-[:HAS_POLICY]->() RETURN count(n)"))
                .isZero();
        assertThat(
                        found(
                                "MATCH (n:CrowdstrikeSpotlightVulnerability) WHERE NOT (:CrowdstrikeHost {id: n.aid})-[:HAS_VULNERABILITY]->(n)"
                                        + " OR NOT (n)-[:HAS_CVE]->(:CrowdstrikeFinding:CVE {id: n.cve_id}) RETURN count(n)"))
                .isZero();
        assertThat(
                        found(
                                "MATCH (n) WHERE n.ropewalk_tenant IS NOT NULL AND NOT (:CrowdstrikeTenant)-[:RESOURCE]->(n) RETURN count(n)"))
                .isZero();
        assertThat(
                        found(
                                "MATCH (n) WHERE n._module_name STARTS WITH 'ropewalk' AND n.lastupdated <> "
                                        + second.updateTag()
                                        + " RETURN count(n)"))
                .isZero();
        assertThat(found("MATCH (n:CrowdstrikeHostGroup) WHERE n.name IS NULL RETURN count(n)"))
                .isZero();
        assertThat(simulator.violations()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("table")
    void aMissingScopeFailsItsKindAloneAndDeletesNothing(Row row) {
        // Given
        sync(EveryKind.everything());
        long before = nodes();
        simulator.arm(FaultRule.always(row.path(), new Fault.ScopeMissing()));
        // When
        Run broken = sync(EveryKind.everything());
        // Then
        assertThat(broken.state()).isEqualTo(RunState.INCOMPLETE);
        for (Kind kind : EveryKind.everything()) {
            var work = broken.work().kinds().get(kind);
            if (kind == row.kind()) {
                assertThat(work.failure().orElseThrow().category())
                        .isEqualTo(FailureCategory.SCOPE_MISSING);
            } else {
                assertThat(work.state()).as(kind.word()).isEqualTo(RunState.SUCCEEDED);
            }
            assertThat(work.counts().retired()).isZero();
        }
        assertThat(nodes()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("table")
    void anEmptyAnswerDeletesNothing(Row row) {
        // Given
        sync(Set.of(row.kind()));
        long before = nodes();
        simulator.arm(FaultRule.always(row.path(), new Fault.EmptyPage(false)));
        // When
        Run broken = sync(Set.of(row.kind()));
        // Then
        assertThat(broken.state()).isNotEqualTo(RunState.SUCCEEDED);
        assertThat(nodes()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("table")
    void aHalfPageDeletesNothingAndTheNextRunRepairs(Row row) {
        // Given
        sync(Set.of(row.kind()));
        long before = nodes();
        simulator.arm(FaultRule.always(row.path(), new Fault.ShortPage(1, true)));
        // When
        Run broken = sync(Set.of(row.kind()));
        // Then
        assertThat(broken.state()).isEqualTo(RunState.INCOMPLETE);
        assertThat(nodes()).isEqualTo(before);
        simulator.clearFaults();
        assertThat(sync(Set.of(row.kind())).state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(nodes()).isEqualTo(before);
    }

    @Test
    void aCursorThatExpiresOnceMakesTheListingStartAgain() {
        // Given
        simulator.arm(
                FaultRule.once("/spotlight/combined/vulnerabilities/v1", new Fault.ExpireCursor())
                        .after(1));
        // When
        Run run = sync(EnumSet.of(Kind.HOSTS, Kind.VULNERABILITIES));
        // Then
        assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
        var counts = run.work().counts(Kind.VULNERABILITIES);
        assertThat(counts.created()).isEqualTo(counts.received());
        assertThat(counts.unchanged()).isZero();
    }

    @Test
    void findingsWithoutTheirHostGetTheirEdgeWhenItComes() {
        // Given
        sync(Set.of(Kind.VULNERABILITIES));
        assertThat(found("MATCH ()-[r:HAS_VULNERABILITY]->() RETURN count(r)")).isZero();
        // When
        sync(EnumSet.of(Kind.HOSTS, Kind.VULNERABILITIES));
        // Then
        assertThat(found("MATCH ()-[r:HAS_VULNERABILITY]->() RETURN count(r)"))
                .isEqualTo(found("MATCH (n:CrowdstrikeSpotlightVulnerability) RETURN count(n)"));
    }

    private Run sync(Set<Kind> kinds) {
        return EveryKind.sync(runs, SimulatedFalcon.ACME, kinds);
    }

    private long nodes() {
        String labels =
                String.join(
                        " OR ",
                        Arrays.asList(
                                EveryKind.rows().stream()
                                        .map(row -> "n:" + row.label())
                                        .toArray(String[]::new)));
        return found("MATCH (n) WHERE " + labels + " RETURN count(n)");
    }

    private long found(String cypher) {
        return driver.executableQuery(cypher).execute().records().getFirst().get(0).asLong();
    }
}
