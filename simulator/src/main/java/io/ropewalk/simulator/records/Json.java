package io.ropewalk.simulator.records;

import io.ropewalk.simulator.http.ByteSink;
import java.util.List;
import java.util.function.Consumer;

/**
 * Writes JSON as the vendor prints it: one member a line, one space for each level. The outermost
 * member named {@code omitted} is left out, whatever it is.
 */
public final class Json {
    /** Where an element of {@code resources} stands. */
    private static final int ELEMENT = 2;

    private final ByteSink out;
    private final String omitted;
    private int depth;
    private boolean first;

    private Json(ByteSink out, int depth, String omitted) {
        this.out = out;
        this.depth = depth;
        this.omitted = omitted;
    }

    /** Writes an element of {@code resources}, line break included. */
    public static void element(ByteSink out, String omitted, Consumer<Json> members) {
        var json = new Json(out, ELEMENT, omitted);
        json.line();
        json.braces('{', '}', () -> members.accept(json));
    }

    /** Writes an object that is to stand as a member of an element of {@code resources}. */
    public static byte[] member(Consumer<Json> members) {
        var sink = ByteSink.growing(512);
        var json = new Json(sink, ELEMENT + 1, "");
        json.braces('{', '}', () -> members.accept(json));
        return sink.toByteArray();
    }

    private void line() {
        out.put('\n');
        for (var i = 0; i < depth; i++) {
            out.put(' ');
        }
    }

    private void braces(char open, char close, Runnable content) {
        out.put(open);
        depth++;
        first = true;
        content.run();
        depth--;
        if (!first) {
            line();
        }
        out.put(close);
        first = false;
    }

    private boolean name(String name) {
        if (depth == ELEMENT + 1 && name.equals(omitted)) {
            return false;
        }
        next();
        out.put('"').raw(name).raw("\": ");
        return true;
    }

    private void next() {
        if (!first) {
            out.put(',');
        }
        first = false;
        line();
    }

    public Json text(String name, String value) {
        if (name(name)) {
            out.quoted(value);
        }
        return this;
    }

    /** The member, unless there is no value. */
    public Json textIfAny(String name, String value) {
        return value.isEmpty() ? this : text(name, value);
    }

    public Json number(String name, long value) {
        if (name(name)) {
            out.decimal(value);
        }
        return this;
    }

    public Json flag(String name, boolean value) {
        return raw(name, value ? "true" : "false");
    }

    /** A value that is JSON already, such as a decimal number. */
    public Json raw(String name, String value) {
        if (name(name)) {
            out.raw(value);
        }
        return this;
    }

    /** A value made by {@link #member}. */
    public Json raw(String name, byte[] value) {
        if (name(name)) {
            out.raw(value);
        }
        return this;
    }

    public Json object(String name, Consumer<Json> members) {
        if (name(name)) {
            braces('{', '}', () -> members.accept(this));
        }
        return this;
    }

    public Json texts(String name, List<String> values) {
        if (name(name)) {
            braces(
                    '[',
                    ']',
                    () -> {
                        for (var value : values) {
                            next();
                            out.quoted(value);
                        }
                    });
        }
        return this;
    }

    public <T> Json objects(String name, List<T> items, Consumer<T> members) {
        if (name(name)) {
            braces(
                    '[',
                    ']',
                    () -> {
                        for (var item : items) {
                            next();
                            braces('{', '}', () -> members.accept(item));
                        }
                    });
        }
        return this;
    }
}
