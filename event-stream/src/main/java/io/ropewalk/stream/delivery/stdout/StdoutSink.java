package io.ropewalk.stream.delivery.stdout;

import io.ropewalk.stream.delivery.Batch;
import io.ropewalk.stream.delivery.Sink;
import io.ropewalk.stream.delivery.SinkAnswer;
import io.ropewalk.stream.delivery.SinkAnswer.Accepted;
import io.ropewalk.stream.delivery.SinkAnswer.Halted;
import io.ropewalk.stream.delivery.SinkAnswer.Unavailable;
import io.ropewalk.stream.outbound.Bodies;
import io.ropewalk.stream.outbound.ByteBody;
import io.ropewalk.stream.outbound.LineFormat;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Writes batches to standard output, whole lines only. One thread of its own writes, because a
 * reader that stands still blocks a write in a way that no interrupt ends.
 */
public final class StdoutSink implements Sink {
    private final String name;
    private final LineFormat format;
    private final OutputStream out;
    private final Bodies bodies = new Bodies();
    private final ExecutorService writer;
    // Of the writer's thread only.
    private boolean isTorn;

    /** To the standard output of the process, past any buffer and any redirection within Java. */
    public StdoutSink(String name, LineFormat format) {
        this(name, format, new FileOutputStream(FileDescriptor.out));
    }

    StdoutSink(String name, LineFormat format, OutputStream out) {
        this.name = name;
        this.format = format;
        this.out = out;
        this.writer =
                Executors.newSingleThreadExecutor(
                        Thread.ofPlatform().daemon().name("sink-" + name).factory());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public SinkAnswer deliver(Batch batch) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        var lines = bodies.take();
        format.write(batch.partition(), batch.cid(), batch.events(), lines);
        var written = writer.submit(() -> write(lines));
        try {
            return written.get();
        } catch (ExecutionException e) {
            return Unavailable.because(
                    "Standard output failed: " + e.getCause().getClass().getSimpleName() + ".");
        } catch (InterruptedException e) {
            // What has not begun must not come; what has begun ends as whole lines.
            written.cancel(false);
            throw e;
        }
    }

    private SinkAnswer write(ByteBody lines) {
        try {
            if (isTorn) {
                out.write('\n');
            }
            isTorn = true;
            out.write(lines.array(), 0, lines.length());
            out.flush();
            isTorn = false;
            return new Accepted();
        } catch (IOException e) {
            return String.valueOf(e.getMessage()).contains("No space left")
                    ? Unavailable.because("There is no space left where standard output goes.")
                    : new Halted("Nobody reads standard output any more: start its reader again.");
        } finally {
            bodies.giveBack(lines);
        }
    }

    /** Lets standard output stay open: logs may go there. */
    @Override
    public void close() {
        writer.shutdownNow();
    }
}
