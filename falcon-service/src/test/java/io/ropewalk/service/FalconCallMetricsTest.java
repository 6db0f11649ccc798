package io.ropewalk.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.call.CallObserver;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FalconCallMetricsTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final FalconCallMetrics metrics = new FalconCallMetrics(registry, "stream");

    @Test
    void aCallIsTimedByTenantOperationAndCategory() {
        // When
        metrics.attempted(attempt(Optional.of(FailureCategory.THROTTLED)));
        metrics.attempted(attempt(Optional.empty()));
        // Then
        assertThat(
                        registry.get("ropewalk_stream_falcon_call_duration_seconds")
                                .tags(
                                        "tenant",
                                        "acme",
                                        "operation",
                                        "query",
                                        "category",
                                        "throttled")
                                .timer()
                                .totalTime(TimeUnit.SECONDS))
                .isEqualTo(2);
        assertThat(
                        registry.get("ropewalk_stream_falcon_call_duration_seconds")
                                .tag("category", "none")
                                .timer()
                                .count())
                .isEqualTo(1);
    }

    @Test
    void aWaitIsTimedByItsReason() {
        // When
        metrics.waited(
                new CallObserver.Wait(
                        "acme",
                        "query",
                        CallClass.BACKGROUND,
                        CallObserver.Reason.QUOTA,
                        Duration.ofSeconds(3)));
        // Then
        assertThat(
                        registry.get("ropewalk_stream_falcon_wait_duration_seconds")
                                .tags("tenant", "acme", "reason", "quota")
                                .timer()
                                .totalTime(TimeUnit.SECONDS))
                .isEqualTo(3);
    }

    @Test
    void waitsBeginAtZeroWithACustomersFirstCall() {
        // When
        metrics.attempted(attempt(Optional.empty()));
        // Then
        for (String reason : List.of("quota", "throttled", "backoff")) {
            assertThat(
                            registry.get("ropewalk_stream_falcon_wait_duration_seconds")
                                    .tags("tenant", "acme", "reason", reason)
                                    .timer()
                                    .count())
                    .isZero();
        }
    }

    @Test
    void refusalsForAScopeBeginAtZeroWithTheFirstCallOfAnOperation() {
        // When
        metrics.attempted(attempt(Optional.empty()));
        // Then
        assertThat(
                        registry.get("ropewalk_stream_falcon_call_duration_seconds")
                                .tags(
                                        "tenant",
                                        "acme",
                                        "operation",
                                        "query",
                                        "category",
                                        "scope-missing")
                                .timer()
                                .count())
                .isZero();
    }

    private static CallObserver.Attempt attempt(Optional<FailureCategory> category) {
        return new CallObserver.Attempt(
                "acme",
                "query",
                CallClass.BACKGROUND,
                200,
                category,
                "trace",
                Duration.ofSeconds(2));
    }
}
