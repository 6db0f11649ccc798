package io.ropewalk.stream.feed.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/**
 * A compressed feed, though none was asked for. Gives up on one that grows beyond reason: events
 * compress tenfold, not a thousandfold.
 */
final class Inflated extends GZIPInputStream {
    private static final int BUFFER = 64 * 1024;
    private static final long RATIO = 200;
    private static final long FREE = 16L * 1024 * 1024;

    private final Counted source;
    private long out;

    Inflated(InputStream compressed) throws IOException {
        this(new Counted(compressed));
    }

    private Inflated(Counted source) throws IOException {
        super(source, BUFFER);
        this.source = source;
    }

    @Override
    public int read(byte[] into, int start, int length) throws IOException {
        int n = super.read(into, start, length);
        if (n > 0) {
            out += n;
            if (out > FREE && out / RATIO > source.count) {
                throw new IOException("The compressed feed grows beyond reason.");
            }
        }
        return n;
    }

    private static final class Counted extends FilterInputStream {
        private long count;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            count += one < 0 ? 0 : 1;
            return one;
        }

        @Override
        public int read(byte[] into, int start, int length) throws IOException {
            int n = super.read(into, start, length);
            count += Math.max(0, n);
            return n;
        }
    }
}
