package io.ropewalk.ioc.reconcile;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * Which ids a scan met, eight bytes for each: a customer can have a million. Two ids may look
 * alike, once in many scans; then one that is missing is found by the next.
 */
final class SeenIds {
    private long[] marks = new long[1024];
    private int size;
    private boolean sorted = true;

    void add(String id) {
        if (size == marks.length) {
            marks = Arrays.copyOf(marks, size * 2);
        }
        marks[size++] = mark(id);
        sorted = false;
    }

    boolean has(String id) {
        if (!sorted) {
            Arrays.sort(marks, 0, size);
            sorted = true;
        }
        return Arrays.binarySearch(marks, 0, size, mark(id)) >= 0;
    }

    private static long mark(String id) {
        var sum = new CRC32();
        sum.update(id.getBytes(StandardCharsets.UTF_8));
        return sum.getValue() << 32 | (id.hashCode() & 0xffff_ffffL);
    }
}
