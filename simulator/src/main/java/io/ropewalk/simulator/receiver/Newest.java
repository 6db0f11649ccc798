package io.ropewalk.simulator.receiver;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;

/** Copies of the newest events, of a bounded number and size. */
final class Newest {
    private static final int MAX_EVENTS = 1000;
    private static final int MAX_BYTES = 16 * 1024 * 1024;

    private final ArrayDeque<byte[]> events = new ArrayDeque<>();
    private int bytes;

    /** The events of a request, of which only the last can stay. */
    void add(Slices slices, int first, int last) {
        for (var i = Math.max(first, last - MAX_EVENTS); i < last; i++) {
            add(Arrays.copyOfRange(slices.source(), slices.from(i), slices.to(i)));
        }
    }

    private void add(byte[] event) {
        events.addLast(event);
        bytes += event.length;
        while (events.size() > MAX_EVENTS || bytes > MAX_BYTES) {
            bytes -= events.removeFirst().length;
        }
    }

    /** At most {@code count} of them, oldest first. */
    List<byte[]> last(int count) {
        return events.stream().skip(Math.max(0, events.size() - count)).toList();
    }
}
