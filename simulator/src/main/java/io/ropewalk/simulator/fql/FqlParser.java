package io.ropewalk.simulator.fql;

import io.ropewalk.simulator.fql.Expression.Operator;
import java.util.ArrayList;
import java.util.List;

/**
 * Parses {@code field:'v'}, with {@code ! > >= < <= ~ *} before the value, lists in brackets,
 * {@code +} for and, {@code ,} for or (weaker), and parentheses. Texts stand in single or, as
 * recorded of IOC management, in double quotes; numbers and booleans need none. Refuses what the
 * host service refuses: {@code !~}, and a bare {@code *} as the value.
 */
public final class FqlParser {
    private static final int MAX_DEPTH = 50;
    private static final int MAX_VALUES = 10_000;

    private final String text;
    private int at;
    private int depth;

    private FqlParser(String text) {
        this.text = text;
    }

    /**
     * Parses a whole filter.
     *
     * @throws FqlException when it is none
     */
    public static Expression parse(String text) {
        var parser = new FqlParser(text);
        var expression = parser.or();
        if (parser.at < text.length()) {
            throw parser.unexpected();
        }
        return expression;
    }

    private Expression or() {
        if (++depth > MAX_DEPTH) {
            throw new FqlException("filter nested too deeply");
        }
        var parts = new ArrayList<Expression>();
        do {
            parts.add(and());
        } while (accept(','));
        depth--;
        return parts.size() == 1 ? parts.getFirst() : new Expression.Or(List.copyOf(parts));
    }

    private Expression and() {
        var parts = new ArrayList<Expression>();
        do {
            parts.add(factor());
        } while (accept('+'));
        return parts.size() == 1 ? parts.getFirst() : new Expression.And(List.copyOf(parts));
    }

    private Expression factor() {
        skipBlanks();
        if (accept('(')) {
            var inner = or();
            expect(')');
            return inner;
        }
        return term();
    }

    private Expression term() {
        var start = at;
        while (at < text.length() && isFieldCharacter(text.charAt(at))) {
            at++;
        }
        if (at == start) {
            throw unexpected();
        }
        var field = text.substring(start, at);
        expect(':');
        var operator = operator();
        skipBlanks();
        var values = peek() == '[' ? list() : List.of(value());
        skipBlanks();
        return new Expression.Term(field, operator, values);
    }

    private Operator operator() {
        skipBlanks();
        if (accept('!')) {
            if (peek() == '~') {
                throw new FqlException("operator !~ is not supported");
            }
            accept('*');
            return Operator.NOT_EQUAL;
        }
        if (accept('>')) {
            return accept('=') ? Operator.GREATER_OR_EQUAL : Operator.GREATER;
        }
        if (accept('<')) {
            return accept('=') ? Operator.LESS_OR_EQUAL : Operator.LESS;
        }
        if (accept('~')) {
            return Operator.TEXT;
        }
        accept('*');
        return Operator.EQUAL;
    }

    private List<String> list() {
        expect('[');
        var values = new ArrayList<String>();
        do {
            skipBlanks();
            values.add(value());
            skipBlanks();
            if (values.size() > MAX_VALUES) {
                throw new FqlException("too many values in a list");
            }
        } while (accept(','));
        expect(']');
        return List.copyOf(values);
    }

    private String value() {
        if (accept('\'')) {
            return quoted('\'');
        }
        return accept('"') ? quoted('"') : bare();
    }

    private String quoted(char end) {
        var value = new StringBuilder();
        while (at < text.length()) {
            var next = text.charAt(at++);
            if (next == end) {
                return value.toString();
            }
            if (next == '\\' && at < text.length()) {
                next = text.charAt(at++);
            }
            value.append(next);
        }
        throw new FqlException("unterminated text");
    }

    private String bare() {
        var start = at;
        while (at < text.length() && isBareCharacter(text.charAt(at))) {
            at++;
        }
        var value = text.substring(start, at);
        if (value.equals("true")
                || value.equals("false")
                || value.matches("-?[0-9]+(\\.[0-9]+)?")) {
            return value;
        }
        at = start;
        throw unexpected();
    }

    private static boolean isFieldCharacter(char c) {
        return isBareCharacter(c) || c == '_';
    }

    private static boolean isBareCharacter(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '.'
                || c == '-';
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private void skipBlanks() {
        while (peek() == ' ') {
            at++;
        }
    }

    private boolean accept(char wanted) {
        if (peek() == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(char wanted) {
        skipBlanks();
        if (!accept(wanted)) {
            throw unexpected();
        }
    }

    private FqlException unexpected() {
        return new FqlException(
                at < text.length()
                        ? "unexpected '" + text.charAt(at) + "' at " + at
                        : "unexpected end of the filter");
    }
}
