package io.ropewalk.stream.testing;

import io.ropewalk.stream.feed.FeedConnection;
import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** A feed that sends what a test says, each piece in a read of its own, and then is silent. */
public final class FakeConnection implements FeedConnection {

    private sealed interface Piece {}

    private record Bytes(ByteBuffer left) implements Piece {}

    private record End() implements Piece {}

    private record Failure(IOException failure) implements Piece {}

    private final Deque<Piece> pieces = new ArrayDeque<>();
    private Runnable beforeRead = () -> {};
    private Runnable onClose = () -> {};
    private boolean closed;

    public FakeConnection send(String text) {
        return add(new Bytes(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8))));
    }

    /** A clean close. */
    public FakeConnection end() {
        return add(new End());
    }

    public FakeConnection fail(IOException failure) {
        return add(new Failure(failure));
    }

    private synchronized FakeConnection add(Piece piece) {
        pieces.add(piece);
        notifyAll();
        return this;
    }

    /** What happens whenever the other side reads. */
    public synchronized FakeConnection beforeRead(Runnable act) {
        beforeRead = act;
        return this;
    }

    /** What happens when the other side lets it go. */
    public synchronized FakeConnection onClose(Runnable act) {
        onClose = act;
        return this;
    }

    @Override
    public synchronized int read(byte[] into, int start, int length) throws IOException {
        beforeRead.run();
        while (pieces.isEmpty() && !closed) {
            try {
                wait();
            } catch (InterruptedException failure) {
                Thread.currentThread().interrupt();
                throw new SocketException("Closed by interrupt");
            }
        }
        if (closed) {
            throw new SocketException("Socket closed");
        }
        return switch (pieces.removeFirst()) {
            case Bytes(ByteBuffer left) -> {
                int n = Math.min(length, left.remaining());
                left.get(into, start, n);
                if (left.hasRemaining()) {
                    pieces.addFirst(new Bytes(left));
                }
                yield n;
            }
            case End _ -> {
                pieces.addFirst(new End());
                yield -1;
            }
            case Failure(IOException failure) -> {
                pieces.addFirst(new Failure(failure));
                throw failure;
            }
        };
    }

    public synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            onClose.run();
        }
        notifyAll();
    }
}
