package io.ropewalk.alertops.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.alertops.query.Parameter.Kind;
import io.ropewalk.falcon.fql.InvalidFilterValue;
import io.ropewalk.simulator.fql.Expression;
import io.ropewalk.simulator.fql.FqlParser;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a caller writes as a text, the filter asks for that text and for nothing else. */
class FilterInjectionTest {
    private static final Instant AT = Instant.parse("2026-01-31T12:00:00Z");
    private static final String PLAIN = "plain";

    /** One parameter of free text of one question. */
    record Target(Question<?> question, Parameter parameter) {
        @Override
        public String toString() {
            return question.name() + "?" + parameter.name();
        }
    }

    @Provide
    Arbitrary<Target> targets() {
        List<Target> all = new ArrayList<>();
        for (Question<?> question : questions()) {
            question.parameters().stream()
                    .filter(it -> it.kind() == Kind.TEXT)
                    .forEach(it -> all.add(new Target(question, it)));
        }
        return Arbitraries.of(all);
    }

    @Provide
    Arbitrary<String> hostile() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMinLength(1).ofMaxLength(260),
                Arbitraries.strings()
                        .withChars("'\"\\+,():[]!<>~*?| abc\u2019\uFF07")
                        .ofMinLength(1)
                        .ofMaxLength(30),
                Arbitraries.of(
                        "x'+status:'new",
                        "x',hostname:!'y",
                        "x\\',a:'b",
                        "\\",
                        "'",
                        "x'),(y:'z",
                        "T1059'+x:'y",
                        "*"));
    }

    private static List<Question<?>> questions() {
        Fakes fakes = new Fakes();
        return List.of(
                new Detections(fakes),
                new Hosts(fakes, _ -> Map.of()),
                new Iocs(fakes, _ -> Map.of()),
                new Vulnerabilities(fakes, _ -> Map.of()),
                new Cases(fakes),
                new RtrSessions(fakes),
                new DiscoverHosts(fakes, _ -> Map.of()));
    }

    @Property(tries = 3_000)
    void aTextStaysAText(@ForAll("targets") Target target, @ForAll("hostile") String text) {
        Optional<Expression> hostile =
                parsed(target, Map.of(target.parameter().name(), List.of(text)));
        if (hostile.isEmpty()) {
            return;
        }
        Expression plain =
                parsed(target, Map.of(target.parameter().name(), List.of(PLAIN))).orElseThrow();
        assertThat(shape(hostile.get(), text, Set.of(text)))
                .as(target.toString())
                .isEqualTo(shape(plain, PLAIN, Set.of(PLAIN)));
    }

    @Property(tries = 1_000)
    void aPartOfANameStaysAPart(@ForAll("hostile") String text) {
        for (String match : List.of("prefix", "contains")) {
            Target target = new Target(questions().getFirst(), Texts.HOSTNAMES);
            Map<String, List<String>> given =
                    Map.of("hostname", List.of(text), "match", List.of(match));
            Optional<Expression> hostile = parsed(target, given);
            if (hostile.isPresent()) {
                String value =
                        hostile.get()
                                .terms()
                                .filter(it -> it.field().equals("device.hostname"))
                                .findFirst()
                                .orElseThrow()
                                .values()
                                .getFirst();
                assertThat(value).isEqualTo(match.equals("prefix") ? text + "*" : "*" + text + "*");
                assertThat(hostile.get().terms()).hasSize(2);
            }
        }
    }

    /** The filter as the simulated vendor reads it; empty where the text is refused. */
    private static Optional<Expression> parsed(Target target, Map<String, List<String>> given) {
        Optional<String> filter = filter(target.question(), given);
        return filter.map(FqlParser::parse);
    }

    private static <C extends Record> Optional<String> filter(
            Question<C> question, Map<String, List<String>> given) {
        try {
            C criteria = question.read(Arguments.of(question.parameters(), given));
            return Optional.of(question.listing("acme", criteria, AT).filter());
        } catch (InvalidFilterValue refused) {
            return Optional.empty();
        }
    }

    /** The tree, with the value that was asked for as a mark of its own. */
    private static String shape(Expression expression, String value, Set<String> values) {
        return switch (expression) {
            case Expression.And and ->
                    "and" + and.parts().stream().map(it -> shape(it, value, values)).toList();
            case Expression.Or or ->
                    "or" + or.parts().stream().map(it -> shape(it, value, values)).toList();
            case Expression.Term term ->
                    term.field()
                            + term.operator()
                            + term.values().stream()
                                    .map(it -> values.contains(it) ? "<value>" : it)
                                    .toList();
        };
    }
}
