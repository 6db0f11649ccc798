package io.ropewalk.stream.delivery.file;

import io.ropewalk.stream.outbound.ByteBody;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that is open for appending. Not through a channel for writing: an interrupt would close
 * it. Used by one thread at a time.
 */
final class OpenFile {
    private static final Logger LOGGER = LoggerFactory.getLogger(OpenFile.class);
    private static final int CHUNK = 64 * 1024;

    private final RandomAccessFile file;
    private final Object key;
    private final Instant begun;
    // Up to here are whole lines; -1 while that is not known.
    private long length = -1;

    private OpenFile(RandomAccessFile file, Object key, Instant begun) {
        this.file = file;
        this.key = key;
        this.begun = begun;
    }

    /**
     * @param root must exist; directories below it are made
     */
    static OpenFile open(Path path, Path root, Instant now) throws IOException {
        if (!Files.isDirectory(root)) {
            throw new NoSuchFileException(root.toString());
        }
        Files.createDirectories(path.getParent());
        var isNew = !Files.exists(path);
        var file = new RandomAccessFile(path.toFile(), "rw");
        try {
            var attributes = Files.readAttributes(path, BasicFileAttributes.class);
            if (isNew) {
                sync(path.getParent());
            }
            var begun = attributes.size() == 0 ? now : attributes.creationTime().toInstant();
            return new OpenFile(file, attributes.fileKey(), begun);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /** Makes the name of a new file durable. Not every system can. */
    private static void sync(Path directory) {
        try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException _) {
            LOGGER.debug("a directory could not be synced");
        }
    }

    boolean isStillAt(Path path) throws IOException {
        try {
            var attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return Objects.equals(attributes.fileKey(), key);
        } catch (NoSuchFileException _) {
            return false;
        }
    }

    /** Null while another has it. */
    FileLock tryLock() throws IOException {
        try {
            return file.getChannel().tryLock();
        } catch (OverlappingFileLockException _) {
            return null;
        }
    }

    long length() {
        return length;
    }

    Instant begun() {
        return begun;
    }

    /** Finds the end, and cuts off a torn last line where the file is not as it was left. */
    void catchUp() throws IOException {
        if (file.length() == length) {
            return;
        }
        var found = file.length();
        var end = endOfLines(found);
        if (end < found) {
            file.seek(end);
            if (file.read() != '{') {
                throw new TornException();
            }
            file.setLength(end);
            LOGGER.warn("the torn last line of a file sink was cut off; its event comes again");
        }
        length = end;
    }

    private long endOfLines(long found) throws IOException {
        var chunk = new byte[CHUNK];
        for (var end = found; end > 0; ) {
            var count = (int) Math.min(CHUNK, end);
            file.seek(end - count);
            file.readFully(chunk, 0, count);
            for (var i = count - 1; i >= 0; i--) {
                if (chunk[i] == '\n') {
                    return end - count + i + 1;
                }
            }
            end -= count;
        }
        return 0;
    }

    /** Writes and syncs. After a failure the file is as it was, where the system lets it be. */
    void append(ByteBody lines) throws IOException {
        try {
            file.seek(length);
            // In pieces: the JDK copies what is written into native memory of that size.
            for (var at = 0; at < lines.length(); at += CHUNK) {
                file.write(lines.array(), at, Math.min(CHUNK, lines.length() - at));
            }
            file.getFD().sync();
            length += lines.length();
        } catch (IOException e) {
            undo(e);
            throw e;
        }
    }

    private void undo(IOException reason) {
        try {
            file.setLength(length);
        } catch (IOException e) {
            // What stays is cut off or repeated when the file is opened again.
            reason.addSuppressed(e);
        }
    }

    void close() {
        try {
            file.close();
        } catch (IOException _) {
            LOGGER.debug("a file of a file sink could not be closed");
        }
    }
}
