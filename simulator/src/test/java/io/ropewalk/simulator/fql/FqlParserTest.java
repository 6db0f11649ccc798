package io.ropewalk.simulator.fql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.simulator.fql.Expression.And;
import io.ropewalk.simulator.fql.Expression.Operator;
import io.ropewalk.simulator.fql.Expression.Or;
import io.ropewalk.simulator.fql.Expression.Term;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FqlParserTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "a:'v', EQUAL",
                "a:!'v', NOT_EQUAL",
                "a:>'v', GREATER",
                "a:>='v', GREATER_OR_EQUAL",
                "a:<'v', LESS",
                "a:<='v', LESS_OR_EQUAL",
                "a:~'v', TEXT",
                "a:*'v', EQUAL"
            })
    void operators(String text, Operator operator) {
        assertThat(FqlParser.parse(text)).isEqualTo(new Term("a", operator, List.of("v")));
    }

    @Test
    void andBindsTighterThanOr() {
        // When
        var parsed = FqlParser.parse("a:'1'+b:'2',c:'3'");
        // Then
        assertThat(parsed)
                .isEqualTo(
                        new Or(
                                List.of(
                                        new And(List.of(term("a", "1"), term("b", "2"))),
                                        term("c", "3"))));
    }

    @Test
    void parenthesesListsEscapesAndBareValues() {
        assertThat(FqlParser.parse("(a:'1',b:'2')+c.d:true"))
                .isEqualTo(
                        new And(
                                List.of(
                                        new Or(List.of(term("a", "1"), term("b", "2"))),
                                        term("c.d", "true"))));
        assertThat(FqlParser.parse("a:['x','y',-3.5]"))
                .isEqualTo(new Term("a", Operator.EQUAL, List.of("x", "y", "-3.5")));
        assertThat(FqlParser.parse("a:'it\\'s'")).isEqualTo(term("a", "it's"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a:",
                ":'v'",
                "a:v",
                "a:'v",
                "a:*",
                "a:!~'v'",
                "a:'v'+",
                "a:'v' b:'w'",
                "(a:'v'",
                "a:['v'",
                "a:[]",
                "*",
                "a:'v')"
            })
    void otherTextsAreNoFilters(String text) {
        assertThatThrownBy(() -> FqlParser.parse(text)).isInstanceOf(FqlException.class);
    }

    @Test
    void endlessNestingIsRefused() {
        assertThatThrownBy(() -> FqlParser.parse("(".repeat(100_000)))
                .isInstanceOf(FqlException.class);
    }

    private static Term term(String field, String value) {
        return new Term(field, Operator.EQUAL, List.of(value));
    }
}
