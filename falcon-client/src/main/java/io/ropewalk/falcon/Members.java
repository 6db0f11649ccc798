package io.ropewalk.falcon;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * All members of a record as the vendor sent them: texts, longs, doubles, booleans, lists and maps,
 * none of them null. A path names members of members with dots ({@code device.hostname}) and looks
 * through lists. What is absent or of another kind is empty, never an error: most members depend on
 * the product behind the record.
 *
 * @param all by the vendor's names, in the vendor's order; not to be changed
 */
public record Members(Map<String, Object> all) {

    public Members {
        all = Collections.unmodifiableMap(new LinkedHashMap<>(all));
    }

    /** The text at a path, also of a number or boolean; the first where there are several. */
    public Optional<String> text(String path) {
        return texts(path).stream().findFirst();
    }

    /** The same, or an empty text. */
    public String textOrEmpty(String path) {
        return text(path).orElse("");
    }

    /** All texts at a path; empty ones are left out. */
    public List<String> texts(String path) {
        return values(path)
                .filter(value -> !(value instanceof Map<?, ?>))
                .map(Object::toString)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /** The whole number at a path, also one sent as text. */
    public OptionalLong number(String path) {
        return values(path).flatMap(value -> whole(value).stream()).mapToLong(it -> it).findFirst();
    }

    private static Optional<Long> whole(Object value) {
        try {
            return value instanceof Long number
                    ? Optional.of(number)
                    : value instanceof String text
                            ? Optional.of(Long.parseLong(text.strip()))
                            : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The boolean at a path. */
    public Optional<Boolean> flag(String path) {
        return values(path).filter(Boolean.class::isInstance).map(Boolean.class::cast).findFirst();
    }

    /** The time at a path, to the nanosecond. */
    public Optional<Instant> time(String path) {
        return text(path).flatMap(Members::parsed);
    }

    private static Optional<Instant> parsed(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** The objects at a path. */
    public List<Members> objects(String path) {
        return values(path).flatMap(value -> asObject(value).stream()).map(Members::new).toList();
    }

    @SuppressWarnings("unchecked") // made by us, of texts only
    private static Optional<Map<String, Object>> asObject(Object value) {
        return value instanceof Map<?, ?> map
                ? Optional.of((Map<String, Object>) map)
                : Optional.empty();
    }

    private Stream<Object> values(String path) {
        Stream<Object> at = Stream.of(all);
        for (String name : path.split("\\.", -1)) {
            at =
                    at.flatMap(value -> asObject(value).stream())
                            .flatMap(object -> Stream.ofNullable(object.get(name)))
                            .flatMap(Members::flat);
        }
        return at;
    }

    private static Stream<Object> flat(Object value) {
        return value instanceof List<?> list
                ? list.stream().flatMap(Members::flat)
                : Stream.of(value);
    }

    /** How many there are; what they say is the customer's secret. */
    @Override
    public String toString() {
        return "Members[" + all.size() + "]";
    }
}
