package io.ropewalk.alertops.query;

import io.ropewalk.alertops.query.Parameter.Kind;
import io.ropewalk.alertops.work.Refused;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * What a caller wrote, held to the parameters there are. Nothing is passed over: a name that is
 * none of them, or a value it does not take, is refused with those that are.
 */
public final class Arguments {
    static final int MOST_VALUES = 100;

    private final Map<Parameter, List<String>> given;

    private Arguments(Map<Parameter, List<String>> given) {
        this.given = given;
    }

    /**
     * Reads what was given.
     *
     * @param given values by name; several of one name where the parameter allows it. Words and
     *     formed values may also stand in one text with commas between
     * @throws Refused for a name or value that is not taken
     */
    public static Arguments of(
            Collection<Parameter> allowed, Map<String, ? extends List<String>> given) {
        Map<Parameter, List<String>> read = new LinkedHashMap<>();
        given.forEach((name, values) -> {
            Parameter parameter = named(allowed, name);
            if (read.containsKey(parameter)) {
                throw Refused.badRequest(parameter.name() + " is given by both of its names.");
            }
            read.put(parameter, values(parameter, values));
        });
        return new Arguments(read);
    }

    private static Parameter named(Collection<Parameter> allowed, String name) {
        return allowed.stream()
                .filter(it -> it.name().equals(name) || it.snake().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        Refused.badRequest(
                                "The parameter %s is unknown here; allowed are: %s."
                                        .formatted(
                                                shown(name),
                                                allowed.stream()
                                                        .map(Parameter::name)
                                                        .sorted()
                                                        .collect(Collectors.joining(", ")))));
    }

    /** Names may come from anywhere; no more of one than is needed to find it. */
    private static String shown(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9_.-]", "?");
        return plain.length() > 40 ? plain.substring(0, 40) + "..." : plain;
    }

    private static List<String> values(Parameter parameter, List<String> texts) {
        List<String> values = new ArrayList<>();
        for (String text : texts) {
            values.addAll(split(parameter, text));
        }
        if (values.isEmpty() || values.stream().anyMatch(String::isEmpty)) {
            throw Refused.badRequest(
                    "%s has no value; it %s.".formatted(parameter.name(), parameter.rule()));
        }
        if (!parameter.many() && values.size() > 1) {
            throw Refused.badRequest(parameter.name() + " takes one value.");
        }
        if (values.size() > MOST_VALUES) {
            throw Refused.badRequest(
                    "%s takes at most %d values.".formatted(parameter.name(), MOST_VALUES));
        }
        return values.stream().map(it -> checked(parameter, it)).distinct().toList();
    }

    private static List<String> split(Parameter parameter, String text) {
        boolean listed =
                parameter.many() && parameter.kind() != Kind.TEXT && parameter.kind() != Kind.TIME;
        return listed
                ? Arrays.stream(text.split(",", -1)).map(String::strip).toList()
                : List.of(text);
    }

    private static String checked(Parameter parameter, String value) {
        if (!parameter.takes(value)) {
            throw Refused.badRequest(
                    "A value of %s is not taken; it %s."
                            .formatted(parameter.name(), parameter.rule()));
        }
        return parameter.kind() == Kind.WORD
                ? parameter.words().stream()
                        .filter(value::equalsIgnoreCase)
                        .findFirst()
                        .orElseThrow()
                : value;
    }

    /** The values, empty where it is not given. Words are in the case they are declared in. */
    public List<String> all(Parameter parameter) {
        return given.getOrDefault(parameter, List.of());
    }

    public Optional<String> one(Parameter parameter) {
        return all(parameter).stream().findFirst();
    }

    public OptionalInt number(Parameter parameter) {
        return all(parameter).stream().mapToInt(Integer::parseInt).findFirst();
    }

    public Optional<Boolean> flag(Parameter parameter) {
        return one(parameter).map(Boolean::valueOf);
    }

    public Optional<Instant> time(Parameter parameter) {
        return one(parameter).flatMap(Window::time);
    }
}
