package io.ropewalk.ioc.pattern;

import io.ropewalk.ioc.pattern.Token.Kind;

/** Reads a pattern word by word, each character once. */
final class Tokens {
    private final String text;
    private int at;

    Tokens(String text) {
        this.text = text;
    }

    Token next() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        if (at >= text.length()) {
            return new Token(Kind.END, "", at);
        }
        int from = at;
        char first = text.charAt(at);
        return switch (first) {
            case '[' -> one(Kind.OPEN_BRACKET);
            case ']' -> one(Kind.CLOSE_BRACKET);
            case '(' -> one(Kind.OPEN);
            case ')' -> one(Kind.CLOSE);
            case ',' -> one(Kind.COMMA);
            case ':' -> one(Kind.COLON);
            case '.' -> one(Kind.DOT);
            case '*' -> one(Kind.STAR);
            case '=' -> operator(Kind.EQUAL, "==");
            case '!' -> text.startsWith("!=", at) ? two(Kind.NOT_EQUAL) : one(Kind.BROKEN);
            case '<' ->
                    text.startsWith("<>", at) ? two(Kind.NOT_EQUAL) : operator(Kind.ORDER, "<=");
            case '>' -> operator(Kind.ORDER, ">=");
            case '\'' -> quoted(Kind.STRING, from);
            case '"' -> quoted(Kind.QUOTED_NAME, from);
            default -> word(first, from);
        };
    }

    private Token word(char first, int from) {
        boolean prefix = (first == 't' || first == 'h' || first == 'b') && at + 1 < text.length();
        if (prefix && text.charAt(at + 1) == '\'') {
            at++;
            return quoted(Kind.TYPED, from);
        }
        if (isNameStart(first)) {
            while (at < text.length() && isNamePart(text.charAt(at))) {
                at++;
            }
            return new Token(Kind.NAME, text.substring(from, at), from);
        }
        boolean sign = first == '+' || first == '-';
        if (sign) {
            at++;
        }
        int digits = at;
        while (at < text.length() && (isDigit(text.charAt(at)) || isPoint())) {
            at++;
        }
        if (at == digits) {
            at = from;
            return one(Kind.BROKEN);
        }
        return new Token(Kind.NUMBER, text.substring(from, at), from);
    }

    /** A point inside a number, not one that parts names. */
    private boolean isPoint() {
        return text.charAt(at) == '.' && at + 1 < text.length() && isDigit(text.charAt(at + 1));
    }

    /** Only {@code \'} and {@code \\} mean something else than they show. */
    private Token quoted(Kind kind, int from) {
        char quote = text.charAt(at);
        StringBuilder value = new StringBuilder();
        for (at++; at < text.length(); at++) {
            char it = text.charAt(at);
            if (it == quote) {
                at++;
                return new Token(kind, value.toString(), from);
            }
            if (it == '\\' && at + 1 < text.length()) {
                char next = text.charAt(++at);
                if (next != quote && next != '\\') {
                    value.append(it);
                }
                value.append(next);
            } else {
                value.append(it);
            }
        }
        return new Token(Kind.BROKEN, "a text without end", from);
    }

    private Token operator(Kind kind, String longer) {
        return text.startsWith(longer, at) ? two(kind) : one(kind);
    }

    private Token one(Kind kind) {
        return taken(kind, 1);
    }

    private Token two(Kind kind) {
        return taken(kind, 2);
    }

    private Token taken(Kind kind, int length) {
        int from = at;
        at += length;
        return new Token(kind, text.substring(from, at), from);
    }

    private static boolean isNameStart(char it) {
        return (it >= 'a' && it <= 'z') || (it >= 'A' && it <= 'Z') || it == '_';
    }

    private static boolean isNamePart(char it) {
        return isNameStart(it) || isDigit(it) || it == '-';
    }

    private static boolean isDigit(char it) {
        return it >= '0' && it <= '9';
    }
}
