package io.ropewalk.stream.line;

import io.ropewalk.stream.event.Event;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/** Collects what one read completes; the events point into the read buffer until {@link #take}. */
final class Found {
    private static final int FEW = 256;

    /** Memory of an event besides its bytes, and its place in a list. */
    private static final int EVENT = 56;

    private final List<BrokenLine> broken = new ArrayList<>();
    private int[] starts = new int[FEW];
    private int[] lengths = new int[FEW];
    private long[] offsets = new long[FEW];
    private long[] created = new long[FEW];
    private String[] types = new String[FEW];
    private int count;
    private int keepAlives;
    private long brokenBytes;

    void event(int start, int length, LineScanner line) {
        if (count == starts.length) {
            resize(count * 2);
        }
        starts[count] = start;
        lengths[count] = length;
        offsets[count] = line.offset();
        created[count] = line.createdAt();
        types[count] = line.type();
        count++;
    }

    void broken(byte[] head, long totalBytes, OptionalLong offset, int fault) {
        broken.add(new BrokenLine(count, head, totalBytes, offset, Fault.reason(fault)));
        brokenBytes += head.length;
    }

    void keepAlive() {
        keepAlives++;
    }

    /** Bytes that {@link #take} will copy for the events. */
    int copied() {
        if (count == 0) {
            return 0;
        }
        int span = starts[count - 1] + lengths[count - 1] - starts[0];
        return broken.isEmpty() ? span : Arrays.stream(lengths, 0, count).sum();
    }

    /** Everything collected, in memory of its own; then begins anew. */
    Framed take(byte[] buffer) {
        if (count == 0 && broken.isEmpty() && keepAlives == 0) {
            return Framed.NOTHING;
        }
        return framed(broken.isEmpty() ? span(buffer) : withoutBroken(buffer));
    }

    /** The same, with the buffer itself for the events: nobody else may use it from here on. */
    Framed give(byte[] buffer) {
        return framed(buffer);
    }

    private Framed framed(byte[] bytes) {
        long received = copied() + brokenBytes;
        Event[] events = new Event[count];
        for (int i = 0; i < count; i++) {
            events[i] = new Event(bytes, starts[i], lengths[i], offsets[i], types[i], created[i]);
        }
        long memory = bytes.length + brokenBytes + (long) EVENT * count;
        Framed framed = new Framed(List.of(events), broken, keepAlives, received, memory);
        clear();
        return framed;
    }

    /** One copy from the first event to the last, with the line ends between them. */
    private byte[] span(byte[] buffer) {
        if (count == 0) {
            return new byte[0];
        }
        int first = starts[0];
        byte[] bytes = Arrays.copyOfRange(buffer, first, first + copied());
        for (int i = 0; i < count; i++) {
            starts[i] -= first;
        }
        return bytes;
    }

    /** Broken lines have their own arrays and must not be kept a second time. */
    private byte[] withoutBroken(byte[] buffer) {
        byte[] bytes = new byte[copied()];
        int at = 0;
        for (int i = 0; i < count; i++) {
            System.arraycopy(buffer, starts[i], bytes, at, lengths[i]);
            starts[i] = at;
            at += lengths[i];
        }
        return bytes;
    }

    private void clear() {
        broken.clear();
        Arrays.fill(types, 0, count, null);
        count = 0;
        keepAlives = 0;
        brokenBytes = 0;
    }

    private void resize(int size) {
        starts = Arrays.copyOf(starts, size);
        lengths = Arrays.copyOf(lengths, size);
        offsets = Arrays.copyOf(offsets, size);
        created = Arrays.copyOf(created, size);
        types = Arrays.copyOf(types, size);
    }
}
