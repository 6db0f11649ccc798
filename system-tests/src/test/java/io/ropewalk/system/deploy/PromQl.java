package io.ropewalk.system.deploy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an expression reads: its selectors, and the labels it groups and joins by. It only looks for
 * names; whether the expression is sound promtool says.
 */
record PromQl(List<Selector> selectors, Set<String> grouping) {
    private static final Pattern TOKEN =
            Pattern.compile(
                    "\"(?:[^\"\\\\]|\\\\.)*\"|[a-zA-Z_:][a-zA-Z0-9_:]*|[0-9][0-9a-zA-Z.]*|[=!]~|!=|[^\\s]");
    private static final Set<String> LABELS_FOLLOW =
            Set.of("by", "without", "on", "ignoring", "group_left", "group_right");
    private static final Set<String> KEYWORDS =
            Set.of(
                    "and",
                    "or",
                    "unless",
                    "bool",
                    "offset",
                    "inf",
                    "nan",
                    "sum",
                    "min",
                    "max",
                    "count",
                    "avg",
                    "topk",
                    "bottomk",
                    "quantile",
                    "stddev",
                    "group");

    /** A series selector: {@code name{label="value"}}. */
    record Selector(String name, Map<String, Condition> matchers) {}

    /** What a label must be. */
    record Condition(String operator, String value) {
        /** The values that are spelt out; none where it is a pattern or a variable. */
        List<String> literals() {
            return operator.startsWith("!") || !value.matches("[\\w|-]+")
                    ? List.of()
                    : List.of(value.split("\\|", -1));
        }
    }

    static PromQl parse(String expression) {
        return new Walk(expression).all();
    }

    private static final class Walk {
        private final List<String> tokens = new ArrayList<>();
        private final List<Selector> selectors = new ArrayList<>();
        private final Set<String> grouping = new HashSet<>();
        private int at;

        Walk(String expression) {
            Matcher matcher = TOKEN.matcher(expression);
            while (matcher.find()) {
                tokens.add(matcher.group());
            }
        }

        PromQl all() {
            while (at < tokens.size()) {
                String token = tokens.get(at++);
                if (token.equals("[")) {
                    until("]");
                } else if (LABELS_FOLLOW.contains(token)) {
                    if (next("(")) {
                        labels();
                    }
                } else if (isName(token) && !KEYWORDS.contains(token) && !next("(")) {
                    selectors.add(new Selector(token, next("{") ? matchers() : Map.of()));
                }
            }
            return new PromQl(List.copyOf(selectors), Set.copyOf(grouping));
        }

        private boolean next(String wanted) {
            return at < tokens.size() && tokens.get(at).equals(wanted);
        }

        private static boolean isName(String token) {
            char first = token.charAt(0);
            return Character.isLetter(first) || first == '_' || first == ':';
        }

        private void until(String end) {
            while (!next(end)) {
                at++;
            }
            at++;
        }

        private void labels() {
            for (at++; !next(")"); at++) {
                if (isName(tokens.get(at))) {
                    grouping.add(tokens.get(at));
                }
            }
            at++;
        }

        private Map<String, Condition> matchers() {
            Map<String, Condition> found = new LinkedHashMap<>();
            at++;
            while (!next("}")) {
                if (next(",")) {
                    at++;
                    continue;
                }
                String value = tokens.get(at + 2);
                found.put(
                        tokens.get(at),
                        new Condition(tokens.get(at + 1), value.substring(1, value.length() - 1)));
                at += 3;
            }
            at++;
            return found;
        }
    }
}
