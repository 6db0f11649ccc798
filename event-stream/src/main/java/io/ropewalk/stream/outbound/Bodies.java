package io.ropewalk.stream.outbound;

import java.util.concurrent.ArrayBlockingQueue;

/**
 * Bodies that are used again: a batch of a megabyte and a half a hundred times a second would
 * otherwise be most of what the collector sees. Thread-safe.
 */
public final class Bodies {
    private static final int KEPT = 8;
    private static final int KEPT_BYTES = 4 * 1024 * 1024;

    private final ArrayBlockingQueue<ByteBody> idle = new ArrayBlockingQueue<>(KEPT);

    /** An empty one. */
    public ByteBody take() {
        var body = idle.poll();
        return body == null ? new ByteBody() : body;
    }

    /** Takes back one that nobody reads any more. A very large one is let go. */
    public void giveBack(ByteBody body) {
        if (body.capacity() <= KEPT_BYTES) {
            body.cutTo(0);
            var _ = idle.offer(body);
        }
    }
}
