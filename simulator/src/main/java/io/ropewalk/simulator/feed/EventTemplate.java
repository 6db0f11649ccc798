package io.ropewalk.simulator.feed;

import io.ropewalk.simulator.estate.Mix;
import io.ropewalk.simulator.estate.Times;
import io.ropewalk.simulator.http.ByteSink;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** A line that is ready but for the few places that differ from event to event. */
final class EventTemplate {

    /** What is filled in for each event. */
    private enum Slot {
        OFFSET,
        MS,
        S,
        /** Windows FILETIME: 100 ns since 1601. */
        FT,
        /** A number above 2^53, 19 digits. */
        ID,
        ID2,
        H16,
        RFC
    }

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([a-z0-9:]+)}");
    private static final long ID_BASE = 1_000_000_000_000_000_000L;
    private static final long FILETIME_OF_EPOCH = 116_444_736_000_000_000L;

    private final String type;
    private final byte[][] literals;
    private final Slot[] slots;

    private EventTemplate(String type, List<byte[]> literals, List<Slot> slots) {
        this.type = type;
        this.literals = literals.toArray(byte[][]::new);
        this.slots = slots.toArray(Slot[]::new);
    }

    /** Reads a line with placeholders; what is no slot comes from the vocabulary. */
    static EventTemplate of(String type, String text, Vocabulary vocabulary) {
        var literals = new ArrayList<byte[]>();
        var slots = new ArrayList<Slot>();
        var literal = new StringBuilder();
        var at = 0;
        for (var found = PLACEHOLDER.matcher(text); found.find(); at = found.end()) {
            literal.append(text, at, found.start());
            var slot = slot(found.group(1));
            if (slot == null) {
                literal.append(vocabulary.value(found.group(1)));
            } else {
                literals.add(bytes(literal.toString()));
                literal.setLength(0);
                slots.add(slot);
            }
        }
        literals.add(bytes(literal.append(text, at, text.length()).toString()));
        return new EventTemplate(type, literals, slots);
    }

    private static Slot slot(String name) {
        for (var slot : Slot.values()) {
            if (slot.name().toLowerCase(Locale.ROOT).equals(name)) {
                return slot;
            }
        }
        return null;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    String type() {
        return type;
    }

    /** Writes the line without its end. Allocates nothing. */
    void write(ByteSink out, long offset, long millis, long hash) {
        for (var i = 0; i < slots.length; i++) {
            out.raw(literals[i]);
            switch (slots[i]) {
                case OFFSET -> out.decimal(offset);
                case MS -> out.decimal(millis);
                case S -> out.decimal(millis / 1000);
                case FT -> out.decimal(FILETIME_OF_EPOCH + millis * 10_000);
                case ID -> out.decimal(ID_BASE + (hash >>> 4));
                case ID2 -> out.decimal(ID_BASE + (hash >>> 5));
                case H16 -> out.hex(Mix.mix(hash), 16);
                case RFC -> Times.write(millis / 1000, out);
            }
        }
        out.raw(literals[slots.length]);
    }
}
