package io.ropewalk.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final String ONE = SimClient.QUERY + "?limit=1";

    private Simulator simulator;
    private SimClient client;

    @BeforeEach
    void start() {
        var tenants =
                List.of(Tenant.standard(5), Tenant.of("other", "other-id", "other-secret", 5));
        simulator = Simulator.start(Scenario.ofTenants(tenants).withLimits(new Limits(4, 3, 2)));
        simulator.clock().freeze(true);
        simulator.clock().set(NOON);
        client = SimClient.of(simulator);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void theRealLimitsAreTheDefault() {
        assertThat(Scenario.ofHosts(1).limits()).isEqualTo(new Limits(6000, 300, 15));
    }

    @Test
    void answersCountDownAndTheBucketRefusesUntilASecondItNames() {
        // Given
        var first = client.get(ONE);
        simulator.clock().advance(Duration.ofSeconds(10));
        client.get(ONE);
        client.get(ONE);
        client.get(ONE);
        // When
        var refused = client.get(ONE);
        // Then
        assertThat(header(first, "X-Ratelimit-Limit")).isEqualTo("4");
        assertThat(header(first, "X-Ratelimit-Remaining")).isEqualTo("3");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(header(refused, "X-Ratelimit-Remaining")).isEqualTo("0");
        assertThat(header(refused, "X-Ratelimit-Retryafter"))
                .isEqualTo(Long.toString(NOON.plusSeconds(60).getEpochSecond()));
    }

    @Test
    void theWindowSlides() {
        // Given
        for (var i = 0; i < 4; i++) {
            client.get(ONE);
        }
        simulator.clock().advance(Duration.ofSeconds(59));
        var early = client.get(ONE);
        simulator.clock().advance(Duration.ofSeconds(1));
        // When
        var later = client.get(ONE);
        // Then
        assertThat(early.statusCode()).isEqualTo(429);
        assertThat(later.statusCode()).isEqualTo(200);
    }

    @Test
    void customersDoNotShareABucket() {
        // Given
        for (var i = 0; i < 5; i++) {
            client.get(ONE);
        }
        // When
        var other = SimClient.of(simulator, "other-id", "other-secret").get(ONE);
        // Then
        assertThat(other.statusCode()).isEqualTo(200);
    }

    @Test
    void tokensHaveTheirOwnBucket() {
        // Given
        client.token("sim-client", "sim-secret");
        client.token("sim-client", "sim-secret");
        // When
        var refused = client.token("sim-client", "sim-secret");
        // Then
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(client.get(ONE).statusCode()).isEqualTo(200);
    }

    @Test
    void unauthorizedRequestsLockThemselvesOutButNobodyElse() {
        // Given
        var stranger = client.bearing("nonsense");
        stranger.get(ONE);
        stranger.get(ONE);
        // When
        var locked = stranger.get(ONE);
        // Then
        assertThat(locked.statusCode()).isEqualTo(429);
        assertThat(client.get(ONE).statusCode()).isEqualTo(200);
    }

    private static String header(HttpResponse<String> response, String name) {
        return response.headers().firstValue(name).orElse("absent");
    }
}
