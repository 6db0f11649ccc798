package io.ropewalk.inventory.assets.file;

import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.inventory.assets.AssetBatch;
import io.ropewalk.inventory.assets.AssetSink;
import io.ropewalk.inventory.assets.SinkAnswer;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends assets to files, a line each, and syncs them to the disk before it says that they are
 * there. A file is opened for each batch, so that it may be moved away at any time. A line that a
 * crash cut short is cut off: its asset does not count as sent and comes again.
 */
public final class FileSink implements AssetSink {
    private static final Logger LOG = LoggerFactory.getLogger(FileSink.class);
    private static final int CHUNK = 64 * 1024;

    private final String name;
    private final FilePattern pattern;
    private final ConcurrentHashMap<Path, ReentrantLock> turns = new ConcurrentHashMap<>();

    /**
     * @param path may hold {@code {tenant}} and {@code {kind}}
     * @throws IllegalArgumentException when it is no path, or its directory cannot be written to
     */
    public FileSink(String name, String path) {
        this.name = Objects.requireNonNull(name, "name");
        this.pattern = new FilePattern(path);
        if (!Files.isDirectory(pattern.root()) || !Files.isWritable(pattern.root())) {
            throw new IllegalArgumentException(
                    pattern.root() + " must be a directory in which this service may write");
        }
        if (Files.isDirectory(Path.of(path))) {
            throw new IllegalArgumentException(
                    "path must name a file, and " + path + " is a directory");
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public SinkAnswer deliver(AssetBatch batch) throws InterruptedException {
        StringBuilder lines = new StringBuilder();
        batch.events().forEach(event -> lines.append(event.json()).append('\n'));
        Path path = pattern.of(batch.tenant(), batch.kind());
        ReentrantLock turn = turns.computeIfAbsent(path, _ -> new ReentrantLock());
        turn.lockInterruptibly();
        try {
            return append(path, lines.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException failure) {
            LOG.warn("a file of assets could not be written", failure);
            return SinkAnswer.Unavailable.because(
                    FailureCategory.NETWORK,
                    path + " cannot be written: is its disk full or gone?");
        } finally {
            turn.unlock();
        }
    }

    private static SinkAnswer append(Path path, byte[] lines) throws IOException {
        Files.createDirectories(path.getParent());
        try (var file = new RandomAccessFile(path.toFile(), "rw");
                var lock = file.getChannel().tryLock()) {
            if (lock == null) {
                return locked(path);
            }
            long end = endOfLines(file);
            if (end < file.length()) {
                file.seek(end);
                if (file.read() != '{') {
                    return new SinkAnswer.Halted(
                            FailureCategory.CONFLICT,
                            path
                                    + " ends in something else than lines of assets; move it away or correct path.");
                }
                LOG.warn("the torn last line of a file of assets was cut off");
                file.setLength(end);
            }
            file.seek(end);
            try {
                file.write(lines);
                file.getFD().sync();
            } catch (IOException failure) {
                // Half a batch would be there twice after the repetition.
                file.setLength(end);
                throw failure;
            }
            return new SinkAnswer.Accepted();
        } catch (OverlappingFileLockException _) {
            return locked(path);
        }
    }

    private static SinkAnswer locked(Path path) {
        return SinkAnswer.Unavailable.because(
                FailureCategory.NETWORK, path + " is locked by another process.");
    }

    private static long endOfLines(RandomAccessFile file) throws IOException {
        byte[] chunk = new byte[CHUNK];
        for (long end = file.length(); end > 0; ) {
            int count = (int) Math.min(CHUNK, end);
            file.seek(end - count);
            file.readFully(chunk, 0, count);
            for (int i = count - 1; i >= 0; i--) {
                if (chunk[i] == '\n') {
                    return end - count + i + 1;
                }
            }
            end -= count;
        }
        return 0;
    }

    @Override
    public void close() {
        // Every batch closed its file.
    }
}
