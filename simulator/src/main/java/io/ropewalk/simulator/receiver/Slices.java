package io.ropewalk.simulator.receiver;

import java.util.Arrays;

/** Events of one request: parts of one array, in order. */
final class Slices {
    private final byte[] source;
    private int[] bounds = new int[256];
    private int count;

    Slices(byte[] source) {
        this.source = source;
    }

    byte[] source() {
        return source;
    }

    int count() {
        return count;
    }

    int from(int index) {
        return bounds[2 * index];
    }

    int to(int index) {
        return bounds[2 * index + 1];
    }

    int length(int index) {
        return to(index) - from(index);
    }

    void add(int from, int to) {
        if (2 * count == bounds.length) {
            bounds = Arrays.copyOf(bounds, 2 * bounds.length);
        }
        bounds[2 * count] = from;
        bounds[2 * count + 1] = to;
        count++;
    }

    /** The lines that hold anything; a line ends with LF alone. */
    static Slices lines(byte[] body) {
        var slices = new Slices(body);
        var start = 0;
        for (var at = 0; at < body.length; at++) {
            if (body[at] == '\n') {
                if (at > start) {
                    slices.add(start, at);
                }
                start = at + 1;
            }
        }
        if (start < body.length) {
            slices.add(start, body.length);
        }
        return slices;
    }
}
