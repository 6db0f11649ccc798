package io.ropewalk.stream.vertices;

import static io.ropewalk.stream.vertices.FakeGraph.PROCESS;
import static io.ropewalk.stream.vertices.FakeGraph.failed;
import static io.ropewalk.stream.vertices.FakeGraph.id;
import static io.ropewalk.stream.vertices.FakeGraph.process;
import static io.ropewalk.stream.vertices.VertexRig.detection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.stream.delivery.Batch;
import io.ropewalk.stream.delivery.SinkAnswer;
import io.ropewalk.stream.event.Event;
import io.ropewalk.stream.state.FollowUp;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of delivered detections. */
class VerticesTest {
    private final VertexRig rig = new VertexRig();
    private final TakingSink siem = new TakingSink("siem");
    private final TakingSink lake = new TakingSink("lake");

    @AfterEach
    void stop() throws InterruptedException {
        rig.stop();
    }

    private void untilNothingWaits() throws InterruptedException {
        await().atMost(Duration.ofSeconds(30)).until(() -> rig.waiting() == 0);
        // What is told after the state is written.
        rig.stop();
    }

    @Test
    void theVerticesOfADetectionReachItsSinkAndItWaitsNoMore() throws Exception {
        // Given
        rig.falcon.alert(id(1), PROCESS).children(PROCESS, 3);
        rig.delivered(siem, detection(41_001, id(1)));
        // When
        rig.start(siem);
        // Then
        untilNothingWaits();
        assertThat(siem.ids())
                .containsExactly(
                        "0:41001:" + PROCESS + ":child_process:" + process(0),
                        "0:41001:" + PROCESS + ":child_process:" + process(1),
                        "0:41001:" + PROCESS + ":child_process:" + process(2));
        assertThat(siem.events()).allMatch(Event::isVertex);
        assertThat(rig.heard()).containsExactly("siem emitted 3", "siem enriched");
    }

    @Test
    void detectionsDeliveredWhileItRunsAreNoticedSoon() throws Exception {
        // Given
        rig.falcon.alert(id(1), PROCESS).children(PROCESS, 1);
        rig.start(siem);
        // When
        rig.delivered(siem, detection(1, id(1)));
        // Then
        await().atMost(Duration.ofSeconds(10)).until(() -> siem.ids().size() == 1);
    }

    @Test
    void twoSinksCostOneReading() throws Exception {
        // Given
        rig.falcon.alert(id(1), PROCESS).children(PROCESS, 150);
        rig.delivered(siem, detection(1, id(1)));
        rig.delivered(lake, detection(1, id(1)));
        // When
        rig.start(siem, lake);
        // Then
        untilNothingWaits();
        assertThat(siem.ids()).hasSize(150).isEqualTo(lake.ids());
        assertThat(rig.falcon.calls("alerts")).isEqualTo(1);
        assertThat(rig.falcon.calls("edges child_process")).isEqualTo(2);
        assertThat(rig.falcon.calls("vertices")).isEqualTo(2);
    }

    @Test
    void aKillBeforeTheEndRepeatsWithTheSameIds() throws Exception {
        // Given
        rig.falcon.alert(id(1), PROCESS).children(PROCESS, 2_500);
        rig.delivered(siem, detection(1, id(1)));
        var taken = new AtomicInteger();
        siem.answer =
                _ ->
                        taken.getAndIncrement() < 2
                                ? new SinkAnswer.Accepted()
                                : SinkAnswer.Unavailable.because("The sink is down.");
        rig.start(siem);
        await().atMost(Duration.ofSeconds(30)).until(() -> taken.get() > 3);
        rig.stop();
        List<Batch> before = siem.batches();
        siem.answer = _ -> new SinkAnswer.Accepted();
        rig.begin();
        // When
        rig.start(siem);
        // Then
        untilNothingWaits();
        assertThat(new HashSet<>(siem.ids())).hasSize(2_500);
        assertThat(before).hasSize(2);
        List<String> after =
                siem.batches().subList(2, siem.batches().size()).stream().map(Batch::id).toList();
        assertThat(after).contains(before.get(0).id(), before.get(1).id());
        assertThat(after).doesNotHaveDuplicates();
    }

