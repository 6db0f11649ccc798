package io.ropewalk.stream.line;

import java.util.Arrays;
import java.util.OptionalLong;

/**
 * Cuts the bytes of one feed connection into events and broken lines. A line ends with LF; one CR
 * before it does not belong to it. A line of nothing but white space is a keep-alive. Belongs to
 * one thread.
 *
 * <pre>{@code
 * int n = in.read(framer.buffer(), framer.position(), framer.space());
 * Framed framed = framer.took(n);
 * }</pre>
 *
 * <p>Work is linear in the bytes taken, however small the reads are: each byte is examined at most
 * four times and copied at most five times. Memory is one read buffer, which grows only to hold a
 * longer line, never past the longest event and 64 KiB more. A long line is not copied out of it:
 * the buffer goes with the event, and a new one takes its place.
 */
public final class LineFramer {
    /** Usual size of the read buffer, and the most that one read is offered. */
    static final int READ = 256 * 1024;

    /** Most that is kept of a line that is too long. */
    static final int HEAD = 64 * 1024;

    /** A read is never offered less, or many small reads would cost more than their bytes. */
    private static final int LEAST_SPACE = READ / 4;

    private static final int LARGEST = 1 << 30;

    private final LineScanner line = new LineScanner();
    private final Found found = new Found();
    private final int maxEventBytes;
    private final int largestBuffer;

    private byte[] buffer = new byte[READ];
    private int start;
    private int end;

    /** No LF stands between {@link #start} and here. */
    private int searched;

    /** First bytes of a line that is too long and has not ended; null while there is none. */
    private byte[] head;

    private long headless;
    private boolean endsWithReturn;
    private String cid = "";
    private long examined;
    private long copied;

    /**
     * Begins a connection.
     *
     * @param maxEventBytes longest line that may be an event, without its line end; 1 to 2^30
     */
    public LineFramer(int maxEventBytes) {
        if (maxEventBytes < 1 || maxEventBytes > LARGEST) {
            throw new IllegalArgumentException(
                    "the longest event is 1 to " + LARGEST + " bytes, not " + maxEventBytes);
        }
        this.maxEventBytes = maxEventBytes;
        this.largestBuffer = Math.max(READ, maxEventBytes + 2 + LEAST_SPACE + Swar.SLACK);
    }

    /** Where to read into. Asked for anew before each read: it may be another array. */
    public byte[] buffer() {
        return buffer;
    }

    /** Index of the first free byte of the {@link #buffer()}. */
    public int position() {
        return end;
    }

    /** How many bytes may be read there, always more than 0. */
    public int space() {
        return Math.min(READ, free());
    }

    /**
     * Takes bytes that were just read into the {@link #buffer()} at the {@link #position()}.
     *
     * @param n how many, 0 to {@link #space()}
     */
    public Framed took(int n) {
        if (n < 0 || n > space()) {
            throw new IllegalArgumentException("a read brings 0 to " + space() + " bytes");
        }
        end += n;
        buffer[end] = '\n';
        if (head != null) {
            skip();
        }
        while (start < end && next()) {
            searched = start;
        }
        if (pendingBytes() > maxEventBytes + 1) {
            beginSkip();
        }
        if (buffer.length > READ && found.copied() > buffer.length / 2) {
            return giveBuffer();
        }
        copied += found.copied();
        Framed framed = found.take(buffer);
        makeRoom();
        return framed;
    }

    /** A long line must not be in memory twice. */
    private Framed giveBuffer() {
        Framed framed = found.give(buffer);
        long size = pendingBytes() <= READ / 2 ? READ : Math.max(2L * READ, 2L * pendingBytes());
        moveTo(new byte[(int) Math.min(largestBuffer, size)]);
        return framed;
    }

    /** Whether a line is being read that needs more than the usual buffer. */
    public boolean isLong() {
        return buffer.length > READ && pendingBytes() > READ / 2;
    }

    /** Bytes of a line that has not ended: the caller discards them at a disconnect. */
    public int pending() {
        return (int) Math.min(Integer.MAX_VALUE, headless + pendingBytes());
    }

