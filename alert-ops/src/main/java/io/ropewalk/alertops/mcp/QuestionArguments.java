package io.ropewalk.alertops.mcp;

import io.ropewalk.alertops.query.Parameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Parameters of questions as arguments of tools, so that the two doors cannot differ. */
final class QuestionArguments {
    private static final int MOST_VALUES = 20;
    private static final int LONGEST_TEXT = 255;

    private QuestionArguments() {}

    /** The argument of a parameter, under its name in snake case. */
    static Argument of(Parameter parameter) {
        Argument one = one(parameter);
        return parameter.many() ? new Argument.Several(one, MOST_VALUES) : one;
    }

    /** What was given, by names of parameters, as a question reads it. */
    static Map<String, List<String>> texts(List<Parameter> parameters, Arguments.Given given) {
        Map<String, List<String>> texts = new LinkedHashMap<>();
        for (Parameter parameter : parameters) {
            Optional.ofNullable(given.values().get(parameter.snake()))
                    .map(QuestionArguments::texts)
                    .ifPresent(it -> texts.put(parameter.name(), it));
        }
        return texts;
    }

    private static List<String> texts(Object value) {
        return value instanceof List<?> several
                ? several.stream().map(String::valueOf).toList()
                : List.of(String.valueOf(value));
    }

    private static Argument one(Parameter from) {
        String name = from.snake();
        return switch (from.kind()) {
            case WORD -> new Argument.Choice(name, from.says(), from.words());
            case TEXT -> new Argument.Text(name, from.says(), LONGEST_TEXT);
            case FORMED ->
                    new Argument.Shaped(
                            name,
                            from.says(),
                            Pattern.compile(from.form()),
                            "a text such as " + from.example());
            case NUMBER ->
                    new Argument.Whole(
                            name,
                            from.says(),
                            Math.toIntExact(from.least()),
                            Math.toIntExact(from.most()));
            case FLAG -> new Argument.Flag(name, from.says());
            case TIME ->
                    new Argument.Text(
                            name, from.says() + " In UTC, such as " + from.example() + ".", 40);
        };
    }
}
