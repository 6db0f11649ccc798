package io.ropewalk.inventory.assets.sekoia;

import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.inventory.assets.SinkAnswer;
import io.ropewalk.inventory.assets.SinkAnswer.Halted;
import io.ropewalk.inventory.assets.SinkAnswer.Refused;
import io.ropewalk.inventory.assets.SinkAnswer.Unavailable;
import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a status of the asset API means for a batch. */
final class Verdicts {
    /** Longer waits are cut to this: a mistake there must not stop deliveries for a day. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

    private final String receiver;
    private final Clock clock;

    Verdicts(String receiver, Clock clock) {
        this.receiver = receiver;
        this.clock = clock;
    }

    SinkAnswer on(int status, HttpHeaders headers) {
        return switch (status) {
            case 401, 403 -> halted(FailureCategory.AUTH, status, "check api-key and its rights");
            case 404, 405, 410 ->
                    halted(FailureCategory.NOT_FOUND, status, "check url and connector-uuid");
            case 408 -> away(FailureCategory.TIMEOUT, status, headers);
            case 425, 429 -> away(FailureCategory.THROTTLED, status, headers);
            default ->
                    switch (status / 100) {
                        case 2 -> new SinkAnswer.Accepted();
                        case 3 ->
                                halted(
                                        FailureCategory.BAD_REQUEST,
                                        status,
                                        "redirects are not followed; correct url");
                        case 4 ->
                                new Refused(
                                        "%s refused it with status %d."
                                                .formatted(receiver, status));
                        default -> away(FailureCategory.VENDOR_DOWN, status, headers);
                    };
        };
    }

    private Halted halted(FailureCategory category, int status, String advice) {
        return new Halted(
                category, "%s answered with status %d: %s.".formatted(receiver, status, advice));
    }

    private Unavailable away(FailureCategory category, int status, HttpHeaders headers) {
        return new Unavailable(
                category,
                "%s answered with status %d.".formatted(receiver, status),
                headers.firstValue("Retry-After").map(String::strip).flatMap(this::retryAfter));
    }

    /** Seconds, or a date (RFC 9110, 10.2.3). */
    private Optional<Duration> retryAfter(String value) {
        return (SECONDS.matcher(value).matches()
                        ? Optional.of(Duration.ofSeconds(Long.parseLong(value)))
                        : date(value).map(end -> Duration.between(clock.instant(), end)))
                .filter(Duration::isPositive)
                .map(wait -> wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
    }

    private static Optional<Instant> date(String value) {
        try {
            return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(value, Instant::from));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
