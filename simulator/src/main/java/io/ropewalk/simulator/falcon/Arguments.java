package io.ropewalk.simulator.falcon;

import io.ropewalk.simulator.falcon.Operations.Operation;
import io.ropewalk.simulator.falcon.Operations.Parameter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The checked parameters of a call. */
record Arguments(Map<String, List<String>> values) {

    /**
     * Parameters of the token request that OAuth libraries send and the swagger does not know;
     * accepted and ignored.
     */
    private static final List<String> OAUTH_STANDARD = List.of("grant_type", "scope");

    /**
     * Checks names, number, types and limits.
     *
     * @throws Refusal with status 400 for the first mistake
     */
    static Arguments checked(Operation operation, String in, Map<String, List<String>> values) {
        for (var entry : values.entrySet()) {
            var name = entry.getKey();
            var parameter = operation.parameters().get(name);
            if (parameter == null || !parameter.in().equals(in)) {
                if (in.equals("formData") && OAUTH_STANDARD.contains(name)) {
                    continue;
                }
                throw Refusal.mistake(400, "unknown-parameter", "unknown parameter '" + name + "'");
            }
            check(parameter, entry.getValue());
        }
        for (var parameter : operation.parameters().values()) {
            if (parameter.required()
                    && parameter.in().equals(in)
                    && !values.containsKey(parameter.name())) {
                throw Refusal.mistake(
                        400, "missing-parameter", "missing parameter '" + parameter.name() + "'");
            }
        }
        return new Arguments(values);
    }

    private static void check(Parameter parameter, List<String> values) {
        if (parameter.type().equals("array")) {
            checkArray(parameter, values);
            return;
        }
        if (values.size() > 1) {
            throw Refusal.mistake(
                    400,
                    "repeated-parameter",
                    "parameter '" + parameter.name() + "' given more than once");
        }
        var value = values.getFirst();
        if (parameter.type().equals("integer")) {
            checkNumber(parameter, value);
        } else if (parameter.type().equals("boolean")
                && !value.equals("true")
                && !value.equals("false")) {
            throw wrongType(parameter);
        }
        // Most sorts are listed with a dot and taken with a bar too; some are listed with the bar.
        if (!parameter.values().isEmpty()
                && !parameter.values().contains(value)
                && !parameter.values().contains(value.replace('|', '.'))) {
            throw Refusal.mistake(
                    400,
                    "not-in-enum",
                    "value of '" + parameter.name() + "' is not one of the legal ones");
        }
    }

    private static void checkArray(Parameter parameter, List<String> values) {
        if (values.stream().anyMatch(value -> value.indexOf(',') >= 0)) {
            throw Refusal.mistake(
                    400,
                    "comma-list",
                    "array parameter '" + parameter.name() + "' is repeated, not comma separated");
        }
        if (parameter.maxItems().isPresent() && values.size() > parameter.maxItems().getAsInt()) {
            throw Refusal.mistake(
                    400,
                    "too-many-items",
                    "parameter '"
                            + parameter.name()
                            + "' takes at most "
                            + parameter.maxItems().getAsInt()
                            + " values");
        }
    }

    private static void checkNumber(Parameter parameter, String value) {
        long number;
        try {
            number = Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw wrongType(parameter);
        }
        // No offset below zero exists, stated or not.
        var least = parameter.minimum().orElse(0);
        var most = parameter.wide() ? Long.MAX_VALUE : Integer.MAX_VALUE;
        if (number < least
                || number
                        > (parameter.maximum().isPresent()
                                ? parameter.maximum().getAsInt()
                                : most)) {
            throw Refusal.mistake(
                    400, "beyond-limit", "value of '" + parameter.name() + "' is out of range");
        }
    }

    private static Refusal wrongType(Parameter parameter) {
        return Refusal.mistake(
                400,
                "wrong-type",
                "parameter '" + parameter.name() + "' is not a " + parameter.type());
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name))
                .map(List::getFirst)
                .filter(value -> !value.isEmpty());
    }

    int number(String name, int otherwise) {
        return text(name).map(Integer::parseInt).orElse(otherwise);
    }

    List<String> list(String name) {
        return values.getOrDefault(name, List.of());
    }
}
