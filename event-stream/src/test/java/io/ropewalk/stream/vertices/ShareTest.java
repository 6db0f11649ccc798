package io.ropewalk.stream.vertices;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ShareTest {
    private final MovedTime time = new MovedTime(true);
    private OptionalLong limit = OptionalLong.empty();
    private final Share share =
            new Share(new VertexSettings.Quota(600, 0.1), () -> limit, time.timing());

    /** Calls that go in a time when each that may go does. */
    private int inTime(Duration span) {
        int calls = 0;
        Duration passed = Duration.ZERO;
        while (true) {
            Duration wait = share.take();
            if (wait.isZero()) {
                calls++;
                continue;
            }
            passed = passed.plus(wait);
            if (passed.compareTo(span) >= 0) {
                return calls;
            }
            time.pass(wait);
        }
    }

    @Test
    void noMinuteSeesMoreCallsThanConfigured() {
        // Given a share nobody used so far
        // When
        int calls = inTime(Duration.ofMinutes(1));
        // Then
        assertThat(calls).isBetween(570, 600);
    }

    @Test
    void whatTheVendorAllowsIsSharedByTheConfiguredPart() {
        // Given
        limit = OptionalLong.of(300);
        // When
        int calls = inTime(Duration.ofMinutes(1));
        // Then
        assertThat(calls).isBetween(25, 30);
    }

    @Test
    void aLargeLimitDoesNotRaiseWhatIsConfigured() {
        // Given
        limit = OptionalLong.of(60_000);
        // When
        int calls = inTime(Duration.ofMinutes(1));
        // Then
        assertThat(calls).isLessThanOrEqualTo(600);
    }

    @Test
    void repetitionsArePaidForToo() {
        // Given
        limit = OptionalLong.of(300);
        var _ = share.take();
        // When a call is sent and repeated twice
        share.sent();
        share.sent();
        share.sent();
        // Then the burst of three is gone
        assertThat(share.take()).isPositive();
    }

    @Test
    void theSmallestShareStillLetsACallThrough() {
        // Given
        limit = OptionalLong.of(1);
        // When
        int calls = inTime(Duration.ofMinutes(10));
        // Then
        assertThat(calls).isBetween(2, 10);
    }
}
