package io.ropewalk.alertops.query;

import java.util.Collection;
import java.util.stream.Collectors;

/**
 * A cell of comma separated values of RFC 4180. A spreadsheet runs a cell that begins like a
 * formula; what is in these may come from an attacker, so such a cell begins with an apostrophe.
 */
public final class CsvCell {
    private static final String SEPARATOR = ";";

    private CsvCell() {}

    /** A value as it stands in a row. Several values of one cell stand with ; between. */
    public static String of(Object value) {
        return switch (value) {
            case null -> "";
            case Number number -> number.toString();
            case Boolean truth -> truth.toString();
            case Collection<?> several ->
                    quoted(
                            several.stream()
                                    .map(it -> guarded(it.toString()))
                                    .collect(Collectors.joining(SEPARATOR)));
            default -> quoted(guarded(value.toString()));
        };
    }

    /** Also behind blanks: some programs pass over them. */
    private static String guarded(String text) {
        String start = text.stripLeading();
        char raw = text.isEmpty() ? ' ' : text.charAt(0);
        char first = start.isEmpty() ? ' ' : start.charAt(0);
        boolean formula =
                raw == '\t'
                        || raw == '\r'
                        || raw == '\n'
                        || "=+-@\uFF1D\uFF0B\uFF0D\uFF20".indexOf(first) >= 0;
        return formula ? "'" + text : text;
    }

    private static String quoted(String text) {
        boolean plain =
                text.chars().noneMatch(it -> it == ',' || it == '"' || it == '\r' || it == '\n');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
