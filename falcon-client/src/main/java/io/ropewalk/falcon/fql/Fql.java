package io.ropewalk.falcon.fql;

import java.util.regex.Pattern;

/** How names and values are written. */
final class Fql {

    /** Longest text value accepted; longer ones are no host, user, tag or file name. */
    static final int MAX_TEXT = 255;

    private static final Pattern NAME =
            Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*(\\.[A-Za-z0-9_-]+)*");

    private Fql() {}

    static String name(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("Not a field name of the query language.");
        }
        return name;
    }

    /**
     * The inside of a quoted value: backslash first, then quote. The vendor documents no escape for
     * {@code *} and {@code ?}, so a value that holds one is refused rather than widened.
     */
    static String escaped(String field, String value) {
        if (value.isEmpty()) {
            throw new InvalidFilterValue(field, "is empty");
        }
        if (value.length() > MAX_TEXT) {
            throw new InvalidFilterValue(field, "is longer than " + MAX_TEXT + " characters");
        }
        StringBuilder out = new StringBuilder(value.length() + 8);
        value.codePoints().forEach(point -> append(out, field, point));
        return out.toString();
    }

    private static void append(StringBuilder out, String field, int point) {
        switch (Character.getType(point)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                    throw new InvalidFilterValue(field, "holds a control character");
            case Character.SURROGATE ->
                    throw new InvalidFilterValue(field, "is not well-formed Unicode");
            default -> {
                if (point == '*' || point == '?') {
                    throw new InvalidFilterValue(field, "holds a wildcard");
                }
                if (point == '\\' || point == '\'') {
                    out.append('\\');
                }
                out.appendCodePoint(point);
            }
        }
    }

    static String quoted(String field, String value) {
        return "'" + escaped(field, value) + "'";
    }
}
