package io.ropewalk.stream.outbound;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Bodies that are used again: a batch of a megabyte and a half a hundred times a second would
 * otherwise be most of what the collector sees. Thread-safe.
 */
public final class Bodies {
    private static final int KEPT = 8;
    private static final int KEPT_BYTES = 2 * 1024 * 1024;

    private final ArrayBlockingQueue<ByteBody> idle = new ArrayBlockingQueue<>(KEPT);

    /** An empty one. */
    public ByteBody take() {
        var body = idle.poll();
        return body == null ? new ByteBody() : body;
    }

    /**
     * A body compressed, at the fastest level: events shrink tenfold even so. The plain one must
     * not be used afterwards.
     */
    public ByteBody gzip(ByteBody plain) {
        var packed = take();
        try (var out = new Gzip(packed)) {
            out.write(plain.array(), 0, plain.length());
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail to be written", e);
        }
        giveBack(plain);
        return packed;
    }

    /** Takes back one that nobody reads any more. A very large one is let go. */
    public void giveBack(ByteBody body) {
        if (body.capacity() <= KEPT_BYTES) {
            body.cutTo(0);
            var _ = idle.offer(body);
        }
    }

    private static final class Gzip extends GZIPOutputStream {
        private static final int CHUNK = 64 * 1024;

        Gzip(ByteBody out) throws IOException {
            super(out, CHUNK);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
