package io.ropewalk.falcon.wire;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;
import java.time.Duration;

/**
 * A body that ends with an error once it grows too long. Also tells a silence from a broken
 * connection, which the HTTP client reports alike.
 */
final class BoundedBody extends FilterInputStream {

    private final long most;
    private final long silenceNanos;
    private long count;

    BoundedBody(InputStream in, long most, Duration silence) {
        super(in);
        this.most = most;
        this.silenceNanos = silence.toNanos() / 10 * 9;
    }

    /** The body is longer than allowed. */
    static final class TooLong extends IOException {
        @Serial private static final long serialVersionUID = 1L;

        TooLong(long most) {
            super("The body is longer than " + most + " bytes.");
        }
    }

    /** Nothing came for too long. */
    static final class Silent extends IOException {
        @Serial private static final long serialVersionUID = 1L;

        Silent(IOException cause) {
            super("The body stopped coming.", cause);
        }
    }

    long count() {
        return count;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        long start = System.nanoTime();
        int read;
        try {
            read = super.read(buffer, offset, length);
        } catch (IOException e) {
            throw System.nanoTime() - start >= silenceNanos ? new Silent(e) : e;
        }
        if (read > 0) {
            count += read;
            if (count > most) {
                throw new TooLong(most);
            }
        }
        return read;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
