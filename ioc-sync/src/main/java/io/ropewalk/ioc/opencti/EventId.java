package io.ropewalk.ioc.opencti;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where in the stream an event stands.
 *
 * @param millis since the epoch
 * @param number among those of one millisecond
 */
public record EventId(long millis, long number) implements Comparable<EventId> {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,18})-(\\d{1,18})");
    private static final Comparator<EventId> ORDER =
            Comparator.comparingLong(EventId::millis).thenComparingLong(EventId::number);

    /** The id of a text; empty where it is none. */
    public static Optional<EventId> of(String text) {
        Matcher it = TEXT.matcher(text);
        return it.matches()
                ? Optional.of(new EventId(Long.parseLong(it.group(1)), Long.parseLong(it.group(2))))
                : Optional.empty();
    }

    /** A little earlier. */
    EventId back(Duration by) {
        return new EventId(Math.max(0, millis - by.toMillis()), 0);
    }

    boolean isBefore(Instant time) {
        return millis < time.toEpochMilli();
    }

    @Override
    public int compareTo(EventId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return millis + "-" + number;
    }
}
