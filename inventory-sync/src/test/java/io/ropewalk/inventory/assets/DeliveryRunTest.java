package io.ropewalk.inventory.assets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.inventory.assets.SinkAnswer.Accepted;
import io.ropewalk.inventory.assets.SinkAnswer.Halted;
import io.ropewalk.inventory.assets.SinkAnswer.Refused;
import io.ropewalk.inventory.assets.SinkAnswer.Unavailable;
import io.ropewalk.inventory.ocsf.Asset;
import io.ropewalk.inventory.ocsf.OcsfSchema;
import io.ropewalk.inventory.testing.TestState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DeliveryRunTest {
    private static final SinkAnswer AWAY =
            Unavailable.because(FailureCategory.NETWORK, "It is away.");

    @TempDir private Path folder;
    private AssetHarness harness;
    private final RecordingSink sink = new RecordingSink("siem");

    @BeforeEach
    void open() {
        harness = new AssetHarness(folder);
        harness.source.with(250);
    }

    @AfterEach
    void close() {
        harness.close();
    }

    private static FailureCategory category(Delivery delivery) {
        return delivery.failure().orElseThrow().category();
    }

    private static String message(Delivery delivery) {
        return delivery.failure().orElseThrow().message();
    }

    @Test
    void everyAssetArrivesOnceInBatches() {
        Delivery done = harness.deliver(sink);
        assertThat(done.state()).isEqualTo(DeliveryState.SUCCEEDED);
        assertThat(done.origin()).contains(Origin.HOSTS);
        assertThat(done.counts()).isEqualTo(new DeliveryCounts(250, 250, 0, 0, 0, 0));
        assertThat(sink.uids()).hasSize(250).doesNotHaveDuplicates();
        assertThat(sink.sizes()).containsOnly(50);
        sink.events().forEach(event -> assertThat(OcsfSchema.faults(event.toString())).isEmpty());
    }

    @Test
    void whatDidNotChangeIsNotSentAgain() {
        harness.deliver(sink);
        sink.forgetful();
        Delivery done = harness.deliver(sink);
        assertThat(done.counts()).isEqualTo(new DeliveryCounts(250, 0, 0, 250, 0, 0));
        assertThat(sink.sizes()).isEmpty();
    }

    @Test
    void whatChangedOrIsNewIsSentAlone() {
        harness.deliver(sink);
        sink.forgetful();
        harness.source.devices.set(7, FakeSource.device(7, "renamed"));
        harness.source.devices.add(FakeSource.device(900, "new"));
        Delivery done = harness.deliver(sink);
        assertThat(done.counts()).isEqualTo(new DeliveryCounts(251, 1, 1, 249, 0, 0));
        assertThat(sink.uids()).containsExactly("aid-0007", "aid-0900");
    }

    @Test
    void aSinkThatFailsInMidRunGetsTheRestNextTime() {
        sink.answering((call, _) -> call <= 2 ? new Accepted() : AWAY);
        Delivery broken = harness.deliver(sink);
        assertThat(broken.state()).isEqualTo(DeliveryState.INCOMPLETE);
        assertThat(category(broken)).isEqualTo(FailureCategory.NETWORK);
        assertThat(broken.counts().created()).isEqualTo(100);

        Delivery repaired = harness.deliver(sink.wellAgain());
        assertThat(repaired.state()).isEqualTo(DeliveryState.SUCCEEDED);
        assertThat(repaired.counts()).isEqualTo(new DeliveryCounts(250, 150, 0, 100, 0, 0));
        assertThat(sink.uids()).hasSize(250).doesNotHaveDuplicates();
    }

    @Test
    void aProcessThatDiesBeforeItWroteDownWhatWasAcceptedSendsItAgain() {
        sink.answering((call, _) -> {
            if (call == 3) {
                TestState.expireLease(harness.database, "inventory-assets:", AssetHarness.TENANT);
            }
            return new Accepted();
        });
        Tenure dead = harness.store.take(AssetHarness.TENANT, AssetHarness.LIFE).orElseThrow();
        assertThatThrownBy(() -> harness.deliver(sink, dead)).isInstanceOf(Tenure.Lost.class);
        assertThat(harness.store.deliveries(AssetHarness.TENANT))
                .extracting(Delivery::state)
                .containsExactly(DeliveryState.RUNNING);

        Delivery repaired = harness.deliver(sink.wellAgain());
        assertThat(repaired.state()).isEqualTo(DeliveryState.SUCCEEDED);
        assertThat(repaired.counts().created()).isEqualTo(150);
        assertThat(sink.distinct()).hasSize(250);
        assertThat(sink.uids()).hasSize(300);
    }

    @Test
    void waitsLongerEachTimeForASinkThatIsAwayAndThenGoesOn() {
        sink.answering((call, _) -> call <= 4 ? AWAY : new Accepted());
        assertThat(harness.deliver(sink).state()).isEqualTo(DeliveryState.SUCCEEDED);
        assertThat(harness.waits)
                .containsExactly(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(8));
    }

    @Test
    void waitsAsLongAsTheSinkAsks() {
        var asked =
                new Unavailable(
                        FailureCategory.THROTTLED,
                        "Too many.",
                        Optional.of(Duration.ofSeconds(37)));
        sink.answering((call, _) -> call == 1 ? asked : new Accepted());
        harness.deliver(sink);
        assertThat(harness.waits).containsExactly(Duration.ofSeconds(37));
    }

    @Test
    void givesUpASinkThatStaysAwayForTooLong() {
        Delivery done = harness.deliver(sink.answering((_, _) -> AWAY));
        assertThat(done.state()).isEqualTo(DeliveryState.FAILED);
        Duration waited = harness.waits.stream().reduce(Duration.ZERO, Duration::plus);
        assertThat(waited).isLessThanOrEqualTo(harness.settings().retry().inAll());
        assertThat(message(done)).contains("It is away.").contains("next delivery");
    }

    @Test
    void oneAssetThatIsRefusedDoesNotHoldUpTheOthers() {
        sink.answering((_, batch) ->
                batch.events().stream().anyMatch(event -> event.uid().equals("aid-0123"))
                        ? new Refused("It does not like it.")
                        : new Accepted());
        Delivery done = harness.deliver(sink);
        assertThat(done.state()).isEqualTo(DeliveryState.INCOMPLETE);
        assertThat(done.counts()).isEqualTo(new DeliveryCounts(250, 249, 0, 0, 0, 1));
        assertThat(category(done)).isEqualTo(FailureCategory.BAD_REQUEST);
        assertThat(message(done)).contains("aid-0123").contains("It does not like it.");
        assertThat(sink.uids()).hasSize(249).doesNotHaveDuplicates();
        // Five batches, and halves of one of them.
        assertThat(sink.sizes()).hasSizeLessThan(5 + 2 * 7);

        sink.forgetful();
        Delivery next = harness.deliver(sink.wellAgain());
        assertThat(next.state()).isEqualTo(DeliveryState.SUCCEEDED);
        assertThat(sink.uids()).containsExactly("aid-0123");
    }

    @Test
    void aSinkThatRefusesEverythingIsLeftAlone() {
        Delivery done = harness.deliver(sink.answering((_, _) -> new Refused("No.")));
        assertThat(done.state()).isEqualTo(DeliveryState.FAILED);
        assertThat(category(done)).isEqualTo(FailureCategory.BAD_REQUEST);
        assertThat(message(done)).contains("20 assets in a row");
        assertThat(sink.sizes()).hasSizeLessThan(60);
        assertThat(harness.deliver(sink.wellAgain()).counts().delivered()).isTrue();
        assertThat(sink.uids()).hasSize(250);
    }

    @Test
    void aWrongKeyStopsTheDeliveryAndMarksNothingAsSent() {
        sink.answering((_, _) -> new Halted(FailureCategory.AUTH, "Check api-key."));
        Delivery done = harness.deliver(sink);
        assertThat(done.state()).isEqualTo(DeliveryState.FAILED);
        assertThat(category(done)).isEqualTo(FailureCategory.AUTH);
        assertThat(message(done)).isEqualTo("Check api-key.");
        assertThat(sink.sizes()).hasSize(1);
        assertThat(harness.waits).isEmpty();
        harness.deliver(sink.wellAgain());
        assertThat(sink.uids()).hasSize(250);
    }

    @Test
    void sinksAreKeptApart() {
        harness.deliver(sink);
        RecordingSink other = new RecordingSink("lake");
        harness.deliver(other);
        assertThat(other.uids()).hasSize(250);
    }

    @Test
    void anAssetThatIsGoneIsReportedOnceAsItWasLastKnown() {
        harness.deliver(sink);
        List<JsonNode> before = sink.events();
        sink.forgetful();
        harness.source.devices.removeLast();
        harness.source.devices.removeFirst();
        Delivery done = harness.deliver(sink);
        assertThat(done.state()).isEqualTo(DeliveryState.SUCCEEDED);
        assertThat(done.counts()).isEqualTo(new DeliveryCounts(248, 0, 0, 248, 2, 0));
        JsonNode gone = sink.events().getFirst();
        assertThat(OcsfSchema.faults(gone.toString())).isEmpty();
        assertThat(gone.path("activity_name").asText()).isEqualTo("Removed");
        assertThat(gone.path("time").asLong()).isEqualTo(harness.clock.instant().getEpochSecond());
        assertThat(gone.path("device")).isEqualTo(before.getFirst().path("device"));
        assertThat(sink.uids()).containsExactly("aid-0000", "aid-0249");

        sink.forgetful();
        assertThat(harness.deliver(sink).counts().removed()).isZero();
        assertThat(sink.sizes()).isEmpty();
    }

    @Test
    void anAssetThatComesBackIsNew() {
        harness.deliver(sink);
        harness.source.devices.removeLast();
        harness.deliver(sink);
        sink.forgetful();
        harness.source.devices.add(FakeSource.device(249, "host-249"));
        assertThat(harness.deliver(sink).counts().created()).isEqualTo(1);
        assertThat(sink.uids()).containsExactly("aid-0249");
    }

    @Test
    void aRemovalThatTheSinkDidNotTakeComesAgain() {
        harness.deliver(sink);
        harness.source.devices.removeLast();
        Delivery broken = harness.deliver(sink.answering((_, _) -> AWAY));
        assertThat(broken.state()).isEqualTo(DeliveryState.INCOMPLETE);
        sink.forgetful();
        assertThat(harness.deliver(sink.wellAgain()).counts().removed()).isEqualTo(1);
        assertThat(sink.uids()).containsExactly("aid-0249");
    }

    @Test
    void whatTheSinkNeverTookIsForgottenWithoutAReport() {
        sink.answering((_, batch) ->
                batch.events().stream().anyMatch(event -> event.uid().equals("aid-0249"))
                        ? new Refused("No.")
                        : new Accepted());
        harness.deliver(sink);
        sink.forgetful();
        harness.source.devices.removeLast();
        Delivery done = harness.deliver(sink);
        assertThat(done.counts()).isEqualTo(new DeliveryCounts(249, 0, 0, 249, 0, 0));
        assertThat(sink.sizes()).isEmpty();
        assertThat(harness.store.count(new Slot(AssetHarness.TENANT, "siem", Origin.HOSTS)))
                .isEqualTo(249);
    }

    @Test
    void aListingThatBreaksOffReportsNobodyRemoved() {
        harness.deliver(sink);
        sink.forgetful();
        harness.source.devices.removeLast();
        harness.source.failsAtTheEnd(FailureCategory.VENDOR_DOWN);
        Delivery done = harness.deliver(sink);
        assertThat(done.state()).isEqualTo(DeliveryState.INCOMPLETE);
        assertThat(category(done)).isEqualTo(FailureCategory.VENDOR_DOWN);
        assertThat(done.failure().orElseThrow().traceId()).isEqualTo("trace-1");
        assertThat(sink.sizes()).isEmpty();
    }

    @Test
    void aListingThatBreaksOffDeliversWhatItGave() {
        harness.source.failsAtTheEnd(FailureCategory.SCOPE_MISSING);
        Delivery done = harness.deliver(sink);
        assertThat(done.counts().created()).isEqualTo(250);
        assertThat(category(done)).isEqualTo(FailureCategory.SCOPE_MISSING);
    }

    @Test
    void aPageGivenTwiceInPlaceOfAnotherReportsNobodyRemoved() {
        harness.deliver(sink);
        sink.forgetful();
        harness.source.givesOnePageTwiceAndLeavesOneOut();
        Delivery done = harness.deliver(sink);
        assertThat(done.state()).isEqualTo(DeliveryState.INCOMPLETE);
        assertThat(message(done)).contains("250 assets but only 190 different ones");
        assertThat(sink.sizes()).isEmpty();
    }

    @Test
    void aListingWithoutATotalReportsOnlyWhatItLackedTwiceInARow() {
        harness.deliver(sink);
        sink.forgetful();
        harness.source.tellsNoTotal();
        Asset back = harness.source.devices.removeFirst();
        harness.source.devices.removeLast();
        Delivery once = harness.deliver(sink);
        assertThat(once.state()).isEqualTo(DeliveryState.SUCCEEDED);
        assertThat(once.counts()).isEqualTo(new DeliveryCounts(248, 0, 0, 248, 0, 0));

        harness.source.devices.addFirst(back);
        Delivery twice = harness.deliver(sink);
        assertThat(twice.counts()).isEqualTo(new DeliveryCounts(249, 0, 0, 249, 1, 0));
        assertThat(sink.uids()).containsExactly("aid-0249");
    }

    @Test
    void moreRemovalsThanBelievableTakeAPersonsWord() {
        harness.deliver(sink);
        sink.forgetful();
        harness.source.with(100);
        Delivery guarded = harness.deliver(sink);
        assertThat(guarded.state()).isEqualTo(DeliveryState.INCOMPLETE);
        assertThat(category(guarded)).isEqualTo(FailureCategory.CONFLICT);
        assertThat(message(guarded)).contains("150 of the 250").contains("\"removeMaxShare\":0.60");
        assertThat(sink.sizes()).isEmpty();

        harness.mayRemove(0.6);
        assertThat(harness.deliver(sink).counts().removed()).isEqualTo(150);
        assertThat(sink.uids()).hasSize(150);
    }

    @Test
    void anEmptyListingEmptiesNothing() {
        harness.deliver(sink);
        sink.forgetful();
        harness.source.with(0);
        assertThat(category(harness.deliver(sink))).isEqualTo(FailureCategory.CONFLICT);
        assertThat(sink.sizes()).isEmpty();
    }

    @Test
    void aStopLetsTheBatchInFlightEndAndGoesOnLater() {
        sink.answering((call, _) -> {
            if (call == 2) {
                harness.requestStop();
            }
            return new Accepted();
        });
        Delivery stopped = harness.deliver(sink);
        assertThat(stopped.state()).isEqualTo(DeliveryState.QUEUED);
        assertThat(stopped.counts().created()).isEqualTo(100);
        harness.goOn();
        assertThat(harness.deliver(sink.wellAgain()).state()).isEqualTo(DeliveryState.SUCCEEDED);
        assertThat(sink.uids()).hasSize(250).doesNotHaveDuplicates();
    }
}
