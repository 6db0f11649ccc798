package io.ropewalk.stream.outbound;

import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** The header Retry-After (RFC 9110, 10.2.3): seconds, or a date. */
public final class RetryAfter {
    /** Longer waits are cut to this: a mistake there must not stop a feed for a day. */
    public static final Duration LONGEST = Duration.ofMinutes(5);

    private RetryAfter() {}

    /** How long to wait; empty where the header is missing or no sense can be made of it. */
    public static Optional<Duration> of(HttpHeaders headers, Clock clock) {
        return headers.firstValue("Retry-After")
                .map(String::strip)
                .flatMap(value ->
                        value.chars().allMatch(RetryAfter::isDigit)
                                ? seconds(value)
                                : until(value, headers, clock))
                .filter(Duration::isPositive)
                .map(wait -> wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
    }

    private static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }

    private static Optional<Duration> seconds(String digits) {
        if (digits.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                digits.length() > 9 ? LONGEST : Duration.ofSeconds(Long.parseLong(digits)));
    }

    // Against the receiver's own clock where it tells it: ours may be wrong.
    private static Optional<Duration> until(String date, HttpHeaders headers, Clock clock) {
        return instant(date)
                .map(end ->
                        Duration.between(
                                headers.firstValue("Date")
                                        .flatMap(RetryAfter::instant)
                                        .orElseGet(clock::instant),
                                end));
    }

    private static Optional<Instant> instant(String date) {
        try {
            return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }
}
