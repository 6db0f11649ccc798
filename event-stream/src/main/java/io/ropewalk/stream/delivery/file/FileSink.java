package io.ropewalk.stream.delivery.file;

import io.ropewalk.stream.delivery.Batch;
import io.ropewalk.stream.delivery.Sink;
import io.ropewalk.stream.delivery.SinkAnswer;
import io.ropewalk.stream.outbound.Bodies;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Appends batches to files, each as one piece, and answers when they are on the disk. A line that a
 * kill left torn is cut off when its file is opened again: its batch was not accepted and comes
 * again.
 */
public final class FileSink implements Sink {
    private final FileSinkSettings settings;
    private final Location location;
    private final Rotation rotation;
    private final Bodies bodies = new Bodies();
    private final ConcurrentMap<Path, LineFile> files = new ConcurrentHashMap<>();

    /**
     * @param clock wall clock, for the age of files and the names of those put aside
     * @throws IllegalArgumentException when the settings cannot be used
     */
    public FileSink(FileSinkSettings settings, Clock clock) {
        this.settings = settings;
        this.location = new Location(settings.location());
        this.rotation = new Rotation(settings, clock);
    }

    @Override
    public String name() {
        return settings.name();
    }

    /** The directory that must exist before anything is written. */
    public Path directory() {
        return location.root();
    }

    /**
     * The file, or the pattern of its files, in the one spelling that all ways to it share.
     *
     * @throws IOException when its directory cannot be looked at
     */
    public Path file() throws IOException {
        return location.canonical();
    }

    @Override
    public SinkAnswer deliver(Batch batch) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        var file =
                files.computeIfAbsent(
                        location.of(batch.partition()),
                        path -> new LineFile(path, location.root(), rotation));
        var lines = bodies.take();
        try {
            settings.format().write(batch.partition(), batch.cid(), batch.events(), lines);
            return file.append(lines);
        } finally {
            bodies.giveBack(lines);
        }
    }

    @Override
    public void close() {
        files.values().forEach(LineFile::close);
        files.clear();
    }
}
