package io.ropewalk.stream.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-03-01T10:00:00Z"), ZoneOffset.UTC);

    private static HttpHeaders headers(String retryAfter, String date) {
        var map = new HashMap<String, List<String>>();
        map.put("retry-after", List.of(retryAfter));
        if (date != null) {
            map.put("date", List.of(date));
        }
        return HttpHeaders.of(map, (_, _) -> true);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7||7",
                " 120 ||120",
                "86400||300",
                "99999999999999999999||300",
                "Sun, 01 Mar 2026 10:00:30 GMT||30",
                "Sun, 01 Mar 2026 12:00:30 GMT|Sun, 01 Mar 2026 12:00:00 GMT|30",
                "Sun, 01 Mar 2026 12:00:30 GMT|nonsense|300"
            })
    void isSecondsOrADateByTheReceiversClock(String value, String date, long seconds) {
        // Given
        var headers = headers(value, date);
        // When
        var wait = RetryAfter.of(headers, CLOCK);
        // Then
        assertThat(wait).isEqualTo(Optional.of(Duration.ofSeconds(seconds)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-5", "1.5", "soon", "Sun, 01 Mar 2026 09:00:00 GMT", "١"})
    void isNothingWhereItMakesNoSense(String value) {
        // Given
        var headers = headers(value, null);
        // When
        var wait = RetryAfter.of(headers, CLOCK);
        // Then
        assertThat(wait).isEmpty();
    }

    @Test
    void isNothingWithoutTheHeader() {
        // Given
        var headers = HttpHeaders.of(Map.of(), (_, _) -> true);
        // When
        var wait = RetryAfter.of(headers, CLOCK);
        // Then
        assertThat(wait).isEmpty();
    }
}
