package io.ropewalk.stream.delivery.file;

import io.ropewalk.stream.delivery.SinkAnswer;
import io.ropewalk.stream.delivery.SinkAnswer.Accepted;
import io.ropewalk.stream.delivery.SinkAnswer.Unavailable;
import io.ropewalk.stream.outbound.ByteBody;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One file that batches are appended to, by this process or by several in turn. What another did to
 * it since the last batch (grew it, moved it away, left a torn line) is noticed.
 */
final class LineFile {
    private static final Logger LOGGER = LoggerFactory.getLogger(LineFile.class);

    private final ReentrantLock turn = new ReentrantLock();
    private final Path path;
    private final Path root;
    private final Rotation rotation;
    // Null while no file is open.
    private OpenFile open;

    LineFile(Path path, Path root, Rotation rotation) {
        this.path = path;
        this.root = root;
        this.rotation = rotation;
    }

    /** Adds lines at the end, durably and as one piece. */
    SinkAnswer append(ByteBody lines) throws InterruptedException {
        turn.lockInterruptibly();
        try {
            return locked(lines);
        } catch (TornException _) {
            drop();
            return FileFailures.foreign(path);
        } catch (IOException e) {
            drop();
            return FileFailures.answer(path, root, e);
        } finally {
            turn.unlock();
        }
    }

    private SinkAnswer locked(ByteBody lines) throws IOException {
        if (open != null && !open.isStillAt(path)) {
            drop();
        }
        if (open == null) {
            open = OpenFile.open(path, root, rotation.now());
        }
        try (var lock = open.tryLock()) {
            if (lock == null) {
                return Unavailable.because(path + " is locked by another process.");
            }
            open.catchUp();
            if (!rotation.isDue(open.length(), open.begun(), lines.length())) {
                open.append(lines);
                return new Accepted();
            }
            rotation.putAside(path);
        }
        startAnew();
        return locked(lines);
    }

    private void startAnew() throws IOException {
        drop();
        try {
            rotation.prune(path);
        } catch (IOException e) {
            // Too many files kept is no reason to stop.
            LOGGER.warn("old files of a file sink could not be deleted", e);
        }
    }

    private void drop() {
        if (open != null) {
            open.close();
            open = null;
        }
    }

    void close() {
        turn.lock();
        try {
            drop();
        } finally {
            turn.unlock();
        }
    }
}
