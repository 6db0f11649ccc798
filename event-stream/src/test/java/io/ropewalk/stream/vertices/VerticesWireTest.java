package io.ropewalk.stream.vertices;

import static io.ropewalk.stream.vertices.VertexRig.detection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.ropewalk.simulator.Fault;
import io.ropewalk.simulator.FaultRule;
import io.ropewalk.simulator.GraphSpec;
import io.ropewalk.stream.testing.IdleProfile;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Detections' graphs through the real client from the simulator, which takes nothing amiss. */
@QuarkusTest
@TestProfile(IdleProfile.class)
class VerticesWireTest {
    private static final String ALERTS = "/alerts/entities/alerts/v2";
    private static final String EDGES = "/threatgraph/combined/edges/v1";
    private static final List<String> TYPES =
            List.of("child_process", "loaded_module", "user", "network_connect_ip4", "unheard_of");

    private final VertexSettings settings = Given.settings(Given.walk(TYPES, 20_000));
    private final Shares shares = new Shares(settings.quota(), new MovedTime(false).timing());
    private final SimulatedGraph falcon = new SimulatedGraph(shares);
    private final VertexRig rig = new VertexRig(settings, _ -> falcon.graph(), shares);
    private final TakingSink siem = new TakingSink("siem");

    @AfterEach
    void stop() throws InterruptedException {
        rig.stop();
        falcon.close();
    }

    private void untilNothingWaits() throws InterruptedException {
        await().atMost(Duration.ofSeconds(60)).until(() -> rig.waiting() == 0);
        rig.stop();
    }

    private long requests(String path) {
        return falcon.simulator.requests(path).size();
    }

    @Test
    void everyVertexAroundADetectionArrivesAsTheVendorWroteIt() throws Exception {
        // Given
        rig.delivered(siem, detection(1, falcon.alert(1)));
        // When
        rig.start(siem);
        // Then
        untilNothingWaits();
        assertThat(rig.heard()).last().isEqualTo("siem enriched");
        assertThat(siem.ids()).doesNotHaveDuplicates().hasSizeGreaterThan(200);
        assertThat(siem.events())
                .allSatisfy(it ->
                        assertThat(it.text())
                                .contains("\"customer_id\":\"" + falcon.cid() + "\"")
                                .contains("\"vertex_type\":"));
        assertThat(siem.ids()).anyMatch(it -> it.contains(":loaded_module:mod:"));
        assertThat(siem.ids()).anyMatch(it -> it.contains(":user:uid:"));
        assertThat(falcon.simulator.violations()).isEmpty();
        assertThat(requests(ALERTS)).isEqualTo(1);
    }

    @Test
    void tenThousandVerticesArriveOnce() throws Exception {
        // Given
        String heavy = falcon.alert(7);
        falcon.simulator.scenario(
                falcon.simulator
                        .scenario()
                        .withChoices(
                                falcon.simulator
                                        .scenario()
                                        .choices()
                                        .withGraph(
                                                GraphSpec.DEFAULT.withHeavyAlerts(
                                                        Set.of(heavy), 10_000))));
        rig.delivered(siem, detection(1, heavy));
        // When
        rig.start(siem);
        // Then
        untilNothingWaits();
        List<String> children =
                siem.ids().stream().filter(it -> it.contains(":child_process:")).toList();
        assertThat(children).hasSizeGreaterThanOrEqualTo(10_000).doesNotHaveDuplicates();
        assertThat(falcon.simulator.violations()).isEmpty();
    }

    static List<FaultRule> passing() {
        return List.of(
                FaultRule.always(ALERTS, new Fault.ScopeMissing()),
                FaultRule.always(EDGES, new Fault.ScopeMissing()),
                FaultRule.always(
                        "/threatgraph/*",
                        new Fault.Throttle(Fault.RetryHint.RETRY_AFTER, Duration.ofSeconds(2))),
                FaultRule.always(ALERTS, new Fault.Reset()));
    }

    @ParameterizedTest
    @MethodSource("passing")
    void aDetectionWaitsAsLongAsTheVendorDoesNotLetUs(FaultRule fault) throws Exception {
        // Given
        falcon.simulator.arm(fault);
        rig.delivered(siem, detection(1, falcon.alert(1)));
        VertexWorker worker = rig.start(siem);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !worker.view().state().equals("working"));
        assertThat(rig.waiting()).isEqualTo(1);
        // When
        falcon.simulator.clearFaults();
        await().atMost(Duration.ofSeconds(40))
                .until(() -> {
                    rig.time.pass(Duration.ofMinutes(1));
                    return rig.waiting() == 0;
                });
        // Then
        rig.stop();
        assertThat(rig.heard()).contains("siem enriched");
        assertThat(siem.ids()).hasSizeGreaterThan(200);
    }

    static List<Fault> failing() {
        return List.of(
                new Fault.Status(500, Fault.ErrorBody.HTML, "no"),
                new Fault.InvalidJson(),
                new Fault.EmptyBody(),
                new Fault.CutBody(20, true));
    }

    @ParameterizedTest
    @MethodSource("failing")
    void anAnswerThatCannotBeUsedLosesNoVertex(Fault fault) throws Exception {
        // Given
        falcon.simulator.arm(FaultRule.once(EDGES, fault).after(2));
        rig.delivered(siem, detection(1, falcon.alert(1)));
        var whole = new TakingSink("whole");
        // When
        rig.start(siem);
        await().atMost(Duration.ofSeconds(40))
                .until(() -> {
                    rig.time.pass(Duration.ofSeconds(10));
                    return rig.waiting() == 0;
                });
        // Then
        rig.stop();
        rig.begin();
        rig.delivered(whole, detection(1, falcon.alert(1)));
        rig.start(whole);
        untilNothingWaits();
        assertThat(new HashSet<>(siem.ids())).isEqualTo(new HashSet<>(whole.ids()));
        assertThat(siem.ids()).doesNotHaveDuplicates();
    }

    @Test
    void anAlertTheVendorDoesNotKnowIsGivenUp() throws Exception {
        // Given
        rig.delivered(siem, detection(1, "not-an-id"));
        // When
        rig.start(siem);
        await().atMost(Duration.ofSeconds(40))
                .until(() -> {
                    rig.time.pass(Duration.ofSeconds(30));
                    return rig.waiting() == 0;
                });
        // Then
        rig.stop();
        assertThat(rig.heard()).containsExactly("siem gave up unknown-alert");
    }
}
