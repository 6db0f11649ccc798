package io.ropewalk.falcon.fql;

import java.time.Duration;
import java.time.Instant;

/** A field that holds a point in time, written in UTC with a {@code Z}. */
public record TimeField(String name) {
    public TimeField {
        Fql.name(name);
    }

    /** A field of this name. */
    public static TimeField named(String name) {
        return new TimeField(name);
    }

    /** Later than the instant. */
    public Filter after(Instant instant) {
        return compared(">", instant);
    }

    /** At the instant or later. */
    public Filter atOrAfter(Instant instant) {
        return compared(">=", instant);
    }

    /** Earlier than the instant. */
    public Filter before(Instant instant) {
        return compared("<", instant);
    }

    /** At the instant or earlier. */
    public Filter atOrBefore(Instant instant) {
        return compared("<=", instant);
    }

    /** From the first instant on, until before the second. */
    public Filter between(Instant from, Instant until) {
        return atOrAfter(from).and(before(until));
    }

    /** No longer ago than this by the vendor's own clock; whole hours, rounded up. */
    public Filter withinLast(Duration age) {
        return Filter.term(name + ":>='now-" + hours(age) + "h'");
    }

    /** Longer ago than this by the vendor's own clock; whole hours, rounded up. */
    public Filter olderThan(Duration age) {
        return Filter.term(name + ":<'now-" + hours(age) + "h'");
    }

    private long hours(Duration age) {
        if (age.isNegative() || age.isZero()) {
            throw new InvalidFilterValue(name, "is not a positive age");
        }
        return age.plusHours(1).minusNanos(1).toHours();
    }

    private Filter compared(String sign, Instant instant) {
        return Filter.term(name + ":" + sign + "'" + instant + "'");
    }
}
