package io.ropewalk.stream.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.stream.delivery.SinkAnswer.Unavailable;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SinkAnswerTest {
    @ParameterizedTest
    @CsvSource({"9, 9", "300, 300", "301, 300", "86400, 300"})
    void noReceiverStopsAFeedForLongerThanFiveMinutes(long asked, long waited) {
        // When
        var answer = new Unavailable("Later.", Optional.of(Duration.ofSeconds(asked)));

        // Then
        assertThat(answer.retryAfter()).hasValue(Duration.ofSeconds(waited));
    }
}
