package io.ropewalk.simulator.receiver;

import io.ropewalk.simulator.receiver.Received.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** A set of offsets: one bit each, in pages made when their first offset comes. */
final class OffsetSet {
    static final int PAGE = 4096;
    private static final int SHIFT = 12;

    /** Pages left for all sets that share it: bounds the memory whatever offsets come. */
    static final class Budget {
        private int pages;

        Budget(int pages) {
            this.pages = pages;
        }
    }

    /** What became of an offset. */
    enum Added {
        NEW,
        KNOWN,
        NO_ROOM
    }

    private final Budget budget;
    private final TreeMap<Long, long[]> pages = new TreeMap<>();
    private long lastNumber = -1;
    private long[] lastPage = {};

    OffsetSet(Budget budget) {
        this.budget = budget;
    }

    Added add(long offset) {
        var number = offset >>> SHIFT;
        if (number != lastNumber) {
            var page = pages.get(number);
            if (page == null) {
                if (budget.pages == 0) {
                    return Added.NO_ROOM;
                }
                budget.pages--;
                page = new long[PAGE / Long.SIZE];
                pages.put(number, page);
            }
            lastNumber = number;
            lastPage = page;
        }
        var word = (int) (offset & PAGE - 1) / Long.SIZE;
        var bit = 1L << offset;
        if ((lastPage[word] & bit) != 0) {
            return Added.KNOWN;
        }
        lastPage[word] |= bit;
        return Added.NEW;
    }

    /** How many ranges there are, and the first of them. */
    record Ranges(List<Range> first, long count) {}

    Ranges ranges(int atMost) {
        var first = new ArrayList<Range>();
        var count = 0L;
        var start = -1L;
        var end = -2L;
        for (var entry : pages.entrySet()) {
            var base = entry.getKey() << SHIFT;
            var page = entry.getValue();
            for (var i = 0; i < PAGE; i++) {
                if ((page[i / Long.SIZE] & 1L << i) == 0) {
                    continue;
                }
                if (base + i != end + 1) {
                    count += end < 0 ? 0 : 1;
                    addIf(first, start, end, atMost);
                    start = base + i;
                }
                end = base + i;
            }
        }
        count += end < 0 ? 0 : 1;
        addIf(first, start, end, atMost);
        return new Ranges(List.copyOf(first), count);
    }

    private static void addIf(List<Range> ranges, long start, long end, int atMost) {
        if (end >= 0 && ranges.size() < atMost) {
            ranges.add(new Range(start, end));
        }
    }
}
