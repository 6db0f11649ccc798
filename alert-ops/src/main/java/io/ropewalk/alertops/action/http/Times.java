package io.ropewalk.alertops.action.http;

import io.ropewalk.alertops.work.Refused;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads times as users of Falcon write them: {@code 2026-11-01T00:00:00Z} or {@code now-7d}. */
final class Times {
    private static final Pattern RELATIVE = Pattern.compile("now(?:-([0-9]{1,5})([dhm]))?");

    private Times() {}

    /**
     * The time of a text, if there is one.
     *
     * @throws Refused for any other text, naming the argument
     */
    static Optional<Instant> of(String argument, String text, Clock clock) {
        if (text == null) {
            return Optional.empty();
        }
        Matcher relative = RELATIVE.matcher(text);
        try {
            return Optional.of(
                    relative.matches() ? back(relative, clock.instant()) : Instant.parse(text));
        } catch (DateTimeParseException wrong) {
            throw Refused.badRequest(
                    argument + " is a time such as 2026-11-01T00:00:00Z, or now-7d.");
        }
    }

    private static Instant back(Matcher relative, Instant now) {
        if (relative.group(1) == null) {
            return now;
        }
        long amount = Long.parseLong(relative.group(1));
        return now.minus(
                switch (relative.group(2)) {
                    case "d" -> Duration.ofDays(amount);
                    case "h" -> Duration.ofHours(amount);
                    default -> Duration.ofMinutes(amount);
                });
    }
}
