package io.ropewalk.falcon.fql;

import java.math.BigDecimal;

/** A field that holds a number, written bare. */
public record NumberField(String name) {
    public NumberField {
        Fql.name(name);
    }

    /** A field of this name. */
    public static NumberField named(String name) {
        return new NumberField(name);
    }

    /** Equals the number. */
    public Filter equalTo(long number) {
        return compared("", BigDecimal.valueOf(number));
    }

    /** Differs from the number. */
    public Filter not(long number) {
        return compared("!", BigDecimal.valueOf(number));
    }

    /** Greater than the number. */
    public Filter greaterThan(BigDecimal number) {
        return compared(">", number);
    }

    /** Greater than the number. */
    public Filter greaterThan(long number) {
        return greaterThan(BigDecimal.valueOf(number));
    }

    /** The number or greater. */
    public Filter atLeast(BigDecimal number) {
        return compared(">=", number);
    }

    /** The number or greater. */
    public Filter atLeast(long number) {
        return atLeast(BigDecimal.valueOf(number));
    }

    /** Less than the number. */
    public Filter lessThan(BigDecimal number) {
        return compared("<", number);
    }

    /** Less than the number. */
    public Filter lessThan(long number) {
        return lessThan(BigDecimal.valueOf(number));
    }

    /** The number or less. */
    public Filter atMost(BigDecimal number) {
        return compared("<=", number);
    }

    /** The number or less. */
    public Filter atMost(long number) {
        return atMost(BigDecimal.valueOf(number));
    }

    private Filter compared(String sign, BigDecimal number) {
        return Filter.term(name + ":" + sign + number.toPlainString());
    }
}
