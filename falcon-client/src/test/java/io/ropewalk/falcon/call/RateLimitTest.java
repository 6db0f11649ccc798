package io.ropewalk.falcon.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimitTest {

    /** 1769860800 seconds. */
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    private static AnswerHeaders header(String name, String value) {
        return AnswerHeaders.of(Map.of(name, List.of(value)));
    }

    private static Duration wait(AnswerHeaders headers) {
        return RateLimit.retryAfter(headers, NOW, CallLimits.defaults());
    }

    @ParameterizedTest
    @CsvSource({
        "X-Ratelimit-Retryafter, 1769860830, 30",
        "X-RateLimit-RetryAfter, 1769860830000, 30",
        "x-ratelimit-retryafter, 1769860000, 1",
        "X-RateLimit-RetryAfter, 9999999999, 600",
        "X-RateLimit-RetryAfter, soon, 10",
        "X-RateLimit-RetryAfter, 0, 10",
        "Retry-After, 7, 7",
        "Retry-After, '0', 1",
        "Retry-After, '-5', 1",
        "Retry-After, 99999999, 600",
        "Retry-After, 'Sat, 31 Jan 2026 12:00:20 GMT', 20",
        "Retry-After, tomorrow, 10",
        "Other, 5, 10"
    })
    void saysHowLongToWait(String name, String value, long seconds) {
        assertThat(wait(header(name, value))).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void prefersTheVendorsOwnHeader() {
        AnswerHeaders both =
                AnswerHeaders.of(
                        Map.of(
                                "Retry-After", List.of("99"),
                                "X-Ratelimit-Retryafter", List.of("1769860812")));
        assertThat(wait(both)).isEqualTo(Duration.ofSeconds(12));
    }

    @Test
    void figuresNeedBothHeadersAndSense() {
        AnswerHeaders good =
                AnswerHeaders.of(
                        Map.of(
                                "X-Ratelimit-Limit", List.of("6000"),
                                "X-Ratelimit-Remaining", List.of("-3")));
        assertThat(RateLimit.figures(good)).contains(new RateLimit.Figures(6000, 0));
        assertThat(RateLimit.figures(header("X-Ratelimit-Limit", "6000"))).isEmpty();
        assertThat(RateLimit.figures(AnswerHeaders.NONE)).isEmpty();
    }
}
