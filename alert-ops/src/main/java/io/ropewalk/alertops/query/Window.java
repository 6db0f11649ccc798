package io.ropewalk.alertops.query;

import io.ropewalk.alertops.work.Refused;
import io.ropewalk.falcon.fql.Filter;
import io.ropewalk.falcon.fql.TimeField;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The time something has to be of.
 *
 * @param days so many back from when the question was first asked
 * @param from this or later; never together with days
 * @param to before this; never together with days
 */
public record Window(OptionalInt days, Optional<Instant> from, Optional<Instant> to) {
    /** Any time. */
    public static final Window ANY =
            new Window(OptionalInt.empty(), Optional.empty(), Optional.empty());

    private static final int MOST_DAYS = 3_650;

    public Window {
        Objects.requireNonNull(days, "days");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        if (days.isPresent() && (from.isPresent() || to.isPresent())) {
            throw Refused.badRequest("Name either days or from and to.");
        }
        if (days.isPresent() && (days.getAsInt() < 1 || days.getAsInt() > MOST_DAYS)) {
            throw Refused.badRequest("days is a whole number from 1 to " + MOST_DAYS + ".");
        }
        if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
            throw Refused.badRequest("from has to be before to.");
        }
    }

    /** So many days back. */
    public static Window ofDays(int days) {
        return new Window(OptionalInt.of(days), Optional.empty(), Optional.empty());
    }

    /** The three parameters of a window over a time, as {@code what} names it. */
    static Parameters over(String what) {
        return new Parameters(
                Parameter.number("days", 1, MOST_DAYS, what + " so many days back or later.", 7),
                Parameter.time("from", what + " at this time or later."),
                Parameter.time("to", what + " before this time."));
    }

    /** What a window is asked for with. */
    record Parameters(Parameter days, Parameter from, Parameter to) {
        Window read(Arguments in) {
            return new Window(in.number(days), in.time(from), in.time(to));
        }
    }

    /** The same, or so many days back where it is any time. */
    Window orDays(int usual) {
        return equals(ANY) ? ofDays(usual) : this;
    }

    /**
     * What the field has to be.
     *
     * @param at when the question was first asked
     */
    Filter on(TimeField field, Instant at) {
        Optional<Instant> start =
                days.isPresent() ? Optional.of(at.minus(Duration.ofDays(days.getAsInt()))) : from;
        return start.map(field::atOrAfter)
                .orElse(Filter.NONE)
                .and(to.map(field::before).orElse(Filter.NONE));
    }

    /** The time a text stands for, to the second. */
    static Optional<Instant> time(String text) {
        try {
            Instant found =
                    text.length() == 10
                            ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                            : OffsetDateTime.parse(text).toInstant();
            boolean sane = found.isAfter(Instant.EPOCH) && found.toString().length() <= 30;
            return sane ? Optional.of(found.truncatedTo(ChronoUnit.SECONDS)) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
