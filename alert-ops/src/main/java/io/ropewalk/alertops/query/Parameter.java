package io.ropewalk.alertops.query;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * One thing a question can be narrowed by. What a caller may write, what a caller is told and what
 * the API's description says all come from here.
 *
 * @param name in camel case; the same in snake case ({@code host_id}) is taken, too
 * @param words all values there are, of a {@link Kind#WORD}
 * @param form of a whole value, of a {@link Kind#FORMED}
 * @param least smallest value, of a {@link Kind#NUMBER}
 * @param most largest value, of a {@link Kind#NUMBER}
 * @param many whether several values may be given, any of which may match
 * @param says what it does, for a person
 * @param example a value that is taken
 */
public record Parameter(
        String name,
        Kind kind,
        List<String> words,
        String form,
        long least,
        long most,
        boolean many,
        String says,
        String example) {

    /** What values look like. */
    public enum Kind {
        /** One of a list. */
        WORD,
        /** Free text of 1 to 255 characters. */
        TEXT,
        /** Text of a form. */
        FORMED,
        NUMBER,
        /** {@code true} or {@code false}. */
        FLAG,
        /** {@code 2026-01-31T12:00:00Z} or {@code 2026-01-31}, in UTC. */
        TIME
    }

    public Parameter {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
        words = List.copyOf(words);
        Objects.requireNonNull(form, "form");
        Objects.requireNonNull(says, "says");
        Objects.requireNonNull(example, "example");
    }

    private static Parameter of(String name, Kind kind, String says, String example) {
        return new Parameter(name, kind, List.of(), "", 0, 0, false, says, example);
    }

    /** One of these words. */
    public static Parameter word(String name, List<String> words, String says) {
        return new Parameter(
                name, Kind.WORD, words, "", 0, 0, false, says, words.isEmpty() ? "" : words.get(0));
    }

    public static Parameter text(String name, String says, String example) {
        return of(name, Kind.TEXT, says, example);
    }

    /** Text of a form. */
    public static Parameter formed(String name, String form, String says, String example) {
        return new Parameter(name, Kind.FORMED, List.of(), form, 0, 0, false, says, example);
    }

    public static Parameter number(String name, long least, long most, String says, long example) {
        return new Parameter(
                name, Kind.NUMBER, List.of(), "", least, most, false, says, Long.toString(example));
    }

    public static Parameter flag(String name, String says) {
        return of(name, Kind.FLAG, says, "true");
    }

    public static Parameter time(String name, String says) {
        return of(name, Kind.TIME, says, "2026-01-31T12:00:00Z");
    }

    /** The same, of which several values may be given. */
    public Parameter several() {
        return new Parameter(name, kind, words, form, least, most, true, says, example);
    }

    /** The same with another example. */
    public Parameter like(String value) {
        return new Parameter(name, kind, words, form, least, most, many, says, value);
    }

    /** Its other name. */
    public String snake() {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    /** Whether this is a value of it, case aside for words. */
    boolean takes(String value) {
        return switch (kind) {
            case WORD -> words.stream().anyMatch(value::equalsIgnoreCase);
            case TEXT -> true;
            case FORMED -> Pattern.matches(form, value);
            case NUMBER -> number(value);
            case FLAG -> value.equals("true") || value.equals("false");
            case TIME -> Window.time(value).isPresent();
        };
    }

    private boolean number(String value) {
        return Pattern.matches("-?[0-9]{1,9}", value)
                && Long.parseLong(value) >= least
                && Long.parseLong(value) <= most;
    }

    /** What it takes, as the end of a sentence. */
    String rule() {
        return switch (kind) {
            case WORD -> "is one of " + String.join(", ", words);
            case TEXT -> "is text";
            case FORMED -> "looks like " + example;
            case NUMBER -> "is a whole number from %d to %d".formatted(least, most);
            case FLAG -> "is true or false";
            case TIME ->
                    "is a time in UTC such as 2026-01-31T12:00:00Z, or a day such as 2026-01-31";
        };
    }
}
