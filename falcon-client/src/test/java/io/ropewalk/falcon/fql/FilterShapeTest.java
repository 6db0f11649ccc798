package io.ropewalk.falcon.fql;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.falcon.fql.FqlTokens.Token;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Size;

/** No input can change the shape of a filter. */
class FilterShapeTest {

    private static final TextField FIELD = TextField.named("hostname");

    /** Anything at all, with the characters that mean something mixed in often. */
    @Provide
    Arbitrary<String> anything() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(300),
                Arbitraries.strings().withChars("'\\*?+,()[]!<>=~:\"\n\0 ab%").ofMaxLength(30),
                Arbitraries.of(
                        "alice'+status:'new",
                        "x',hostname:'*",
                        "\\",
                        "\\'",
                        "a\\\\'+b:'c",
                        "\uD800",
                        "\u2028",
                        "*"));
    }

    private static Optional<Filter> built(Supplier<Filter> maker) {
        try {
            return Optional.of(maker.get());
        } catch (InvalidFilterValue e) {
            return Optional.empty();
        }
    }

    private static List<Token> tokens(Filter filter) {
        return FqlTokens.of(filter.text());
    }

    @Property
    void aTextComparisonStaysOneComparisonWithThatValue(@ForAll("anything") String value) {
        built(() -> FIELD.equalTo(value))
                .ifPresent(filter ->
                        assertThat(tokens(filter))
                                .containsExactly(
                                        Token.bare("hostname"),
                                        Token.sign(":"),
                                        Token.quoted(value)));
    }

    @Property
    void aWildcardStandsOnlyWhereItWasAskedFor(@ForAll("anything") String value) {
        built(() -> FIELD.equalTo(value))
                .ifPresent(filter ->
                        assertThat(filter.text()).doesNotContain("*").doesNotContain("?"));
        built(() -> FIELD.startsWith(value))
                .ifPresent(filter ->
                        assertThat(tokens(filter))
                                .containsExactly(
                                        Token.bare("hostname"),
                                        Token.sign(":"),
                                        Token.quoted(value + "*")));
        built(() -> FIELD.contains(value))
                .ifPresent(filter ->
                        assertThat(tokens(filter))
                                .endsWith(Token.sign("*"), Token.quoted("*" + value + "*")));
    }

    @Property
    void aListStaysAListOfThoseValues(
            @ForAll @Size(min = 1, max = 5) List<@From("anything") String> values) {
        built(() -> FIELD.in(values))
                .ifPresent(filter -> {
                    List<Token> tokens = tokens(filter);
                    assertThat(tokens).hasSize(2 + 2 * values.size() + 1);
                    assertThat(
                                    IntStream.range(0, values.size())
                                            .mapToObj(i -> tokens.get(3 + 2 * i).text()))
                            .isEqualTo(values);
                });
    }

    @Property
    void aScopeInFrontKeepsItsHold(@ForAll("anything") String a, @ForAll("anything") String b) {
        Filter scope = TextField.named("cid").equalTo("c1");
        built(() -> scope.and(FIELD.equalTo(a).or(FIELD.not(b))))
                .ifPresent(filter ->
                        assertThat(tokens(filter))
                                .containsExactly(
                                        Token.bare("cid"),
                                        Token.sign(":"),
                                        Token.quoted("c1"),
                                        Token.sign("+"),
                                        Token.sign("("),
                                        Token.bare("hostname"),
                                        Token.sign(":"),
                                        Token.quoted(a),
                                        Token.sign(","),
                                        Token.bare("hostname"),
                                        Token.sign(":"),
                                        Token.sign("!"),
                                        Token.quoted(b),
                                        Token.sign(")")));
    }

    @Property
    void ordinaryTextIsAccepted(@ForAll @AlphaChars String value) {
        if (!value.isEmpty() && value.length() <= 255) {
            assertThat(built(() -> FIELD.equalTo(value))).isPresent();
        }
    }
}
