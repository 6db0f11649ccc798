package io.ropewalk.simulator.estate;

import io.ropewalk.simulator.http.ByteSink;
import java.util.function.Predicate;

/** One field of a host record: how it is written, and whether a host has it. */
public final class HostField {

    /** Writes a value, or one element of a list. */
    @FunctionalInterface
    interface Writer {
        void write(Host host, int index, ByteSink out);
    }

    /** How many elements a list has. */
    @FunctionalInterface
    interface Count {
        int of(Host host);
    }

    private enum Shape {
        TEXT,
        LIST,
        RAW
    }

    private static final byte[] ELEMENT = Texts.bytes("\n    \"");
    private static final byte[] LIST_END = Texts.bytes("\n   ]");

    private final String name;
    private final Shape shape;
    private final byte[] prefix;
    private final Predicate<Host> presence;
    private final Count count;
    private final Writer writer;

    private HostField(
            String name, Shape shape, Predicate<Host> presence, Count count, Writer writer) {
        this.name = name;
        this.shape = shape;
        this.prefix = Texts.bytes("\n   \"" + name + "\": ");
        this.presence = presence;
        this.count = count;
        this.writer = writer;
    }

    /** A string that every host has. The writer writes plain ASCII that needs no escape. */
    static HostField text(String name, Writer writer) {
        return text(name, _ -> true, writer);
    }

    static HostField text(String name, Predicate<Host> presence, Writer writer) {
        return new HostField(name, Shape.TEXT, presence, _ -> 1, writer);
    }

    static HostField list(String name, Count count, Writer writer) {
        return new HostField(name, Shape.LIST, _ -> true, count, writer);
    }

    /** A JSON value written whole; filters cannot look into it. */
    static HostField raw(String name, Writer writer) {
        return new HostField(name, Shape.RAW, _ -> true, _ -> 0, writer);
    }

    public String name() {
        return name;
    }

    boolean presentIn(Host host) {
        return presence.test(host);
    }

    /** How many values a filter can compare: 0 or 1 for a string, any number for a list. */
    public int values(Host host) {
        return presence.test(host) ? count.of(host) : 0;
    }

    /** Writes one value as plain text. */
    public void writeValue(Host host, int index, ByteSink out) {
        writer.write(host, index, out);
    }

    void writeMember(Host host, ByteSink out) {
        out.raw(prefix);
        switch (shape) {
            case TEXT -> {
                out.put('"');
                writer.write(host, 0, out);
                out.put('"');
            }
            case LIST -> writeList(host, out);
            case RAW -> writer.write(host, 0, out);
        }
    }

    private void writeList(Host host, ByteSink out) {
        var size = count.of(host);
        out.put('[');
        for (var i = 0; i < size; i++) {
            if (i > 0) {
                out.put(',');
            }
            out.raw(ELEMENT);
            writer.write(host, i, out);
            out.put('"');
        }
        if (size > 0) {
            out.raw(LIST_END);
        } else {
            out.put(']');
        }
    }
}