    @Test
    void aSinkThatIsDownLosesNothingAndIsNamed() throws Exception {
        // Given
        rig.falcon.alert(id(1), PROCESS).children(PROCESS, 3);
        rig.delivered(siem, detection(1, id(1)));
        siem.answer = _ -> SinkAnswer.Unavailable.because("The sink is down.");
        VertexWorker worker = rig.start(siem);
        await().until(() -> worker.view().state().equals("held"));
        String reason = worker.view().reason();
        // When
        siem.answer = _ -> new SinkAnswer.Accepted();
        // Then
        untilNothingWaits();
        assertThat(siem.ids()).hasSize(3);
        assertThat(reason).isEqualTo("siem: The sink is down.");
    }

    @Test
    void aVertexTheSinkRefusesIsKeptAside() throws Exception {
        // Given
        rig.falcon.alert(id(1), PROCESS).children(PROCESS, 3);
        rig.delivered(siem, detection(1, id(1)));
        siem.answer =
                batch ->
                        batch.events().stream().anyMatch(it -> it.text().contains(process(1)))
                                ? new SinkAnswer.Refused("It is too large.")
                                : new SinkAnswer.Accepted();
        // When
        rig.start(siem);
        // Then
        untilNothingWaits();
        assertThat(siem.ids()).hasSize(2);
        assertThat(rig.state.deadLetters().list("acme", Optional.empty(), 10))
                .singleElement()
                .satisfies(letter -> assertThat(letter.eventType()).isEqualTo("Vertex"));
    }

    @Test
    void refusedDetectionsWaitAndAreFetchedOnceAccessIsBack() throws Exception {
        // Given
        rig.falcon.alert(id(1), PROCESS).children(PROCESS, 3);
        rig.falcon.onAlerts = _ -> Optional.of(failed(FailureCategory.SCOPE_MISSING));
        rig.delivered(siem, detection(1, id(1)));
        VertexWorker worker = rig.start(siem);
        await().until(() -> worker.view().state().equals("refused"));
        VerticesView refused = worker.view();
        rig.falcon.onAlerts = _ -> Optional.empty();
        // When
        rig.time.pass(Given.PROBE);
        // Then
        await().until(() -> worker.view().state().equals("working"));
        untilNothingWaits();
        assertThat(refused.reason()).isEqualTo("Falcon said scope-missing.");
        assertThat(refused.waiting()).isEqualTo(1);
        assertThat(siem.ids()).hasSize(3);
        assertThat(rig.falcon.calls("alerts")).isEqualTo(2);
    }

    @Test
    void whatWaitsTooLongIsGivenUpEvenWhileRefused() throws Exception {
        // Given
        rig.falcon.onAlerts = _ -> Optional.of(failed(FailureCategory.SCOPE_MISSING));
        rig.delivered(siem, detection(1, id(1)));
        VertexWorker worker = rig.start(siem);
        await().until(() -> worker.view().state().equals("refused"));
        // When
        rig.time.pass(Duration.ofHours(25));
        // Then
        untilNothingWaits();
        assertThat(rig.heard()).contains("siem gave up too-old");
        assertThat(siem.ids()).isEmpty();
    }

    @Test
    void anAlertThatStaysUnknownIsGivenUp() throws Exception {
        // Given
        rig.delivered(siem, detection(1, id(1)));
        rig.start(siem);
        // When
        await().until(() -> {
            rig.time.pass(Duration.ofSeconds(20));
            return rig.waiting() == 0;
        });
        // Then
        untilNothingWaits();
        assertThat(rig.heard()).containsExactly("siem gave up unknown-alert");
        assertThat(rig.falcon.calls("alerts")).isBetween(2L, 6L);
    }

