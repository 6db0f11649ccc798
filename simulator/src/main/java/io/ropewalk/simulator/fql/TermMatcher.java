package io.ropewalk.simulator.fql;

import io.ropewalk.simulator.fql.Expression.Operator;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Compares the values of a field with a term. Texts compare as texts, which orders timestamps; case
 * counts where told.
 */
public final class TermMatcher {
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,9}(\\.[0-9]{1,9})?");
    private static final Pattern RELATIVE = Pattern.compile("now(?:-([0-9]{1,6})([smhd]))?");

    private final Operator operator;
    private final boolean exact;
    private final boolean numbers;
    private final List<Predicate<String>> tests;

    /**
     * Prepares a term.
     *
     * @param exact whether case counts and {@code *} is an ordinary character
     * @param now what relative times refer to
     */
    public TermMatcher(Expression.Term term, boolean exact, Instant now) {
        this(term, exact, false, now);
    }

    /**
     * Prepares a term.
     *
     * @param numbers whether the values are numbers: {@code 10.0} is above {@code 9.8} then
     */
    public TermMatcher(Expression.Term term, boolean exact, boolean numbers, Instant now) {
        this.operator = term.operator();
        this.exact = exact;
        this.numbers = numbers;
        this.tests =
                term.values().stream().map(value -> resolve(value, now)).map(this::test).toList();
        if (numbers) {
            term.values().forEach(TermMatcher::checkNumber);
        }
    }

    private static void checkNumber(String value) {
        if (!NUMBER.matcher(value).matches()) {
            throw new FqlException("'" + value + "' is not a number");
        }
    }

    /** Whether a filter means something else later. */
    public static boolean isRelative(Expression expression) {
        return expression
                .terms()
                .flatMap(term -> term.values().stream())
                .anyMatch(value -> value.startsWith("now"));
    }

    /** Whether the values of a record fit; a record without the field fits only a negation. */
    public boolean matches(List<String> values) {
        var found =
                values.stream()
                        .anyMatch(value -> tests.stream().anyMatch(test -> test.test(value)));
        return (operator == Operator.NOT_EQUAL) != found;
    }

    private static String resolve(String value, Instant now) {
        var relative = RELATIVE.matcher(value);
        if (!relative.matches()) {
            return value;
        }
        var amount = relative.group(1) == null ? 0 : Long.parseLong(relative.group(1));
        var unit = relative.group(2) == null ? "s" : relative.group(2);
        var back =
                switch (unit) {
                    case "m" -> Duration.ofMinutes(amount);
                    case "h" -> Duration.ofHours(amount);
                    case "d" -> Duration.ofDays(amount);
                    default -> Duration.ofSeconds(amount);
                };
        return now.minus(back).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private Predicate<String> test(String wanted) {
        return switch (operator) {
            case EQUAL, NOT_EQUAL -> equality(wanted);
            case TEXT -> value -> lower(value).contains(lower(wanted));
            case GREATER -> value -> order(value, wanted) > 0;
            case GREATER_OR_EQUAL -> value -> order(value, wanted) >= 0;
            case LESS -> value -> order(value, wanted) < 0;
            case LESS_OR_EQUAL -> value -> order(value, wanted) <= 0;
        };
    }

    private int order(String value, String wanted) {
        return numbers
                ? new BigDecimal(value).compareTo(new BigDecimal(wanted))
                : value.compareTo(wanted);
    }

    private Predicate<String> equality(String wanted) {
        if (numbers) {
            return value -> order(value, wanted) == 0;
        }
        if (exact) {
            return wanted::equals;
        }
        if (wanted.indexOf('*') < 0) {
            return wanted::equalsIgnoreCase;
        }
        // A wildcard on both sides finds nothing, as seen on host names.
        if (wanted.length() > 1 && wanted.startsWith("*") && wanted.endsWith("*")) {
            return _ -> false;
        }
        var glob = Pattern.compile(Pattern.quote(lower(wanted)).replace("*", "\\E.*\\Q"));
        return value -> glob.matcher(lower(value)).matches();
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
