package io.ropewalk.simulator.fql;

import java.util.List;
import java.util.stream.Stream;

/** A parsed filter. */
public sealed interface Expression {

    /** All of them ({@code +}). */
    record And(List<Expression> parts) implements Expression {}

    /** One of them ({@code ,}). */
    record Or(List<Expression> parts) implements Expression {}

    /** A comparison; of several values one must fit. */
    record Term(String field, Operator operator, List<String> values) implements Expression {}

    /** How a term compares. */
    enum Operator {
        EQUAL,
        NOT_EQUAL,
        GREATER,
        GREATER_OR_EQUAL,
        LESS,
        LESS_OR_EQUAL,
        TEXT
    }

    /** All terms, left to right. */
    default Stream<Term> terms() {
        return switch (this) {
            case And and -> and.parts().stream().flatMap(Expression::terms);
            case Or or -> or.parts().stream().flatMap(Expression::terms);
            case Term term -> Stream.of(term);
        };
    }
}
