package io.ropewalk.falcon.fql;

import java.util.ArrayList;
import java.util.List;

/**
 * A small reader of the query language, written apart from the builder: it turns a filter into the
 * list of what it is made of, values unescaped. Refuses text it does not understand.
 */
final class FqlTokens {

    /**
     * One part: a sign such as {@code +}, a bare word, or the unescaped inside of a quoted value.
     */
    record Token(Kind kind, String text) {
        static Token sign(String text) {
            return new Token(Kind.SIGN, text);
        }

        static Token bare(String text) {
            return new Token(Kind.BARE, text);
        }

        static Token quoted(String text) {
            return new Token(Kind.QUOTED, text);
        }
    }

    enum Kind {
        SIGN,
        BARE,
        QUOTED
    }

    private final String text;
    private int at;

    private FqlTokens(String text) {
        this.text = text;
    }

    static List<Token> of(String text) {
        FqlTokens tokens = new FqlTokens(text);
        List<Token> all = new ArrayList<>();
        while (tokens.at < text.length()) {
            all.add(tokens.next());
        }
        return all;
    }

    private Token next() {
        char c = text.charAt(at);
        if (c == '\'') {
            return quoted();
        }
        if ("+,():[]!<>=~*".indexOf(c) >= 0) {
            at++;
            return Token.sign(String.valueOf(c));
        }
        int start = at;
        while (at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at))
                        || "._-".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        if (at == start) {
            throw new IllegalStateException("Not understood at " + at + ": " + text);
        }
        return Token.bare(text.substring(start, at));
    }

    private Token quoted() {
        StringBuilder value = new StringBuilder();
        at++;
        while (text.charAt(at) != '\'') {
            if (text.charAt(at) == '\\') {
                at++;
            }
            value.append(text.charAt(at));
            at++;
        }
        at++;
        return Token.quoted(value.toString());
    }
}
