package io.ropewalk.simulator.alert;

import io.ropewalk.simulator.fql.Expression;
import io.ropewalk.simulator.fql.Expression.Operator;
import io.ropewalk.simulator.fql.Filters;
import io.ropewalk.simulator.fql.FqlException;
import io.ropewalk.simulator.fql.FqlParser;
import io.ropewalk.simulator.fql.TermMatcher;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A filter over alerts. Times compare to the nanosecond and take no wildcards. */
final class AlertFilter {

    /** One alert as a search sees it: the values of its fields. */
    @FunctionalInterface
    interface Seen {
        List<String> values(String field);
    }

    /** By the vendor's guide. */
    private static final int MAX_PROPERTIES = 20;

    private static final Pattern RELATIVE = Pattern.compile("now(?:-([0-9]{1,6})([smhd]))?");

    private final AlertRules.Reads rules;
    private final Instant now;
    private final Consumer<String> unknownField;

    AlertFilter(AlertRules.Reads rules, Instant now, Consumer<String> unknownField) {
        this.rules = rules;
        this.now = now;
        this.unknownField = unknownField;
    }

    /**
     * The test a text stands for.
     *
     * @throws FqlException when it is none, or one the service refuses
     */
    Predicate<Seen> compile(String text) {
        if (text.isEmpty()) {
            return _ -> true;
        }
        var expression = FqlParser.parse(text);
        check(expression);
        return Filters.compile(expression, this::term);
    }

    private void check(Expression expression) {
        var fields = expression.terms().map(Expression.Term::field).collect(Collectors.toSet());
        if (expression.terms().count() > MAX_PROPERTIES) {
            throw new FqlException("more than " + MAX_PROPERTIES + " properties");
        }
        if (!rules.bothHashFields()
                && fields.contains("sha256")
                && fields.contains("entities.sha256")) {
            throw new FqlException("sha256 and entities.sha256 cannot be combined");
        }
        fields.stream()
                .filter(field -> !AlertFields.known(field))
                .sorted()
                .findFirst()
                .ifPresent(unknownField);
    }

    private Predicate<Seen> term(Expression.Term term) {
        var field = term.field();
        if (!AlertFields.known(field)) {
            return _ -> false;
        }
        if (AlertFields.time(field)) {
            return time(term);
        }
        var empty = term.values().equals(List.of("*"));
        var matcher =
                AlertFields.number(field)
                        ? new TermMatcher(term, true, true, now)
                        : new TermMatcher(term, AlertFields.exact(field) && !empty, now);
        return seen -> matcher.matches(seen.values(field));
    }

    private Predicate<Seen> time(Expression.Term term) {
        var wanted = term.values().stream().map(this::instant).toList();
        return seen -> {
            var found =
                    seen.values(term.field()).stream()
                            .map(Instant::parse)
                            .anyMatch(at ->
                                    wanted.stream()
                                            .anyMatch(it ->
                                                    holds(term.operator(), at.compareTo(it))));
            return (term.operator() == Operator.NOT_EQUAL) != found;
        };
    }

    private static boolean holds(Operator operator, int order) {
        return switch (operator) {
            case EQUAL, NOT_EQUAL, TEXT -> order == 0;
            case GREATER -> order > 0;
            case GREATER_OR_EQUAL -> order >= 0;
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
        };
    }

    private Instant instant(String value) {
        var relative = RELATIVE.matcher(value);
        if (!relative.matches()) {
            try {
                return Instant.parse(value);
            } catch (DateTimeParseException e) {
                throw new FqlException("'" + value + "' is not a time");
            }
        }
        var amount = relative.group(1) == null ? 0 : Long.parseLong(relative.group(1));
        return switch (relative.group(2)) {
            case "m" -> now.minus(Duration.ofMinutes(amount));
            case "h" -> now.minus(Duration.ofHours(amount));
            case "d" -> now.minus(Duration.ofDays(amount));
            case null, default -> now.minusSeconds(amount);
        };
    }
}
