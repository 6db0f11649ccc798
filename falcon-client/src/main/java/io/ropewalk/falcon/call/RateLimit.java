package io.ropewalk.falcon.call;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.OptionalLong;

/** What the headers of an answer say about the customer's quota. */
public final class RateLimit {

    /**
     * A number of this size or more is milliseconds: as seconds it would lie beyond the year 5000.
     */
    private static final long SURELY_MILLIS = 100_000_000_000L;

    private RateLimit() {}

    /** Quota of the sliding minute and what is left of it. */
    public record Figures(long limit, long remaining) {}

    /** The quota figures, where the answer carries both and they make sense. */
    public static Optional<Figures> figures(AnswerHeaders headers) {
        OptionalLong limit = number(headers, "X-RateLimit-Limit");
        OptionalLong remaining = number(headers, "X-RateLimit-Remaining");
        if (limit.isEmpty() || remaining.isEmpty() || limit.getAsLong() <= 0) {
            return Optional.empty();
        }
        return Optional.of(new Figures(limit.getAsLong(), Math.max(0, remaining.getAsLong())));
    }

    /**
     * How long a 429 asks to be left alone: {@code X-RateLimit-RetryAfter} (a point in time as
     * epoch seconds; the swagger says milliseconds, so those are understood too), else {@code
     * Retry-After} (seconds or a date), else the default. At least a second, at most the limit's
     * maximum.
     */
    public static Duration retryAfter(AnswerHeaders headers, Instant now, CallLimits limits) {
        Duration asked =
                untilEpoch(headers, now)
                        .or(() -> standard(headers, now))
                        .orElse(limits.throttledDefault());
        if (asked.compareTo(Duration.ofSeconds(1)) < 0) {
            return Duration.ofSeconds(1);
        }
        return asked.compareTo(limits.throttledMax()) > 0 ? limits.throttledMax() : asked;
    }

    private static Optional<Duration> untilEpoch(AnswerHeaders headers, Instant now) {
        OptionalLong epoch = number(headers, "X-RateLimit-RetryAfter");
        if (epoch.isEmpty() || epoch.getAsLong() <= 0) {
            return Optional.empty();
        }
        long value = epoch.getAsLong();
        Instant until =
                value >= SURELY_MILLIS ? Instant.ofEpochMilli(value) : Instant.ofEpochSecond(value);
        return Optional.of(Duration.between(now, until));
    }

    private static Optional<Duration> standard(AnswerHeaders headers, Instant now) {
        OptionalLong seconds = number(headers, "Retry-After");
        if (seconds.isPresent()) {
            return Optional.of(Duration.ofSeconds(Math.max(0, seconds.getAsLong())));
        }
        try {
            return headers.first("Retry-After")
                    .map(text -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME))
                    .map(date -> Duration.between(now, date.toInstant()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static OptionalLong number(AnswerHeaders headers, String name) {
        try {
            return headers.first(name)
                    .map(Long::parseLong)
                    .map(OptionalLong::of)
                    .orElseGet(OptionalLong::empty);
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