    /** The customer that the newest event which names one names; empty before the first. */
    public String cid() {
        return cid;
    }

    /** Bytes looked at until now, some more than once. */
    long examined() {
        return examined;
    }

    /** Bytes copied until now, some more than once. */
    long copied() {
        return copied;
    }

    /** One line from {@link #start}; false when it has not ended. */
    private boolean next() {
        int lineFeed = -1;
        if (searched > start) {
            // Its beginning was judged in vain before: not again before it is whole.
            lineFeed = find(searched);
            if (lineFeed == end) {
                searched = end;
                return false;
            }
        }
        int verdict = line.read(buffer, start);
        if (verdict >= 0) {
            lineFeed = verdict;
        } else if (lineFeed < 0) {
            lineFeed = find(start);
        }
        examined += lineFeed - start;
        if (lineFeed == end) {
            searched = end;
            return false;
        }
        accept(verdict, lineFeed);
        start = lineFeed + 1;
        return true;
    }

    private void accept(int verdict, int lineFeed) {
        int length = lineFeed - start;
        if (length > 0 && buffer[lineFeed - 1] == '\r') {
            length--;
        }
        if (length > maxEventBytes) {
            tooLong(headOf(length), length);
        } else if (verdict >= 0) {
            found.event(start, length, line);
            cid = line.customer().isEmpty() ? cid : line.customer();
        } else if (Json.space(buffer, start) == lineFeed) {
            found.keepAlive();
        } else {
            copied += length;
            byte[] bytes = Arrays.copyOfRange(buffer, start, start + length);
            found.broken(bytes, length, line.knownOffset(), verdict);
        }
    }

    private int find(int from) {
        int lineFeed = Swar.lineFeed(buffer, from);
        examined += lineFeed - from;
        return lineFeed;
    }

    private byte[] headOf(int length) {
        int bytes = Math.min(length, Math.min(HEAD, maxEventBytes));
        copied += bytes;
        return Arrays.copyOfRange(buffer, start, start + bytes);
    }

    /** From here on only the length of the line is kept. */
    private void beginSkip() {
        head = headOf(pendingBytes());
        headless = pendingBytes();
        endsWithReturn = buffer[end - 1] == '\r';
        start = end;
        searched = start;
    }

    private void skip() {
        int lineFeed = find(start);
        if (lineFeed > start) {
            headless += lineFeed - start;
            endsWithReturn = buffer[lineFeed - 1] == '\r';
        }
        if (lineFeed == end) {
            start = end;
        } else {
            start = lineFeed + 1;
            tooLong(head, endsWithReturn ? headless - 1 : headless);
            head = null;
            headless = 0;
        }
        searched = start;
    }

    private void tooLong(byte[] kept, long length) {
        byte[] readable = Arrays.copyOf(kept, kept.length + Swar.SLACK);
        readable[kept.length] = '\n';
        line.read(readable, 0);
        examined += kept.length;
        copied += kept.length;
        OptionalLong offset = line.knownOffset();
        found.broken(kept, length, offset, Fault.TOO_LONG);
    }

    private int pendingBytes() {
        return end - start;
    }

    private int free() {
        return buffer.length - Swar.SLACK - end;
    }

    private void makeRoom() {
        int pending = pendingBytes();
        if (buffer.length > READ && pending <= READ / 2) {
            moveTo(new byte[READ]);
        } else if (start >= pending) {
            // At least as many bytes went by since the last move as are moved now.
            moveTo(buffer);
        } else if (free() < LEAST_SPACE) {
            boolean fits = pending <= buffer.length / 2 || buffer.length == largestBuffer;
            moveTo(fits ? buffer : new byte[larger()]);
        }
    }

    /** Twice as large; the largest at once where another step would be a small one. */
    private int larger() {
        long twice = 2L * buffer.length;
        return (int) (twice + READ >= largestBuffer ? largestBuffer : twice);
    }

    private void moveTo(byte[] other) {
        int pending = pendingBytes();
        System.arraycopy(buffer, start, other, 0, pending);
        copied += pending;
        buffer = other;
        searched -= start;
        start = 0;
        end = pending;
    }
}
