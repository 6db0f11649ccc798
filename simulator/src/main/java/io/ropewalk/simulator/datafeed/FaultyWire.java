package io.ropewalk.simulator.datafeed;

import io.ropewalk.simulator.Fault;
import io.ropewalk.simulator.FeedFault;
import io.ropewalk.simulator.FeedFault.Ending;
import io.ropewalk.simulator.FeedFault.SplitAt;
import io.ropewalk.simulator.feed.PartitionLog;
import io.ropewalk.simulator.http.Connection;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/** Lines one by one, with one fault. */
final class FaultyWire implements LineWire {
    private static final int BATCH = 256;
    private static final int PACES_PER_SECOND = 20;
    private static final int MEGABYTE = 1 << 20;

    private final FeedSession session;
    private final Connection connection;
    private final Fault fault;
    private final ChunkWriter chunk;
    private final byte[] lineEnd;
    private final Set<String> types;
    private final LineFaults lines;

    /** Only for the fault that needs it: it writes its head at once. */
    private final GZIPOutputStream zip;

    private long sentBytes;
    private long sentLines;
    private boolean bombed;

    FaultyWire(FeedSession session, Connection connection, Fault fault) throws IOException {
        this.session = session;
        this.connection = connection;
        this.fault = fault;
        this.chunk = new ChunkWriter(connection, 16 * 1024);
        this.lineEnd =
                fault instanceof FeedFault.FeedSplit split && split.at() == SplitAt.CRLF
                        ? PlainWire.CRLF
                        : PlainWire.lineEnd(session);
        this.types = PlainWire.types(session);
        this.lines = new LineFaults(fault, this::line);
        this.zip =
                fault instanceof FeedFault.FeedGzip
                        ? new GZIPOutputStream(new Chunks(), 8192, true)
                        : null;
    }

    /** Compressed bytes become chunks. */
    private final class Chunks extends OutputStream {
        @Override
        public void write(int value) {
            chunk.sink().put((char) value);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            chunk.sink().raw(bytes, from, length);
            chunk.flush(0);
        }

        @Override
        public void flush() throws IOException {
            chunk.flush(0);
        }
    }

    @Override
    public long send(PartitionLog log, long from, long head) throws IOException {
        var next = from;
        for (var i = 0; i < BATCH && next <= head && session.isOpen() && !silent(); i++) {
            if (PlainWire.passes(types, log.typeAt(next))) {
                if (cutBefore()) {
                    break;
                }
                lines.pass(log, next, PlainWire.line(log, next));
                session.delivered(next, 1);
            }
            next++;
        }
        flush();
        return next;
    }

    private boolean cutBefore() {
        if (fault instanceof FeedFault.FeedCut cut
                && cut.afterBytes() < 0
                && lines.passed() >= cut.afterLines()) {
            session.feed().end(session, cut.how(), "fault");
            return true;
        }
        return false;
    }

    private void flush() throws IOException {
        if (fault instanceof FeedFault.FeedGzip) {
            zip.flush();
        } else {
            chunk.flush(0);
        }
    }

    private void line(byte[] line) throws IOException {
        var whole = Arrays.copyOf(line, line.length + lineEnd.length);
        System.arraycopy(lineEnd, 0, whole, line.length, lineEnd.length);
        bytes(whole);
        sentLines++;
    }

    private void bytes(byte[] bytes) throws IOException {
        if (!session.isOpen()) {
            return;
        }
        switch (fault) {
            case FeedFault.FeedSplit split -> split(split, bytes);
            case FeedFault.FeedDrip drip -> drip(bytes, drip.bytes(), drip.pause());
            case Fault.Slow slow -> {
                var step = Math.clamp(slow.bytesPerSecond() / PACES_PER_SECOND, 1, MEGABYTE);
                drip(bytes, step, Duration.ofNanos(1_000_000_000L * step / slow.bytesPerSecond()));
            }
            case FeedFault.FeedCut cut when reaches(cut.afterBytes(), bytes) -> {
                put(bytes, 0, (int) (cut.afterBytes() - sentBytes));
                session.feed().end(session, cut.how(), "fault");
            }
            case Fault.CutBody cut when reaches(cut.afterBytes(), bytes) -> {
                put(bytes, 0, (int) (cut.afterBytes() - sentBytes));
                session.feed().end(session, Ending.NO_LAST_CHUNK, "fault");
            }
            case Fault.StallMidBody stall when reaches(stall.afterBytes(), bytes) -> {
                var first = (int) (stall.afterBytes() - sentBytes);
                put(bytes, 0, first);
                session.pause(stall.duration());
                put(bytes, first, bytes.length - first);
            }
            case FeedFault.FeedGzip gzip -> {
                zip.write(bytes);
                bomb(gzip.bombMegabytes());
            }
            default -> put(bytes, 0, bytes.length);
        }
        sentBytes += bytes.length;
    }

    private boolean reaches(long at, byte[] bytes) {
        return at >= sentBytes && at < sentBytes + bytes.length && session.isOpen();
    }

    private void put(byte[] bytes, int from, int length) throws IOException {
        for (var sent = 0; sent < length; sent += MEGABYTE) {
            chunk.sink().raw(bytes, from + sent, Math.min(MEGABYTE, length - sent));
            chunk.flush(0);
        }
    }

    private void split(FeedFault.FeedSplit split, byte[] bytes) throws IOException {
        for (var value : bytes) {
            if (split.at() == SplitAt.CRLF && value == '\n') {
                chunk.flush(0);
            }
            chunk.sink().put((char) (value & 0xff));
            var ends =
                    switch (split.at()) {
                        case BYTES -> true;
                        case UTF8 -> (value & 0xc0) == 0xc0;
                        case CRLF -> value == '\n';
                        case LINES -> value == '\n' && (sentLines + 1) % split.lines() == 0;
                    };
            if (ends) {
                chunk.flush(0);
            }
        }
    }

    private void drip(byte[] bytes, int step, Duration pause) throws IOException {
        for (var sent = 0; sent < bytes.length && session.isOpen(); sent += step) {
            put(bytes, sent, Math.min(step, bytes.length - sent));
            session.pause(pause);
        }
    }

    /** One endless line that takes next to nothing on the wire. */
    private void bomb(int megabytes) throws IOException {
        if (bombed || megabytes == 0) {
            return;
        }
        bombed = true;
        var nothing = new byte[MEGABYTE];
        Arrays.fill(nothing, (byte) 'x');
        for (var i = 0; i < megabytes && session.isOpen(); i++) {
            zip.write(nothing);
        }
        zip.write(lineEnd);
    }

    @Override
    public boolean silent() {
        return fault instanceof FeedFault.FeedSilence silence
                && lines.passed() >= silence.afterLines();
    }

    @Override
    public void keepAlive() throws IOException {
        if (silent() && fault instanceof FeedFault.FeedSilence silence && !silence.keepAlives()) {
            return;
        }
        bytes(PlainWire.CRLF);
        flush();
    }

    @Override
    public void finish(Ending how, PartitionLog log, long next) throws IOException {
        if (fault instanceof FeedFault.FeedGzip && how == Ending.CLEAN) {
            zip.finish();
        }
        chunk.flush(0);
        PlainWire.finish(how, chunk, connection, PlainWire.line(log, next), lineEnd);
    }
}
