package io.ropewalk.inventory.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.ropewalk.inventory.run.Kind;
import io.ropewalk.inventory.run.Run;
import io.ropewalk.inventory.run.RunService;
import io.ropewalk.inventory.run.RunState;
import io.ropewalk.inventory.testing.EveryKind;
import io.ropewalk.inventory.testing.ServiceResource;
import io.ropewalk.inventory.testing.SimulatedFalcon;
import io.ropewalk.simulator.Fault;
import io.ropewalk.simulator.FaultRule;
import io.ropewalk.simulator.Simulator;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.neo4j.driver.Driver;

/** One fault on the listings of all kinds at once: none of them succeeds, and nothing goes. */
@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class EveryKindFaultsTest {
    private static final int HOSTS = 20;

    private final Simulator simulator;
    private final Driver driver;
    private final RunService runs;

    @Inject
    EveryKindFaultsTest(Simulator simulator, Driver driver, RunService runs) {
        this.simulator = simulator;
        this.driver = driver;
        this.runs = runs;
    }

    private static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of(
                        "500", new Fault.Status(500, Fault.ErrorBody.ENVELOPE, "simulated"), true),
                Arguments.of(
                        "400", new Fault.Status(400, Fault.ErrorBody.ENVELOPE, "simulated"), true),
                Arguments.of(
                        "429",
                        new Fault.Throttle(Fault.RetryHint.NONE, Duration.ofMillis(900)),
                        true),
                Arguments.of("a revoked key", new Fault.ExpiredToken(), true),
                Arguments.of("a missing scope", new Fault.ScopeMissing(), true),
                Arguments.of("a cut body", new Fault.CutBody(300, true), true),
                Arguments.of("a reset", new Fault.Reset(), true),
                Arguments.of("half a document", new Fault.InvalidJson(), true),
                Arguments.of("no body", new Fault.EmptyBody(), true),
                Arguments.of("no resources", new Fault.NoResources(), true),
                Arguments.of("null for resources", new Fault.NullResources(), true),
                Arguments.of(
                        "errors in a 200", new Fault.ErrorsIn200(500, "internal", false), true),
                Arguments.of("an empty 200", new Fault.EmptyPage(false), true),
                Arguments.of("half a page", new Fault.ShortPage(1, true), true),
                Arguments.of("a repeated page", new Fault.DuplicatePage(), false));
    }

    @BeforeEach
    void anEmptyGraph() {
        simulator.clearFaults();
        simulator.scenario(SimulatedFalcon.estates(HOSTS, 1));
        driver.executableQuery("MATCH (n) DETACH DELETE n").execute();
    }

    /**
     * The fault stands from the first call on.
     *
     * @param always whether it hits a kind of a single page too
     */
    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void nothingIsDeletedAndTheNextRunRepairs(String name, Fault fault, boolean always) {
        // Given
        Run first = sync();
        assertThat(first.state()).as("%s", first.failure()).isEqualTo(RunState.SUCCEEDED);
        long nodes = found("MATCH (n) RETURN count(n)");
        long edges = found("MATCH ()-[e]->() RETURN count(e)");
        EveryKind.rows().forEach(row -> simulator.arm(FaultRule.always(row.path(), fault)));
        // When
        Run broken = sync();
        // Then
        assertThat(broken.state()).isNotEqualTo(RunState.SUCCEEDED);
        for (var row : EveryKind.rows()) {
            var work = broken.work().kinds().get(row.kind());
            if (always) {
                assertThat(work.state()).as(row.label()).isNotEqualTo(RunState.SUCCEEDED);
                assertThat(work.failure()).as(row.label()).isPresent();
            }
            assertThat(work.counts().retired()).as(row.label()).isZero();
        }
        assertThat(found("MATCH (n) RETURN count(n)")).isEqualTo(nodes);
        assertThat(found("MATCH ()-[e]->() RETURN count(e)")).isEqualTo(edges);
        simulator.clearFaults();
        Run repair = sync();
        assertThat(repair.state()).as("%s", repair.failure()).isEqualTo(RunState.SUCCEEDED);
        assertThat(found("MATCH (n) RETURN count(n)")).isEqualTo(nodes);
    }

    /** Wherever anything is retired for being absent, an empty listing is far above the share. */
    @Test
    void anEstateThatIsSaidToBeEmptyIsNotBelieved() {
        // Given
        Run first = sync();
        assertThat(first.state()).as("%s", first.failure()).isEqualTo(RunState.SUCCEEDED);
        long nodes = found("MATCH (n) RETURN count(n)");
        EveryKind.rows()
                .forEach(row ->
                        simulator.arm(FaultRule.always(row.path(), new Fault.EmptyListing())));
        // When
        Run broken = sync();
        // Then
        for (var row : EveryKind.rows()) {
            assertThat(broken.work().kinds().get(row.kind()).counts().retired())
                    .as(row.label())
                    .isZero();
        }
        assertThat(found("MATCH (n) RETURN count(n)")).isEqualTo(nodes);
    }

    @Test
    void loginsGoWhenTheirTimeIsOverAndWithTheirHost() {
        // Given
        Run first = sync();
        assertThat(first.state()).as("%s", first.failure()).isEqualTo(RunState.SUCCEEDED);
        long logins = found("MATCH (n:CrowdstrikeLogin) RETURN count(n)");
        change(
                "MATCH (n:CrowdstrikeLogin) WITH n ORDER BY n.id LIMIT 2 SET n.login_timestamp = '2001-01-01T00:00:00Z', n.ropewalk_hash = null");
        change(
                "MATCH (n:CrowdstrikeLogin) WITH n ORDER BY n.id DESC LIMIT 1 SET n.aid = 'nobody', n.ropewalk_hash = null");
        simulator.arm(FaultRule.always("/discover/queries/logins/v1", new Fault.EmptyListing()));
        // When
        Run second = sync();
        // Then
        assertThat(second.work().kinds().get(Kind.LOGINS).counts().retired()).isEqualTo(3);
        assertThat(found("MATCH (n:CrowdstrikeLogin) RETURN count(n)")).isEqualTo(logins - 3);
    }

    private void change(String cypher) {
        driver.executableQuery(cypher).execute();
    }

    private Run sync() {
        return EveryKind.sync(runs, SimulatedFalcon.ACME, EveryKind.everything());
    }

    private long found(String cypher) {
        return driver.executableQuery(cypher).execute().records().getFirst().get(0).asLong();
    }
}
