package io.ropewalk.simulator.feed;

import io.ropewalk.simulator.estate.Mix;
import io.ropewalk.simulator.http.ByteSink;
import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * The events of one partition since its offsets last started anew. Events are computed when asked
 * for; only planted and appended lines are held.
 */
public final class PartitionLog {
    private static final int MAX_HELD = 100_000;
    private static final long NANOS = 1_000_000_000L;

    /** What it is made from. */
    record Origin(
            EventTemplates templates,
            long salt,
            String partition,
            long firstOffset,
            LongSupplier nanos) {}

    /** The times of a run of offsets: {@code start + (offset - from) * millis / count}. */
    private record Segment(long from, long startMillis, long millis, long count) {
        private long at(long offset) {
            return startMillis + (offset - from) * millis / count;
        }
    }

    /** Lines that are not computed, by rising offset. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Held(long[] offsets, byte[][] lines, String[] types) {
        private static final Held NONE = new Held(new long[0], new byte[0][], new String[0]);

        private int from(long offset) {
            var found = Arrays.binarySearch(offsets, offset);
            return found < 0 ? -found - 1 : found;
        }

        private boolean has(long offset) {
            return Arrays.binarySearch(offsets, offset) >= 0;
        }

        private Held with(long offset, byte[] line, String type) {
            var at = from(offset);
            var replaces = has(offset) ? 1 : 0;
            var size = offsets.length + 1 - replaces;
            if (size > MAX_HELD) {
                throw new IllegalArgumentException("more than " + MAX_HELD + " planted lines");
            }
            var more = new Held(new long[size], new byte[size][], new String[size]);
            System.arraycopy(offsets, 0, more.offsets, 0, at);
            System.arraycopy(lines, 0, more.lines, 0, at);
            System.arraycopy(types, 0, more.types, 0, at);
            var rest = offsets.length - at - replaces;
            System.arraycopy(offsets, at + replaces, more.offsets, at + 1, rest);
            System.arraycopy(lines, at + replaces, more.lines, at + 1, rest);
            System.arraycopy(types, at + replaces, more.types, at + 1, rest);
            more.offsets[at] = offset;
            more.lines[at] = line;
            more.types[at] = type;
            return more;
        }
    }

    private final Origin origin;
    private volatile Segment[] segments;
    private volatile Held held = Held.NONE;
    private volatile long head;

    private double rate;
    private long base;
    private long baseNanos;

    /**
     * A log with a backlog.
     *
     * @param startMillis time of the first event, epoch milliseconds
     * @param spanMillis how long the backlog took to come
     */
    PartitionLog(Origin origin, long backlog, long startMillis, long spanMillis) {
        this.origin = origin;
        this.head = origin.firstOffset + backlog - 1;
        this.base = head;
        this.segments =
                new Segment[] {
                    new Segment(origin.firstOffset, startMillis, spanMillis, Math.max(1, backlog))
                };
    }

    public String partition() {
        return origin.partition;
    }

    public long firstOffset() {
        return origin.firstOffset;
    }

    /** The last offset there is now. */
    public long head() {
        advance(origin.nanos.getAsLong());
        return head;
    }

    private synchronized void advance(long nowNanos) {
        if (rate > 0) {
            var due = (long) ((nowNanos - baseNanos) / (double) NANOS * rate);
            head = Math.max(head, base + due);
        }
    }

    /** How long until the next event comes by itself; {@link Long#MAX_VALUE} if none will. */
    public synchronized long nanosToNext() {
        return rate > 0
                ? Math.max(
                        0,
                        baseNanos
                                + (long) ((head + 1 - base) / rate * NANOS)
                                - origin.nanos.getAsLong())
                : Long.MAX_VALUE;
    }

    /** Changes the rate at which events come. */
    synchronized void rate(double perSecond) {
        var nowNanos = origin.nanos.getAsLong();
        advance(nowNanos);
        rate = perSecond;
        rebase(nowNanos);
    }

    private void rebase(long nowNanos) {
        base = head;
        baseNanos = nowNanos;
        if (rate > 0) {
            var last = segments[segments.length - 1];
            var start = Math.max(nowNanos / 1_000_000, head < last.from ? 0 : last.at(head));
            var more = Arrays.copyOf(segments, segments.length + 1);
            more[segments.length] =
                    new Segment(head + 1, start, NANOS, Math.max(1, (long) (rate * 1_000_000)));
            segments = more;
        }
    }

    /** Puts a line at an offset, whether it is reached yet or not. */
    synchronized void plant(Planted planted) {
        var out = ByteSink.growing(4096);
        write(out, planted.offset(), millisAt(planted.offset()));
        var type =
                planted.content() instanceof Planted.Content.Grown
                        ? origin.templates.pick(hash(planted.offset())).type()
                        : "";
        held = held.with(planted.offset(), planted.from(out.toByteArray()), type);
    }

    /** Puts a line at the end; it can be read at once. Returns its offset. */
    synchronized long append(byte[] line, String type) {
        var nowNanos = origin.nanos.getAsLong();
        var offset = next();
        held = held.with(offset, line, type);
        head = offset;
        rebase(nowNanos);
        return offset;
    }

    /** The offset the next appended line will have. */
    synchronized long next() {
        advance(origin.nanos.getAsLong());
        var offset = head + 1;
        while (held.has(offset)) {
            offset++;
        }
        return offset;
    }

    /** Time of an event that is computed, epoch milliseconds. */
    public long millisAt(long offset) {
        var now = segments;
        var low = 0;
        for (var high = now.length - 1; low < high; ) {
            var middle = (low + high + 1) >>> 1;
            if (offset >= now[middle].from) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return now[low].at(offset);
    }

    /** Type of the event at an offset; empty for a planted line of unknown type. */
    public String typeAt(long offset) {
        var lines = held;
        return lines.has(offset)
                ? lines.types[lines.from(offset)]
                : origin.templates.pick(hash(offset)).type();
    }

    private long hash(long offset) {
        return Mix.mix(origin.salt, offset);
    }

    /** Writes one line without its end. */
    public void write(ByteSink out, long offset) {
        var lines = held;
        var at = lines.from(offset);
        if (at < lines.offsets.length && lines.offsets[at] == offset) {
            out.raw(lines.lines[at]);
        } else {
            write(out, offset, millisAt(offset));
        }
    }

    /** Writes the computed line with another time. */
    public void write(ByteSink out, long offset, long millis) {
        var hash = hash(offset);
        origin.templates.pick(hash).write(out, offset, millis, hash);
    }

    /**
     * Writes lines with their ends until the sink holds {@code enough} bytes or {@code last} is
     * written. Returns the offset after the last one written.
     */
    public long write(ByteSink out, long from, long last, byte[] lineEnd, int enough) {
        var lines = held;
        var nextHeld = lines.from(from);
        var offset = from;
        while (offset <= last && out.size() < enough) {
            if (nextHeld < lines.offsets.length && lines.offsets[nextHeld] == offset) {
                out.raw(lines.lines[nextHeld++]);
            } else {
                write(out, offset, millisAt(offset));
            }
            out.raw(lineEnd);
            offset++;
        }
        return offset;
    }
}
