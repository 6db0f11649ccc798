package io.ropewalk.alertops.report;

import java.util.Arrays;

/**
 * How many different hosts were named. Exact up to {@value #EXACT}; above, estimated from the
 * {@value #EXACT} smallest of their evenly spread hashes ("k minimum values"), with a standard
 * error of about 3 %. Takes 8 KiB at most, however many hosts there are.
 */
final class DistinctHosts {
    static final int EXACT = 1_024;

    private static final int AT_FIRST = 4;
    private static final long FNV_START = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    /** Sorted; 63 bits each. */
    private long[] smallest = new long[AT_FIRST];

    private int size;
    private boolean more;

    void add(String host) {
        addHash(hash(host));
    }

    /** Counts those of another count as well. */
    void addAll(DistinctHosts other) {
        for (int i = 0; i < other.size; i++) {
            addHash(other.smallest[i]);
        }
        more |= other.more;
    }

    private void addHash(long hash) {
        int found = Arrays.binarySearch(smallest, 0, size, hash);
        if (found >= 0) {
            return;
        }
        int at = -found - 1;
        if (size == EXACT) {
            more = true;
            if (at == EXACT) {
                return;
            }
            size--;
        } else if (size == smallest.length) {
            smallest = Arrays.copyOf(smallest, Math.min(EXACT, size * 2));
        }
        System.arraycopy(smallest, at, smallest, at + 1, size - at);
        smallest[at] = hash;
        size++;
    }

    boolean isExact() {
        return !more;
    }

    long count() {
        if (!more) {
            return size;
        }
        return Math.round((EXACT - 1) / (smallest[EXACT - 1] / (double) Long.MAX_VALUE));
    }

    private static long hash(String text) {
        long hash = FNV_START;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return (hash ^ (hash >>> 33)) >>> 1;
    }
}
