package io.ropewalk.stream.outbound.jdk;

import io.ropewalk.stream.outbound.ByteBody;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;

/**
 * Sends an array without copying it, in slices: the JDK's own publishers copy, and one large buffer
 * would make each thread that writes to a socket keep native memory of that size.
 */
final class SlicePublisher implements BodyPublisher {
    private static final int SLICE = 128 * 1024;

    private final byte[] bytes;
    private final int length;
    private final List<ByteBuffer> handedOver = new ArrayList<>();

    SlicePublisher(ByteBody body) {
        this.bytes = body.array();
        this.length = body.length();
    }

    @Override
    public long contentLength() {
        return length;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        subscriber.onSubscribe(new Slices(subscriber));
    }

    /** Whether every byte has gone to the socket, so that nobody reads the array any more. */
    synchronized boolean isDrained() {
        var sent = 0L;
        for (var slice : handedOver) {
            if (slice.hasRemaining()) {
                return false;
            }
            sent += slice.capacity();
        }
        return sent == length;
    }

    private synchronized ByteBuffer slice(int from) {
        var slice = ByteBuffer.wrap(bytes, from, Math.min(SLICE, length - from)).slice();
        handedOver.add(slice);
        return slice;
    }

    private final class Slices implements Flow.Subscription {
        private final Flow.Subscriber<? super ByteBuffer> subscriber;
        private long asked;
        private int at;
        private boolean running;
        private boolean done;

        Slices(Flow.Subscriber<? super ByteBuffer> subscriber) {
            this.subscriber = subscriber;
        }

        @Override
        public void request(long count) {
            synchronized (this) {
                if (done) {
                    return;
                }
                asked = asked > Long.MAX_VALUE - count ? Long.MAX_VALUE : asked + count;
                // onNext asks for more from within; the loop below then goes on.
                if (running) {
                    return;
                }
                running = true;
            }
            for (var next = next(); next != null; next = next()) {
                subscriber.onNext(next);
            }
            if (isComplete()) {
                subscriber.onComplete();
            }
        }

        private synchronized ByteBuffer next() {
            if (done || at == length || asked == 0) {
                running = false;
                return null;
            }
            asked--;
            var next = slice(at);
            at += next.capacity();
            return next;
        }

        private synchronized boolean isComplete() {
            if (done || at < length) {
                return false;
            }
            done = true;
            return true;
        }

        @Override
        public synchronized void cancel() {
            done = true;
        }
    }
}
