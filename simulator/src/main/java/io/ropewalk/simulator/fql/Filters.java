package io.ropewalk.simulator.fql;

import java.util.function.Function;
import java.util.function.Predicate;

/** Turns a filter into a test over records, given how a single term becomes one. */
public final class Filters {

    private Filters() {}

    public static <R> Predicate<R> compile(
            Expression expression, Function<Expression.Term, Predicate<R>> terms) {
        return switch (expression) {
            case Expression.And and -> {
                var parts = and.parts().stream().map(part -> compile(part, terms)).toList();
                yield item -> parts.stream().allMatch(part -> part.test(item));
            }
            case Expression.Or or -> {
                var parts = or.parts().stream().map(part -> compile(part, terms)).toList();
                yield item -> parts.stream().anyMatch(part -> part.test(item));
            }
            case Expression.Term term -> terms.apply(term);
        };
    }
}
