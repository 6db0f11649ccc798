package io.ropewalk.inventory.assets;

import io.ropewalk.inventory.assets.DeliverySettings.PageSizes;
import io.ropewalk.inventory.assets.DeliverySettings.Retry;
import io.ropewalk.inventory.assets.jdbc.JdbcAssetStore;
import io.ropewalk.inventory.testing.MovedClock;
import io.ropewalk.inventory.testing.TestState;
import io.ropewalk.kit.state.StateDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Deliveries over a real store, one after the other, with a clock that waits move. */
final class AssetHarness implements AutoCloseable {
    static final String TENANT = "acme";
    static final Duration LIFE = Duration.ofMinutes(1);

    final MovedClock clock = new MovedClock();
    final FakeSource source = new FakeSource();
    final List<Duration> waits = new ArrayList<>();
    final StateDatabase database;
    final JdbcAssetStore store;
    private DeliverySettings settings =
            new DeliverySettings(
                    new PageSizes(60, 60),
                    50,
                    0.2,
                    20,
                    new Retry(
                            Duration.ofSeconds(1), Duration.ofSeconds(60), Duration.ofMinutes(5)));
    private boolean stopRequested;

    AssetHarness(Path folder) {
        database = TestState.sqlite(folder);
        store = new JdbcAssetStore(database);
    }

    DeliverySettings settings() {
        return settings;
    }

    void mayRemove(double share) {
        settings = settings.withShare(share);
    }

    void requestStop() {
        stopRequested = true;
    }

    void goOn() {
        stopRequested = false;
    }

    Delivery deliver(AssetSink sink) {
        Tenure tenure = store.take(TENANT, LIFE).orElseThrow();
        try {
            return deliver(sink, tenure);
        } finally {
            store.giveBack(tenure);
        }
    }

    Delivery deliver(AssetSink sink, Tenure tenure) {
        Delivery before =
                store.deliveries(TENANT).stream()
                        .filter(delivery -> delivery.sink().equals(sink.name()))
                        .findFirst()
                        .orElseGet(() -> Delivery.never(TENANT, sink.name(), AssetKind.DEVICES));
        Delivery queued = before.next(new Round(tenure.number(), false), clock.instant());
        store.begin(tenure, List.of(queued));
        var tools = new DeliveryRun.Tools(source, store, settings, clock);
        try {
            return new DeliveryRun(new DeliveryRun.Order(tenure, sink, queued), tools, control())
                    .run();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private DeliveryControl control() {
        return new DeliveryControl() {
            @Override
            public boolean stopRequested() {
                return stopRequested;
            }

            @Override
            public void pause(Duration wait) {
                waits.add(wait);
                clock.advance(wait);
            }
        };
    }

    @Override
    public void close() {
        database.close();
    }
}
