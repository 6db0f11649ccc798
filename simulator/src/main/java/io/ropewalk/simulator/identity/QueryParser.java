package io.ropewalk.simulator.identity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a GraphQL query without variables, aliases, directives and named fragments: the published
 * contract has a member for the query's text and none for variables.
 */
public final class QueryParser {
    private static final Pattern TOKEN =
            Pattern.compile(
                    "[\\s,\\ufeff]+|#[^\\n\\r]*|(\\.\\.\\.|[{}()\\[\\]:]|-?\\d+|[_A-Za-z]\\w*|\"(?:[^\"\\\\\\n]|\\\\.)*\")");

    private final List<String> tokens = new ArrayList<>();
    private int at;

    private QueryParser(String text) {
        Matcher matcher = TOKEN.matcher(text);
        int end = 0;
        while (end < text.length()) {
            if (!matcher.find(end) || matcher.start() != end) {
                throw new GraphQlFault("Syntax error: unexpected character at " + end);
            }
            if (matcher.group(1) != null) {
                tokens.add(matcher.group(1));
            }
            end = matcher.end();
        }
    }

    /** The fields of the one operation of a query. */
    public static List<Field> parse(String text) {
        QueryParser parser = new QueryParser(text);
        if (parser.peek().equals("query")) {
            parser.next();
            if (!parser.peek().equals("{")) {
                parser.name();
            }
        }
        List<Field> selection = parser.selection();
        if (parser.at < parser.tokens.size()) {
            throw parser.unexpected();
        }
        return selection;
    }

    private List<Field> selection() {
        expect("{");
        List<Field> fields = new ArrayList<>();
        while (!peek().equals("}")) {
            fields.add(peek().equals("...") ? fragment() : field());
        }
        next();
        if (fields.isEmpty()) {
            throw new GraphQlFault("Syntax error: a selection must not be empty");
        }
        return fields;
    }

    private Field fragment() {
        next();
        expect("on");
        return new Field("", Optional.of(name()), Map.of(), selection());
    }

    private Field field() {
        String name = name();
        Map<String, Object> arguments = new LinkedHashMap<>();
        if (peek().equals("(")) {
            next();
            while (!peek().equals(")")) {
                String argument = name();
                expect(":");
                arguments.put(argument, value());
            }
            next();
        }
        return new Field(
                name, Optional.empty(), arguments, peek().equals("{") ? selection() : List.of());
    }

    private Object value() {
        String token = next();
        if (token.equals("[")) {
            List<Object> list = new ArrayList<>();
            while (!peek().equals("]")) {
                list.add(value());
            }
            next();
            return List.copyOf(list);
        }
        if (token.startsWith("\"")) {
            return token.substring(1, token.length() - 1).replaceAll("\\\\(.)", "$1");
        }
        if (token.matches("-?\\d{1,9}")) {
            return Integer.valueOf(token);
        }
        if (token.matches("[_A-Za-z]\\w*")) {
            return new Name(token);
        }
        throw unexpected();
    }

    /** A value without quotes: an enumeration's, or true or false. */
    public record Name(String text) {}

    private String name() {
        String token = next();
        if (!token.matches("[_A-Za-z]\\w*")) {
            throw unexpected();
        }
        return token;
    }

    private void expect(String token) {
        if (!next().equals(token)) {
            throw unexpected();
        }
    }

    private String next() {
        String token = peek();
        at++;
        return token;
    }

    private String peek() {
        if (at >= tokens.size()) {
            throw new GraphQlFault("Syntax error: unexpected end of the query");
        }
        return tokens.get(at);
    }

    private GraphQlFault unexpected() {
        return new GraphQlFault(
                "Syntax error: unexpected '" + tokens.get(Math.min(at, tokens.size()) - 1) + "'");
    }
}
