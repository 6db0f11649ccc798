package io.ropewalk.inventory.run.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ropewalk.inventory.run.Kind;
import io.ropewalk.inventory.run.KindSuccess;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RunMetricsTest {
    private static final Instant THEN = Instant.parse("2026-11-01T00:00:00Z");
    private static final Set<Kind> KINDS = Set.of(Kind.HOSTS, Kind.GROUPS);

    private static final String LAST_SUCCESS = "ropewalk_inventory_last_success_timestamp_seconds";

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final RunMetrics metrics = new RunMetrics(registry);

    private long lastSuccess(String kind) {
        return (long)
                registry.get(LAST_SUCCESS).tags("tenant", "acme", "kind", kind).gauge().value();
    }

    @Test
    void aSuccessBeforeTheStartIsShownAndAKindWithoutOneIsAsOldAsCanBe() {
        // When
        metrics.succeeded("acme", KINDS, Map.of(Kind.HOSTS, new KindSuccess(THEN, THEN)));
        // Then
        assertThat(lastSuccess("hosts")).isEqualTo(THEN.getEpochSecond());
        assertThat(lastSuccess("groups")).isZero();
    }

    @Test
    void anOlderSuccessTakesNothingBack() {
        // Given
        metrics.succeeded("acme", KINDS, Map.of(Kind.HOSTS, new KindSuccess(THEN, THEN)));
        Instant before = THEN.minusSeconds(60);
        // When
        metrics.succeeded("acme", KINDS, Map.of(Kind.HOSTS, new KindSuccess(before, before)));
        // Then
        assertThat(lastSuccess("hosts")).isEqualTo(THEN.getEpochSecond());
    }

    @Test
    void aCustomerWhoIsGoneIsNotShownAndOneWhoComesBackIs() {
        // Given
        metrics.succeeded("acme", KINDS, Map.of(Kind.HOSTS, new KindSuccess(THEN, THEN)));
        metrics.succeeded("other", KINDS, Map.of());
        // When
        metrics.only(Set.of("other"));
        // Then
        assertThat(registry.find(LAST_SUCCESS).tag("tenant", "acme").gauges()).isEmpty();
        assertThat(registry.find(LAST_SUCCESS).tag("tenant", "other").gauges()).hasSize(2);
        // When
        metrics.succeeded("acme", KINDS, Map.of(Kind.HOSTS, new KindSuccess(THEN, THEN)));
        // Then
        assertThat(lastSuccess("hosts")).isEqualTo(THEN.getEpochSecond());
    }

    @Test
    void runsAreCountedFromZeroForEveryWayToEnd() {
        // When
        metrics.succeeded("acme", KINDS, Map.of());
        // Then
        assertThat(
                        registry.get("ropewalk_inventory_runs_total")
                                .tags("tenant", "acme", "state", "failed", "category", "network")
                                .counter()
                                .count())
                .isZero();
    }
}
