package io.ropewalk.stream.delivery.stdout;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/** An output that a test lets fail or stand still. */
final class TestOutput extends OutputStream {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private Optional<String> failure = Optional.empty();
    private CountDownLatch stalled = new CountDownLatch(0);

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] source, int from, int count) throws IOException {
        waitWhileStalled();
        synchronized (this) {
            if (failure.isPresent()) {
                // As a pipe that breaks: a part is gone.
                bytes.write(source, from, count / 2);
                throw new IOException(failure.get());
            }
            bytes.write(source, from, count);
        }
    }

    // Like a write to a pipe, it does not end by an interrupt.
    private void waitWhileStalled() {
        CountDownLatch latch;
        synchronized (this) {
            latch = stalled;
        }
        while (latch.getCount() > 0) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    synchronized void failWith(String message) {
        failure = Optional.of(message);
    }

    synchronized void stall() {
        stalled = new CountDownLatch(1);
    }

    synchronized void work() {
        failure = Optional.empty();
        stalled.countDown();
    }

    synchronized List<String> lines() {
        return List.of(bytes.toString(StandardCharsets.UTF_8).split("\n"));
    }
}
