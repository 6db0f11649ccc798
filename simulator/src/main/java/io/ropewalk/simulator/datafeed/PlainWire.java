package io.ropewalk.simulator.datafeed;

import io.ropewalk.simulator.FeedFault.Ending;
import io.ropewalk.simulator.feed.FeedRules.LineEnd;
import io.ropewalk.simulator.feed.PartitionLog;
import io.ropewalk.simulator.http.ByteSink;
import io.ropewalk.simulator.http.Connection;
import java.io.IOException;
import java.util.Set;

/** Lines as they are, as fast as the client reads. Chunks end inside lines. */
final class PlainWire implements LineWire {
    static final byte[] CRLF = {'\r', '\n'};
    static final byte[] LF = {'\n'};

    private static final int ENOUGH = 128 * 1024;
    private static final int MAX_BACK = 97;

    private final FeedSession session;
    private final Connection connection;
    private final ChunkWriter chunk;
    private final byte[] lineEnd;
    private final Set<String> types;

    PlainWire(FeedSession session, Connection connection) {
        this.session = session;
        this.connection = connection;
        this.chunk = new ChunkWriter(connection, ENOUGH + (32 * 1024));
        this.lineEnd = lineEnd(session);
        this.types = types(session);
    }

    static byte[] lineEnd(FeedSession session) {
        return session.feed().rules().lineEnd() == LineEnd.CRLF ? CRLF : LF;
    }

    /** The types asked for; empty for all. */
    static Set<String> types(FeedSession session) {
        var asked = session.asked().eventTypes();
        return asked.isEmpty() ? Set.of() : Set.of(asked.split(",", -1));
    }

    /** Planted lines of no type pass every filter. */
    static boolean passes(Set<String> types, String type) {
        return types.isEmpty() || type.isEmpty() || types.contains(type);
    }

    @Override
    public long send(PartitionLog log, long from, long head) throws IOException {
        long next;
        long count;
        if (types.isEmpty()) {
            next = log.write(chunk.sink(), from, head, lineEnd, ENOUGH);
            count = next - from;
        } else {
            next = from;
            count = 0;
            while (next <= head && chunk.pending() < ENOUGH) {
                if (passes(types, log.typeAt(next))) {
                    log.write(chunk.sink(), next);
                    chunk.sink().raw(lineEnd);
                    count++;
                }
                next++;
            }
        }
        var back = next <= head ? (int) Math.min(next % MAX_BACK, chunk.pending() - 1) : 0;
        chunk.flush(back);
        if (count > 0) {
            session.delivered(back == 0 ? next - 1 : next - 2, count);
        }
        return next;
    }

    @Override
    public boolean silent() {
        return false;
    }

    @Override
    public void keepAlive() throws IOException {
        chunk.sink().raw(CRLF);
        chunk.flush(0);
    }

    @Override
    public void finish(Ending how, PartitionLog log, long next) throws IOException {
        chunk.flush(0);
        finish(how, chunk, connection, line(log, next), lineEnd);
    }

    /** A line to break off in. */
    static byte[] line(PartitionLog log, long offset) {
        var out = ByteSink.growing(4096);
        log.write(out, offset);
        return out.toByteArray();
    }

    static void finish(
            Ending how, ChunkWriter chunk, Connection connection, byte[] next, byte[] lineEnd)
            throws IOException {
        switch (how) {
            case CLEAN -> chunk.last();
            case NO_LAST_CHUNK -> {}
            case RESET -> connection.reset();
            case MID_LINE, MID_LINE_RESET -> {
                chunk.sink().raw(next, next.length / 2);
                chunk.flush(0);
                if (how == Ending.MID_LINE_RESET) {
                    connection.reset();
                }
            }
            case MID_CHUNK -> {
                chunk.sink().raw(next).raw(lineEnd);
                chunk.flushShort(1000);
            }
            case NO_LINE_END -> {
                chunk.sink().raw(next);
                chunk.flush(0);
                chunk.last();
            }
        }
    }
}
