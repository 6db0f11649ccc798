package io.ropewalk.falcon.fql;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Reads a filter that a person wrote and writes it anew, so that what is sent has the shape that
 * was read and nothing else: every field is known, every value quoted, every mix of {@code +} and
 * {@code ,} in parentheses. {@code +} binds more strongly.
 *
 * <p>Taken are {@code field:'value'} with {@code ! > >= < <= ~ *} before the value, lists in
 * brackets, parentheses, and bare numbers, truths and times; not {@code !~} and a bare {@code *},
 * which the vendor refuses.
 */
public final class FilterReader {
    private static final int MAX_LENGTH = 4_000;
    private static final int MAX_DEPTH = 20;
    private static final int MAX_VALUES = 500;
    private static final Pattern BARE =
            Pattern.compile("true|false|-?[0-9]+(\\.[0-9]+)?|now(-[0-9]+[smhdwMy])?");

    private final String text;
    private final Predicate<String> known;
    private int at;
    private int depth;

    private FilterReader(String text, Predicate<String> known) {
        this.text = text;
        this.known = Objects.requireNonNull(known, "known");
    }

    /**
     * Reads a whole filter; a blank one matches everything.
     *
     * @param known whether there is a field of this name: an unknown one would match nothing, and
     *     the vendor would not say so
     * @throws InvalidFilterValue with what is wrong and where
     */
    public static Filter read(String text, Predicate<String> known) {
        if (text.isBlank()) {
            return Filter.NONE;
        }
        if (text.length() > MAX_LENGTH) {
            throw wrong("is longer than " + MAX_LENGTH + " characters");
        }
        FilterReader reader = new FilterReader(text, known);
        try {
            Filter filter = reader.either();
            reader.blanks();
            if (reader.at < text.length()) {
                throw reader.unexpected();
            }
            return filter;
        } catch (InvalidFilterValue e) {
            throw e;
        } catch (IllegalArgumentException tooMany) {
            throw wrong("names more than " + Filter.MAX_PROPERTIES + " properties");
        }
    }

    private Filter either() {
        if (++depth > MAX_DEPTH) {
            throw wrong("is nested too deeply");
        }
        Filter filter = both();
        while (accept(',')) {
            filter = filter.or(both());
        }
        depth--;
        return filter;
    }

    private Filter both() {
        Filter filter = part();
        while (accept('+')) {
            filter = filter.and(part());
        }
        return filter;
    }

    private Filter part() {
        if (!accept('(')) {
            return term();
        }
        Filter inner = either();
        expect(')');
        return inner;
    }

    private Filter term() {
        blanks();
        int start = at;
        while (at < text.length() && nameCharacter(text.charAt(at))) {
            at++;
        }
        String field = text.substring(start, at);
        if (field.isEmpty()) {
            throw unexpected();
        }
        if (!known.test(field)) {
            throw wrong(
                    "names the field " + shortened(field) + ", which is none of this collection");
        }
        expect(':');
        return Filter.term(Fql.name(field) + ":" + operator() + (accept('[') ? list() : value()));
    }

    private String operator() {
        for (String sign : List.of("!~", ">=", "<=", "!*", "!", ">", "<", "~", "*")) {
            blanks();
            if (text.startsWith(sign, at)) {
                at += sign.length();
                if (sign.equals("!~")) {
                    throw wrong("has the operator !~, which Falcon does not take");
                }
                return sign;
            }
        }
        return "";
    }

    private String list() {
        List<String> values = new ArrayList<>();
        do {
            values.add(value());
            if (values.size() > MAX_VALUES) {
                throw wrong("has a list of more than " + MAX_VALUES + " values");
            }
        } while (accept(','));
        expect(']');
        return "[" + String.join(",", values) + "]";
    }

    private String value() {
        blanks();
        if (accept('\'')) {
            return quoted('\'');
        }
        if (accept('"')) {
            return quoted('"');
        }
        int start = at;
        while (at < text.length() && "+,)] ".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String bare = text.substring(start, at);
        if (!BARE.matcher(bare).matches()) {
            at = start;
            throw unexpected();
        }
        return bare.startsWith("now") ? "'" + bare + "'" : bare;
    }

    private String quoted(char end) {
        StringBuilder value = new StringBuilder();
        while (at < text.length()) {
            char next = text.charAt(at++);
            if (next == end) {
                return written(value.toString());
            }
            value.append(next == '\\' && at < text.length() ? text.charAt(at++) : next);
        }
        throw wrong("has a quote that is not closed");
    }

    private static String written(String value) {
        if (value.isEmpty() || value.chars().allMatch(c -> c == '*')) {
            throw wrong("has a value that is empty or only a wildcard");
        }
        if (value.length() > Fql.MAX_TEXT) {
            throw wrong("has a value longer than " + Fql.MAX_TEXT + " characters");
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw wrong("has a value with a control character");
        }
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    private static boolean nameCharacter(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '_'
                || c == '-'
                || c == '.';
    }

    private void blanks() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }

    private boolean accept(char wanted) {
        blanks();
        if (at < text.length() && text.charAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(char wanted) {
        if (!accept(wanted)) {
            throw unexpected();
        }
    }

    private InvalidFilterValue unexpected() {
        return wrong(
                at < text.length()
                        ? "cannot be read from character " + (at + 1) + " on"
                        : "ends too early");
    }

    private static String shortened(String field) {
        return field.length() > 60 ? field.substring(0, 60) + "..." : field;
    }

    private static InvalidFilterValue wrong(String what) {
        return new InvalidFilterValue("filter", what);
    }
}
