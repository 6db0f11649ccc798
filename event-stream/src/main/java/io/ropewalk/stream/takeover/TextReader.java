package io.ropewalk.stream.takeover;

/** Reads the small common part of JSON and of Python's literals, and knows the line. */
final class TextReader {
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final char NONE = '\0';

    private final String name;
    private final String content;
    private int at;

    TextReader(String name, String content) {
        this.name = name;
        this.content = content;
        this.at = !content.isEmpty() && content.charAt(0) == BYTE_ORDER_MARK ? 1 : 0;
    }

    TakeoverRefused refused(String what) {
        int line = 1 + (int) content.substring(0, at).chars().filter(it -> it == '\n').count();
        return TakeoverRefused.at(name, line, what);
    }

    boolean skip(char expected) {
        boolean there = next() == expected;
        at += there ? 1 : 0;
        return there;
    }

    void expect(char expected, String otherwise) {
        char found = next();
        if (found != expected) {
            throw refused(
                    at == content.length() ? "it ends too early, it may be cut short" : otherwise);
        }
        at++;
    }

    /** Nothing but blanks may follow. */
    void end() {
        next();
        if (at < content.length()) {
            throw refused("something follows the last }");
        }
    }

    boolean atQuote() {
        char next = next();
        return next == '"' || next == '\'';
    }

    /** What is between two quotes of one kind. */
    String quoted() {
        char quote = next();
        at++;
        var value = new StringBuilder();
        while (at < content.length()) {
            char c = content.charAt(at++);
            if (c == quote) {
                return value.toString();
            }
            if (c < ' ') {
                throw refused("a control character or a line end stands inside quotes");
            }
            value.append(c == '\\' ? escaped() : c);
        }
        throw refused("it ends inside quotes, it may be cut short");
    }

    private char escaped() {
        char c = at < content.length() ? content.charAt(at++) : NONE;
        return switch (c) {
            case '"', '\'', '\\', '/' -> c;
            case 'n' -> '\n';
            default -> throw refused("the \\ in it is followed by something unknown");
        };
    }

    /** Letters, digits and whatever else a number may hold; empty where something else stands. */
    String word() {
        next();
        int from = at;
        while (at < content.length() && isWord(content.charAt(at))) {
            at++;
        }
        return content.substring(from, at);
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '+' || c == '-' || c == '.' || c == '_';
    }

    /** The next character that is no blank; stays before it. */
    private char next() {
        while (at < content.length() && " \t\r\n".indexOf(content.charAt(at)) >= 0) {
            at++;
        }
        return at < content.length() ? content.charAt(at) : NONE;
    }
}
