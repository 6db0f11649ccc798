package io.ropewalk.inventory.assets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.inventory.assets.AssetService.Start;
import io.ropewalk.inventory.assets.AssetService.Wish;
import io.ropewalk.inventory.assets.SinkAnswer.Accepted;
import io.ropewalk.inventory.assets.SinkAnswer.Halted;
import io.ropewalk.inventory.assets.SinkAnswer.Unavailable;
import io.ropewalk.inventory.testing.TestState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AssetServiceTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Wish USUAL = Wish.USUAL;

    @TempDir private Path folder;
    private AssetHarness harness;
    private final RecordingSink sink = new RecordingSink("siem");
    private final List<Delivery> heard = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void open() {
        harness = new AssetHarness(folder);
        harness.source.with(120);
    }

    @AfterEach
    void close() {
        harness.close();
    }

    private AssetService service(Optional<Duration> every, Outlet... outlets) {
        return new AssetService(
                harness.source,
                harness.store,
                List.of(outlets),
                new AssetService.Outside(
                        () -> Set.of(AssetHarness.TENANT), heard::add, harness.clock),
                new AssetService.Settings(
                        harness.settings(),
                        every,
                        Duration.ofMinutes(10),
                        AssetHarness.LIFE,
                        Duration.ofSeconds(10),
                        2));
    }

    private static Outlet everywhere(RecordingSink sink) {
        return new Outlet(sink, Set.of(AssetKind.DEVICES), Set.of());
    }

    private void awaitEnd(AssetService service) {
        await().until(service::idle);
    }

    private void awaitDeliveries(int count) {
        await().until(() -> heard.size() == count);
    }

    @Test
    void startsOneDeliveryAtATimeAndTellsHowItWent() {
        CountDownLatch go = new CountDownLatch(1);
        sink.answering((_, _) -> {
            awaitUninterruptibly(go);
            return new Accepted();
        });
        AssetService here = service(Optional.empty(), everywhere(sink));
        AssetService there = service(Optional.empty(), everywhere(sink));
        assertThat(here.deliveries(AssetHarness.TENANT))
                .extracting(Delivery::state)
                .containsExactly(DeliveryState.QUEUED);
        assertThat(here.start(AssetHarness.TENANT, USUAL)).isEqualTo(Start.STARTED);
        assertThat(here.start(AssetHarness.TENANT, USUAL)).isEqualTo(Start.BUSY);
        assertThat(there.start(AssetHarness.TENANT, USUAL)).isEqualTo(Start.BUSY);
        await().until(() ->
                there.deliveries(AssetHarness.TENANT).getFirst().state() == DeliveryState.RUNNING);
        go.countDown();
        awaitEnd(here);
        assertThat(there.deliveries(AssetHarness.TENANT).getFirst().state())
                .isEqualTo(DeliveryState.SUCCEEDED);
        assertThat(sink.uids()).hasSize(120);
        assertThat(there.start(AssetHarness.TENANT, USUAL)).isEqualTo(Start.STARTED);
        awaitEnd(there);
        assertThat(heard).extracting(Delivery::state).containsOnly(DeliveryState.SUCCEEDED);
    }

    @Test
    void aDryRunSendsNothingMarksNothingAndCountsWhatWouldBeSent() {
        AssetService service = service(Optional.empty(), everywhere(sink));
        service.start(AssetHarness.TENANT, USUAL);
        awaitEnd(service);
        List<Delivery> before = service.deliveries(AssetHarness.TENANT);
        sink.forgetful();
        harness.source.devices.set(7, FakeSource.device(7, "renamed"));
        harness.source.devices.add(FakeSource.device(900, "new"));
        harness.source.devices.removeFirst();

        service.start(AssetHarness.TENANT, new Wish(OptionalDouble.empty(), true));
        awaitEnd(service);
        assertThat(sink.sizes()).isEmpty();
        assertThat(heard).hasSize(1);
        assertThat(service.deliveries(AssetHarness.TENANT)).isEqualTo(before);
        Delivery dry = service.history(AssetHarness.TENANT, 9, Optional.empty()).getFirst();
        assertThat(dry.round().dryRun()).isTrue();
        assertThat(dry.state()).isEqualTo(DeliveryState.SUCCEEDED);
        assertThat(dry.counts()).isEqualTo(new DeliveryCounts(120, 1, 1, 118, 1, 0));

        service.start(AssetHarness.TENANT, USUAL);
        awaitEnd(service);
        assertThat(heard.getLast().counts()).isEqualTo(dry.counts());
        assertThat(service.history(AssetHarness.TENANT, 9, Optional.empty())).hasSize(3);
    }

    @Test
    void oneSinkThatIsAwayHoldsUpNoOther() {
        RecordingSink away = new RecordingSink("away");
        CountDownLatch asked = new CountDownLatch(1);
        away.answering((_, _) -> {
            asked.countDown();
            return new Unavailable(
                    FailureCategory.NETWORK, "Away.", Optional.of(Duration.ofMinutes(4)));
        });
        AssetService service = service(Optional.empty(), everywhere(away), everywhere(sink));
        service.start(AssetHarness.TENANT, USUAL);
        awaitUninterruptibly(asked);
        awaitDeliveries(1);
        assertThat(sink.uids()).hasSize(120);
        service.stop();
        assertThat(service.deliveries(AssetHarness.TENANT))
                .extracting(Delivery::sink, Delivery::state)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("away", DeliveryState.QUEUED),
                        org.assertj.core.groups.Tuple.tuple("siem", DeliveryState.SUCCEEDED));
    }

    @Test
    void aSinkTakesOnlyWhatItIsConfiguredFor() {
        AssetService service =
                service(
                        Optional.empty(),
                        new Outlet(sink, Set.of(AssetKind.DEVICES), Set.of("another")));
        assertThat(service.start(AssetHarness.TENANT, USUAL)).isEqualTo(Start.NO_SINK);
        assertThat(service.deliveries(AssetHarness.TENANT)).isEmpty();
    }

    @Test
    void theScheduleDeliversAndThenWaitsItsTime() {
        AssetService service = service(Optional.of(HOUR), everywhere(sink));
        service.tick();
        assertThat(service.idle()).isTrue();
        harness.clock.advance(Duration.ofMinutes(7));
        service.tick();
        awaitDeliveries(1);
        awaitEnd(service);
        harness.clock.advance(Duration.ofMinutes(59));
        service.tick();
        assertThat(service.idle()).isTrue();
        harness.clock.advance(Duration.ofMinutes(8));
        service.tick();
        awaitDeliveries(2);
    }

    @Test
    void aFailureThatPassesIsRepeatedSoonAndOneThatDoesNotIsNot() {
        sink.answering((_, _) -> new Halted(FailureCategory.AUTH, "Check it."));
        AssetService service = service(Optional.of(HOUR), everywhere(sink));
        service.start(AssetHarness.TENANT, USUAL);
        awaitEnd(service);
        harness.clock.advance(Duration.ofMinutes(11));
        service.tick();
        assertThat(service.idle()).isTrue();
        assertThat(heard).hasSize(1);

        sink.wellAgain();
        harness.source.failsAtTheEnd(FailureCategory.VENDOR_DOWN);
        service.start(AssetHarness.TENANT, USUAL);
        awaitEnd(service);
        harness.source.isWellAgain();
        harness.clock.advance(Duration.ofMinutes(11));
        service.tick();
        awaitDeliveries(3);
        assertThat(heard.getLast().state()).isEqualTo(DeliveryState.SUCCEEDED);
    }

    @Test
    void aDeliveryWhoseProcessDiedGoesOnAlsoWithoutASchedule() {
        Tenure dead = harness.store.take(AssetHarness.TENANT, AssetHarness.LIFE).orElseThrow();
        harness.store.save(
                dead,
                Delivery.never(AssetHarness.TENANT, "siem", AssetKind.DEVICES)
                        .started(harness.clock.instant()));
        AssetService service = service(Optional.empty(), everywhere(sink));
        service.tick();
        assertThat(service.idle()).isTrue();
        TestState.expireLease(harness.database, "inventory-assets:", AssetHarness.TENANT);
        service.tick();
        awaitDeliveries(1);
        assertThat(sink.uids()).hasSize(120);
    }

    @Test
    void aStopEndsTheWaitForASinkAndTheNextProcessGoesOn() {
        CountDownLatch asked = new CountDownLatch(1);
        sink.answering((call, _) -> {
            if (call == 1) {
                return new Accepted();
            }
            asked.countDown();
            return new Unavailable(
                    FailureCategory.NETWORK, "Away.", Optional.of(Duration.ofMinutes(4)));
        });
        AssetService first = service(Optional.empty(), everywhere(sink));
        first.start(AssetHarness.TENANT, USUAL);
        awaitUninterruptibly(asked);
        first.stop();
        awaitEnd(first);

        sink.wellAgain();
        AssetService second = service(Optional.empty(), everywhere(sink));
        second.tick();
        awaitDeliveries(2);
        assertThat(sink.uids()).hasSize(120).doesNotHaveDuplicates();
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
