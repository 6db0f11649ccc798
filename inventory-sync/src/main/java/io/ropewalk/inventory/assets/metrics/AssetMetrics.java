package io.ropewalk.inventory.assets.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.ropewalk.inventory.assets.AssetListener;
import io.ropewalk.inventory.assets.Delivery;
import io.ropewalk.inventory.assets.DeliveryCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Counts and times deliveries of assets. */
public final class AssetMetrics implements AssetListener {
    private static final String LAST_SUCCESS =
            "ropewalk_inventory_assets_last_success_timestamp_seconds";

    private final MeterRegistry registry;
    private final Map<Tags, AtomicLong> lastSuccess = new ConcurrentHashMap<>();

    public AssetMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void ended(Delivery delivery) {
        Tags tags =
                Tags.of(
                        "tenant", delivery.tenant(),
                        "sink", delivery.sink(),
                        "kind", delivery.kind().word());
        String category = delivery.failure().map(why -> why.category().word()).orElse("none");
        registry.counter(
                        "ropewalk_inventory_assets_deliveries_total",
                        tags.and("state", delivery.state().word(), "category", category))
                .increment();
        delivery.times()
                .started()
                .flatMap(start ->
                        delivery.times().finished().map(end -> Duration.between(start, end)))
                .ifPresent(took ->
                        registry.timer("ropewalk_inventory_assets_delivery_duration_seconds", tags)
                                .record(took));
        count(tags, delivery.counts());
        succeeded(delivery);
    }

    /** Shows when a delivery last succeeded, also before a restart; 0 when it never did. */
    public void succeeded(Delivery latest) {
        long at = latest.times().succeeded().map(AssetMetrics::seconds).orElse(0L);
        lastSuccess(
                        Tags.of(
                                "tenant", latest.tenant(),
                                "sink", latest.sink(),
                                "kind", latest.kind().word()))
                .accumulateAndGet(at, Math::max);
    }

    /** Shows no longer how old the deliveries of others are: nothing is delivered any more. */
    public void only(Set<String> tenants) {
        registry.find(LAST_SUCCESS).gauges().stream()
                .map(Meter::getId)
                .filter(it -> !tenants.contains(it.getTag("tenant")))
                .forEach(it -> {
                    registry.remove(it);
                    lastSuccess.remove(Tags.of(it.getTags()));
                });
    }

    private void count(Tags tags, DeliveryCounts counts) {
        Map.of(
                        "received", counts.received(),
                        "created", counts.created(),
                        "updated", counts.updated(),
                        "unchanged", counts.unchanged(),
                        "removed", counts.removed(),
                        "refused", counts.refused())
                .forEach((outcome, assets) ->
                        registry.counter(
                                        "ropewalk_inventory_assets_total",
                                        tags.and("outcome", outcome))
                                .increment(assets));
    }

    private AtomicLong lastSuccess(Tags tags) {
        return lastSuccess.computeIfAbsent(
                tags,
                own -> {
                    AtomicLong at = new AtomicLong();
                    registry.gauge(LAST_SUCCESS, own, at);
                    return at;
                });
    }

    private static long seconds(Instant at) {
        return at.getEpochSecond();
    }
}
