package io.ropewalk.inventory.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.inventory.run.Kind;
import io.ropewalk.inventory.run.Mode;
import io.ropewalk.inventory.run.Run;
import io.ropewalk.inventory.run.RunRequest;
import io.ropewalk.inventory.run.RunService;
import io.ropewalk.inventory.run.RunState;
import io.ropewalk.inventory.run.Submission;
import io.ropewalk.inventory.testing.ServiceResource;
import io.ropewalk.inventory.testing.SimulatedFalcon;
import io.ropewalk.simulator.Fault;
import io.ropewalk.simulator.FaultRule;
import io.ropewalk.simulator.Scenario;
import io.ropewalk.simulator.Simulator;
import io.ropewalk.simulator.estate.Change;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neo4j.driver.Driver;

/**
 * Everything that can go wrong between Falcon and us, each in the middle of a run over a graph that
 * already holds the estate: nothing is deleted, the run says what it was, the next run repairs it.
 */
@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class WireFaultsTest {
    private static final String COMBINED = "/devices/combined/devices/v1";
    private static final String SCROLL = "/devices/queries/devices-scroll/v1";
    private static final String DETAILS = "/devices/entities/devices/v2";
    private static final int HOSTS = 60;

    private final Simulator simulator;
    private final Driver driver;
    private final RunService runs;

    @Inject
    WireFaultsTest(Simulator simulator, Driver driver, RunService runs) {
        this.simulator = simulator;
        this.driver = driver;
        this.runs = runs;
    }

    /**
     * One line of the table.
     *
     * @param traced whether an answer of the vendor, with its trace id, stands behind the failure
     */
    record Row(
            String name,
            String path,
            Fault fault,
            RunState state,
            FailureCategory category,
            boolean traced) {
        @Override
        public String toString() {
            return name;
        }

        static Row midRun(String name, Fault fault, FailureCategory category) {
            return new Row(name, COMBINED, fault, RunState.INCOMPLETE, category, true);
        }

        Row untraced() {
            return new Row(name, path, fault, state, category, false);
        }

        Row on(String other) {
            return new Row(name, other, fault, state, category, traced);
        }
    }

    static Stream<Row> table() {
        return Stream.of(refusals(), transport(), pages(), bodies()).flatMap(rows -> rows);
    }

    private static Stream<Row> refusals() {
        var retry = Duration.ofMillis(900);
        return Stream.of(
                Row.midRun(
                        "500", status(500, Fault.ErrorBody.ENVELOPE), FailureCategory.VENDOR_DOWN),
                Row.midRun(
                        "500 as HTML",
                        status(500, Fault.ErrorBody.HTML),
                        FailureCategory.VENDOR_DOWN),
                Row.midRun(
                        "503 without a body",
                        status(503, Fault.ErrorBody.EMPTY),
                        FailureCategory.VENDOR_DOWN),
                Row.midRun(
                        "400", status(400, Fault.ErrorBody.ENVELOPE), FailureCategory.BAD_REQUEST),
                Row.midRun(
                        "429 with the epoch second",
                        new Fault.Throttle(Fault.RetryHint.EPOCH_SECONDS, retry),
                        FailureCategory.THROTTLED),
                Row.midRun(
                        "429 with Retry-After",
                        new Fault.Throttle(Fault.RetryHint.RETRY_AFTER, retry),
                        FailureCategory.THROTTLED),
                Row.midRun(
                        "429 that does not say when",
                        new Fault.Throttle(Fault.RetryHint.NONE, retry),
                        FailureCategory.THROTTLED),
                Row.midRun("403", new Fault.ScopeMissing(), FailureCategory.SCOPE_MISSING),
                Row.midRun("401 for every token", new Fault.ExpiredToken(), FailureCategory.AUTH),
                Row.midRun(
                        "expired cursor", new Fault.ExpireCursor(), FailureCategory.BAD_REQUEST));
    }

    private static Stream<Row> transport() {
        return Stream.of(
                Row.midRun(
                                "cut body with a length",
                                new Fault.CutBody(700, false),
                                FailureCategory.NETWORK)
                        .untraced(),
                Row.midRun(
                                "cut body between chunks",
                                new Fault.CutBody(700, true),
                                FailureCategory.NETWORK)
                        .untraced(),
                Row.midRun("reset", new Fault.Reset(), FailureCategory.NETWORK).untraced(),
                Row.midRun(
                                "silence before the answer",
                                new Fault.Stall(Duration.ofSeconds(6)),
                                FailureCategory.TIMEOUT)
                        .untraced(),
                Row.midRun(
                                "silence in the body",
                                new Fault.StallMidBody(500, Duration.ofSeconds(6)),
                                FailureCategory.TIMEOUT)
                        .untraced());
    }

    private static Stream<Row> pages() {
        return Stream.of(
                Row.midRun("short page", new Fault.ShortPage(5, true), FailureCategory.VENDOR_DOWN),
                Row.midRun(
                        "empty page with a cursor",
                        new Fault.EmptyPage(true),
                        FailureCategory.VENDOR_DOWN),
                Row.midRun(
                        "empty page without a cursor",
                        new Fault.EmptyPage(false),
                        FailureCategory.VENDOR_DOWN),
                Row.midRun("repeated page", new Fault.DuplicatePage(), FailureCategory.VENDOR_DOWN),
                Row.midRun(
                        "total that ends at a page boundary",
                        new Fault.TotalDrift(40 - HOSTS),
                        FailureCategory.VENDOR_DOWN),
                Row.midRun(
                        "total that grows by one",
                        new Fault.TotalDrift(1),
                        FailureCategory.VENDOR_DOWN),
                Row.midRun(
                        "total that shrinks by one",
                        new Fault.TotalDrift(-1),
                        FailureCategory.VENDOR_DOWN));
    }

    private static Stream<Row> bodies() {
        return Stream.of(
                Row.midRun(
                        "resources null", new Fault.NullResources(), FailureCategory.VENDOR_DOWN),
                Row.midRun("no resources", new Fault.NoResources(), FailureCategory.VENDOR_DOWN),
                Row.midRun(
                        "errors in a 200",
                        new Fault.ErrorsIn200(500, "internal", false),
                        FailureCategory.VENDOR_DOWN),
                Row.midRun("no pagination", new Fault.NoPagination(), FailureCategory.VENDOR_DOWN),
                Row.midRun(
                        "half a JSON document",
                        new Fault.InvalidJson(),
                        FailureCategory.VENDOR_DOWN),
                Row.midRun("no body", new Fault.EmptyBody(), FailureCategory.VENDOR_DOWN),
                Row.midRun(
                        "hosts without a customer id",
                        new Fault.OmitField("cid"),
                        FailureCategory.VENDOR_DOWN),
                Row.midRun(
                        "hosts without a device id",
                        new Fault.OmitField("device_id"),
                        FailureCategory.VENDOR_DOWN),
                Row.midRun(
                        "combined endpoint taken away",
                        status(404, Fault.ErrorBody.ENVELOPE),
                        FailureCategory.BAD_REQUEST),
                Row.midRun(
                                "details fail on a cloud without combined",
                                status(500, Fault.ErrorBody.ENVELOPE),
                                FailureCategory.VENDOR_DOWN)
                        .on(DETAILS),
                Row.midRun(
                                "scroll cursor expired on a cloud without combined",
                                new Fault.ExpireCursor(),
                                FailureCategory.BAD_REQUEST)
                        .on(SCROLL));
    }

    private static Fault status(int status, Fault.ErrorBody body) {
        return new Fault.Status(status, body, "simulated");
    }

    @BeforeEach
    void freshStart() {
        simulator.clearFaults();
        driver.executableQuery("MATCH (n) DETACH DELETE n").execute();
    }

    @ParameterizedTest
    @MethodSource("table")
    void nothingIsDeletedAndTheNextRunRepairs(Row row) {
        // Given
        simulator.scenario(estate(row));
        assertThat(sync().state()).isEqualTo(RunState.SUCCEEDED);
        simulator.change(SimulatedFalcon.ACME, Change.removed(0.1));
        simulator.arm(FaultRule.always(row.path(), row.fault()).after(1));
        // When
        Run broken = sync();
        // Then
        assertThat(broken.state()).isEqualTo(row.state());
        assertThat(broken.failure().orElseThrow().category()).isEqualTo(row.category());
        assertThat(!broken.failure().orElseThrow().traceId().isEmpty()).isEqualTo(row.traced());
        assertThat(broken.work().counts(Kind.HOSTS).retired()).isZero();
        assertThat(hosts()).isEqualTo(HOSTS);
        assertThatTheNextRunRepairs();
    }

    @Test
    void aRunThatReadsNothingAtAllFailed() {
        // Given
        simulator.scenario(SimulatedFalcon.estates(HOSTS, 1));
        sync();
        simulator.arm(FaultRule.always(COMBINED, status(500, Fault.ErrorBody.ENVELOPE)));
        // When
        Run broken = sync();
        // Then
        assertThat(broken.state()).isEqualTo(RunState.FAILED);
        assertThat(hosts()).isEqualTo(HOSTS);
        assertThatTheNextRunRepairs();
    }

    @Test
    void anEstateThatComesBackEmptyDeletesNothing() {
        // Given
        simulator.scenario(SimulatedFalcon.estates(HOSTS, 1));
        sync();
        simulator.scenario(SimulatedFalcon.estates(0, 1));
        // When
        Run broken = sync();
        // Then
        assertThat(broken.state()).isEqualTo(RunState.INCOMPLETE);
        assertThat(broken.failure().orElseThrow().category()).isEqualTo(FailureCategory.CONFLICT);
        assertThat(hosts()).isEqualTo(HOSTS);
    }

    @Test
    void aDeadTokenIsReplacedOnceAndTheRunGoesOn() {
        // Given
        simulator.scenario(SimulatedFalcon.estates(HOSTS, 1));
        simulator.arm(FaultRule.once(COMBINED, new Fault.ExpiredToken()).after(1));
        // When
        Run run = sync();
        // Then
        assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(hosts()).isEqualTo(HOSTS);
    }

    private void assertThatTheNextRunRepairs() {
        simulator.clearFaults();
        assertThat(sync().state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(hosts()).isEqualTo(simulator.hostCount(SimulatedFalcon.ACME));
    }

    private static Scenario estate(Row row) {
        boolean combined = row.path().equals(COMBINED);
        return Scenario.ofTenants(
                List.of(
                        SimulatedFalcon.tenant(SimulatedFalcon.ACME, HOSTS).withCombined(combined),
                        SimulatedFalcon.tenant(SimulatedFalcon.GLOBEX, 1)));
    }

    private Run sync() {
        var request =
                new RunRequest(
                        SimulatedFalcon.ACME,
                        Set.of(Kind.HOSTS),
                        Mode.FULL,
                        false,
                        OptionalDouble.empty());
        var queued = (Submission.Queued) runs.submit(request);
        return await().atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () -> runs.find(SimulatedFalcon.ACME, queued.run().id()).orElseThrow(),
                        run -> run.state().isEnd());
    }

    private long hosts() {
        return driver.executableQuery("MATCH (h:CrowdstrikeHost) RETURN count(h) AS n")
                .execute()
                .records()
                .getFirst()
                .get("n")
                .asLong();
    }
}
