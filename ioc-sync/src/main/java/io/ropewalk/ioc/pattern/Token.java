package io.ropewalk.ioc.pattern;

/**
 * A word of a pattern.
 *
 * @param text of a string, what it means; of all else, what stands there
 * @param at where it begins
 */
record Token(Kind kind, String text, int at) {

    enum Kind {
        OPEN_BRACKET,
        CLOSE_BRACKET,
        OPEN,
        CLOSE,
        COMMA,
        COLON,
        DOT,
        STAR,
        EQUAL,
        NOT_EQUAL,
        ORDER,
        /** In single quotes. */
        STRING,
        /** In double quotes, as some write hash names. */
        QUOTED_NAME,
        NAME,
        NUMBER,
        /** A timestamp, hex or binary literal. */
        TYPED,
        END,
        BROKEN
    }

    boolean is(Kind wanted) {
        return kind == wanted;
    }

    boolean isWord(String word) {
        return kind == Kind.NAME && text.equals(word);
    }
}