    @Test
    void afterSoManyAttemptsWhatThereIsCounts() throws Exception {
        // Given
        rig.falcon.alert(id(1), PROCESS).children(PROCESS, 3);
        rig.falcon.onEdges =
                type ->
                        type.equals("user")
                                ? Optional.of(failed(FailureCategory.VENDOR_DOWN))
                                : Optional.empty();
        rig.delivered(siem, detection(1, id(1)));
        rig.start(siem);
        // When
        for (int i = 1; i <= 3; i++) {
            int calls = i;
            await().until(() -> attempts() == calls || rig.waiting() == 0);
            rig.time.pass(Duration.ofMinutes(2));
        }
        // Then
        untilNothingWaits();
        assertThat(rig.heard())
                .containsExactly("siem emitted 3", "siem enriched", "siem incomplete vendor-down");
        assertThat(siem.ids()).hasSize(3);
        assertThat(rig.falcon.calls("edges user")).isEqualTo(3);
    }

    @Test
    void afterSoManyAttemptsWithNothingItIsGivenUpWithTheReason() throws Exception {
        // Given
        rig.falcon.onAlerts = _ -> Optional.of(failed(FailureCategory.VENDOR_DOWN));
        rig.delivered(siem, detection(1, id(1)));
        rig.start(siem);
        // When
        for (int i = 1; i <= 3; i++) {
            int calls = i;
            await().until(() -> attempts() == calls || rig.waiting() == 0);
            rig.time.pass(Duration.ofMinutes(2));
        }
        // Then
        untilNothingWaits();
        assertThat(rig.heard()).containsExactly("siem gave up vendor-down");
    }

    @Test
    void attemptsCountAcrossRestarts() throws Exception {
        // Given
        rig.falcon.onAlerts = _ -> Optional.of(failed(FailureCategory.VENDOR_DOWN));
        rig.delivered(siem, detection(1, id(1)));
        // When
        for (int i = 1; i <= 3; i++) {
            int calls = i;
            rig.start(siem);
            await().until(() -> attempts() == calls || rig.waiting() == 0);
            rig.restart();
        }
        // Then
        assertThat(rig.waiting()).isZero();
        assertThat(rig.heard()).containsExactly("siem gave up vendor-down");
    }

    private int attempts() {
        return rig.state.followUps().next(VertexRig.PARTITION, "siem", 1).stream()
                .mapToInt(FollowUp::attempts)
                .sum();
    }

    @Test
    void aDetectionWithoutAGraphIsDoneAtOnce() throws Exception {
        // Given
        rig.falcon.alert(id(1));
        rig.delivered(siem, detection(1, id(1)));
        // When
        rig.start(siem);
        // Then
        untilNothingWaits();
        assertThat(rig.heard()).containsExactly("siem enriched");
    }

    @Test
    void nothingIsSentForAPartitionThatIsNoLongerOurs() throws Exception {
        // Given
        rig.falcon.alert(id(1), PROCESS).children(PROCESS, 3);
        rig.delivered(siem, detection(1, id(1)));
        rig.loseTenure();
        // When
        VertexWorker worker = rig.start(siem);
        // Then
        assertThat(worker.awaitEnd(Duration.ofSeconds(10))).isTrue();
        assertThat(siem.ids()).isEmpty();
        assertThat(rig.falcon.calls()).isEmpty();
        assertThat(rig.waiting()).isEqualTo(1);
    }

    @Test
    void aStateThatCannotBeUsedOnlyDelays() throws Exception {
        // Given
        rig.falcon.alert(id(1), PROCESS).children(PROCESS, 3);
        rig.delivered(siem, detection(1, id(1)));
        rig.state.broken(true);
        rig.start(siem);
        // When
        rig.state.broken(false);
        rig.time.pass(Duration.ofSeconds(10));
        // Then
        untilNothingWaits();
        assertThat(siem.ids()).hasSize(3);
    }

    @Test
    void theCustomerIsKnownBeforeTheFeedNamesIt() throws Exception {
        // Given
        rig.cid = "";
        rig.falcon.alert(id(1), PROCESS).children(PROCESS, 1);
        rig.delivered(siem, detection(1, id(1)));
        // When
        rig.start(siem);
        // Then
        untilNothingWaits();
        assertThat(siem.batches().getFirst().cid()).isEqualTo(FakeGraph.CID);
    }
}
