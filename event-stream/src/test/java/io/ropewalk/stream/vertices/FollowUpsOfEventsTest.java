package io.ropewalk.stream.vertices;

import static io.ropewalk.stream.vertices.VertexRig.detection;
import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.stream.delivery.EventFilter;
import io.ropewalk.stream.delivery.SinkFilter;
import io.ropewalk.stream.event.Event;
import io.ropewalk.stream.event.json.JsonDetections;
import io.ropewalk.stream.state.FollowUp;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which events have their graph fetched. */
class FollowUpsOfEventsTest {
    private final VertexRig rig = new VertexRig();
    private final TakingSink siem = new TakingSink("siem");

    private Optional<FollowUp> of(Event event) {
        return rig.followUp(siem, EventFilter.ALL, event);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EppDetectionSummaryEvent",
                "IdpDetectionSummaryEvent",
                "MobileDetectionSummaryEvent",
                "XdrDetectionSummaryEvent",
                "DataProtectionDetectionSummaryEvent",
                "OverwatchGenericDetectionSummaryEvent",
                "AutomatedLeadSummaryEvent",
                "FcsIoaDetectionSummaryEvent",
                "DetectionSummaryEvent"
            })
    void everyKindOfDetectionIsFollowed(String type) {
        // Given
        Event event =
                detection(
                        7,
                        type,
                        "\"CompositeId\":\"c:1|2\",\"Severity\":70,\"SeverityName\":\"High\"");
        // When
        FollowUp work = of(event).orElseThrow();
        // Then
        assertThat(work.offset()).isEqualTo(7);
        assertThat(work.detectionId()).isEqualTo("c:1|2");
        assertThat(work.severityCode()).isEqualTo(OptionalLong.of(70));
        assertThat(work.severityName()).isEqualTo("High");
        assertThat(work.createdAt()).isEqualTo(event.createdAt());
    }

    @Test
    void identityDetectionsNameTheirCompositeIdOtherwise() {
        // Given
        Event event = detection(1, "IdpDetectionSummaryEvent", "\"DetectId\":\"c:ind:c:2B0F\"");
        // When
        FollowUp work = of(event).orElseThrow();
        // Then
        assertThat(work.detectionId()).isEqualTo("c:ind:c:2B0F");
        assertThat(work.severityName()).isEmpty();
        assertThat(work.severityCode()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "IncidentSummaryEvent",
                "AuthActivityAuditEvent",
                "FirewallMatchEvent",
                "ReconNotificationSummaryEvent"
            })
    void whatIsNoDetectionIsNot(String type) {
        // Given
        Event event = detection(1, type, "\"CompositeId\":\"c:1\"");
        // When
        Optional<FollowUp> work = of(event);
        // Then
        assertThat(work).isEmpty();
    }

    @Test
    void aDetectionThatNamesNoIdIsNot() {
        // Given
        Event event = detection(1, "EppDetectionSummaryEvent", "\"Severity\":70");
        // When
        Optional<FollowUp> work = of(event);
        // Then
        assertThat(work).isEmpty();
        assertThat(rig.heard()).isEmpty();
    }

    @Test
    void anIdOfTheTimeBeforeAlertsIsGivenUpAtOnce() {
        // Given
        Event event = detection(1, "DetectionSummaryEvent", "\"DetectId\":\"ldt:aa:412\"");
        // When
        Optional<FollowUp> work = of(event);
        // Then
        assertThat(work).isEmpty();
        assertThat(rig.heard()).containsExactly("siem gave up legacy-id");
    }

    @Test
    void anIdOfTheTimeBeforeAlertsIsFollowedWhereSummariesAreWanted() {
        // Given
        var fallback =
                new VertexRig(
                        Given.settings(
                                new VertexSettings.Walk(
                                        List.of("user"), true, 10, 1000, Duration.ofMinutes(1))));
        Event event = detection(1, "DetectionSummaryEvent", "\"DetectId\":\"ldt:aa:412\"");
        // When
        Optional<FollowUp> work = fallback.followUp(siem, EventFilter.ALL, event);
        // Then
        assertThat(work).map(FollowUp::detectionId).contains("ldt:aa:412");
    }

    @Test
    void noMoreWaitThanAllowedAndTheRestIsGivenUpAtOnce() {
        // Given
        var bounds = new VertexSettings.Bounds(2, 8, 2, Duration.ofMinutes(1), 1000);
        var few =
                new VertexRig(
                        new VertexSettings(Given.walk(), Given.patience(), bounds, Given.quota()));
        few.delivered(siem, detection(1, FakeGraph.id(1)));
        few.delivered(siem, detection(2, FakeGraph.id(2)));
        // When
        few.delivered(siem, detection(3, FakeGraph.id(3)));
        // Then
        assertThat(few.waiting()).isEqualTo(2);
        assertThat(few.heard()).containsExactly("siem gave up too-many-waiting");
    }

    @Test
    void aSinkThatNamesItsTypesGetsVerticesOnlyWhenItNamesThem() {
        // Given
        var without =
                new SinkFilter(
                        Set.of("EppDetectionSummaryEvent"), Optional.empty(), new JsonDetections());
        var with =
                new SinkFilter(
                        Set.of("EppDetectionSummaryEvent", "Vertex"),
                        Optional.of("high"),
                        new JsonDetections());
        Event event = detection(1, FakeGraph.id(1));
        // When
        Optional<FollowUp> unwanted = rig.followUp(siem, without, event);
        Optional<FollowUp> wanted = rig.followUp(siem, with, event);
        // Then
        assertThat(unwanted).isEmpty();
        assertThat(wanted).isPresent();
    }
}
