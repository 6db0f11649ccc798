package io.ropewalk.simulator.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A JSON object read by someone who knows every key: unknown keys and wrong types are refused with
 * a sentence that helps.
 */
final class StrictObject {
    private static final Pattern SHORT_DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h)");

    /** The caller's JSON is wrong; the message is for the caller. */
    static final class BadControl extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BadControl(String message) {
            super(message, null, false, false);
        }
    }

    private final String name;
    private final JsonNode node;

    private StrictObject(String name, JsonNode node) {
        this.name = name;
        this.node = node;
    }

    /** Wraps an object whose keys must be among {@code keys}. */
    static StrictObject of(String name, JsonNode node, List<String> keys) {
        if (!node.isObject()) {
            throw new BadControl("'" + name + "' must be a JSON object");
        }
        var unknown = new TreeSet<String>();
        node.fieldNames().forEachRemaining(unknown::add);
        keys.forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            throw new BadControl(
                    "unknown key '"
                            + unknown.first()
                            + "' in '"
                            + name
                            + "'; valid keys: "
                            + (keys.isEmpty() ? "none" : String.join(", ", keys)));
        }
        return new StrictObject(name, node);
    }

    /** An object without keys. */
    static StrictObject empty() {
        return new StrictObject("nothing", JsonNodeFactory.instance.objectNode());
    }

    boolean has(String key) {
        return node.hasNonNull(key);
    }

    Optional<StrictObject> object(String key, List<String> keys) {
        return has(key) ? Optional.of(of(key, node.get(key), keys)) : Optional.empty();
    }

    JsonNode raw(String key) {
        return node.path(key);
    }

    String text(String key, String otherwise) {
        return has(key) ? text(key) : otherwise;
    }

    String text(String key) {
        if (!node.path(key).isTextual()) {
            throw wrong(key, "a string");
        }
        return node.get(key).asText();
    }

    int number(String key, int otherwise) {
        if (!has(key)) {
            return otherwise;
        }
        if (!node.get(key).canConvertToInt() || !node.get(key).isIntegralNumber()) {
            throw wrong(key, "a whole number");
        }
        return node.get(key).asInt();
    }

    long bigNumber(String key, long otherwise) {
        if (!has(key)) {
            return otherwise;
        }
        if (!node.get(key).canConvertToLong() || !node.get(key).isIntegralNumber()) {
            throw wrong(key, "a whole number");
        }
        return node.get(key).asLong();
    }

    double share(String key, double otherwise) {
        if (!has(key)) {
            return otherwise;
        }
        if (!node.get(key).isNumber()) {
            throw wrong(key, "a number");
        }
        return node.get(key).asDouble();
    }

    boolean flag(String key, boolean otherwise) {
        if (!has(key)) {
            return otherwise;
        }
        if (!node.get(key).isBoolean()) {
            throw wrong(key, "true or false");
        }
        return node.get(key).asBoolean();
    }

    /** {@code PT2M} or {@code 10s}. */
    Duration duration(String key, Duration otherwise) {
        if (!has(key)) {
            return otherwise;
        }
        var text = text(key);
        var brief = SHORT_DURATION.matcher(text);
        try {
            if (brief.matches()) {
                var amount = brief.group(1);
                return brief.group(2).equals("ms")
                        ? Duration.ofMillis(Long.parseLong(amount))
                        : Duration.parse("PT" + amount + brief.group(2));
            }
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw wrong(key, "a duration such as PT2M or 10s");
        }
    }

    Instant instant(String key, Instant otherwise) {
        if (!has(key)) {
            return otherwise;
        }
        try {
            return Instant.parse(text(key));
        } catch (DateTimeParseException e) {
            throw wrong(key, "an instant such as 2026-11-20T00:00:00Z");
        }
    }

    <E extends Enum<E>> E choice(String key, Class<E> type, E otherwise) {
        if (!has(key)) {
            return otherwise;
        }
        var names = new ArrayList<String>();
        for (var constant : type.getEnumConstants()) {
            var written = constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
            if (written.equals(text(key))) {
                return constant;
            }
            names.add(written);
        }
        throw wrong(key, "one of " + String.join(", ", names));
    }

    List<String> texts(String key) {
        return list(
                key,
                element -> {
                    if (!element.isTextual()) {
                        throw wrong(key, "a list of strings");
                    }
                    return element.asText();
                });
    }

    <T> List<T> list(String key, Function<JsonNode, T> reader) {
        if (!has(key)) {
            return List.of();
        }
        if (!node.get(key).isArray()) {
            throw wrong(key, "a list");
        }
        var values = new ArrayList<T>();
        node.get(key).forEach(element -> values.add(reader.apply(element)));
        return List.copyOf(values);
    }

    BadControl wrong(String key, String expected) {
        return new BadControl("'" + key + "' in '" + name + "' must be " + expected);
    }
}
