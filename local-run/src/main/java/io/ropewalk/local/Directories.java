package io.ropewalk.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where a run keeps its files: {@code .local} of the checkout unless told otherwise. Readable by
 * the owner only.
 */
record Directories(Path root, Path work) {

    static final String VARIABLE = "ROPEWALK_LOCAL_DIR";

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    static Directories of(Path root, Map<String, String> environment) {
        String other = environment.getOrDefault(VARIABLE, "");
        return new Directories(
                root, other.isBlank() ? root.resolve(".local") : Path.of(other).toAbsolutePath());
    }

    Path log(String program) {
        return work.resolve("logs").resolve(program + ".log");
    }

    /** The graph and the state of this run; gone when it ends. */
    Path data() {
        return work.resolve("run");
    }

    /** Events of the real cloud, one file a partition; kept until the next run that reads it. */
    Path events() {
        return work.resolve("events");
    }

    /**
     * Takes away the events of an earlier run: this one begins at the oldest event again.
     *
     * @throws Stop if that is not possible
     */
    void emptyEvents() {
        try {
            delete(events());
            Files.createDirectories(events(), OWNER_ONLY);
        } catch (IOException failure) {
            throw cannotWrite(failure);
        }
    }

    /** A file for {@code curl -H @file}, so that the token is on no command line. */
    Path header() {
        return work.resolve("authorization");
    }

    /**
     * Empties what an earlier run left and keeps other runs out for as long as this program lives.
     *
     * @throws Stop if another run uses the same directory
     */
    FileChannel prepare() {
        try {
            Files.createDirectories(work, OWNER_ONLY);
            FileChannel lock =
                    FileChannel.open(
                            work.resolve("lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            if (!locked(lock)) {
                lock.close();
                throw Stop.because(
                        "Another ./local is running in "
                                + work
                                + "; stop it, or set "
                                + VARIABLE
                                + " to another directory.");
            }
            delete(data());
            Files.createDirectories(data(), OWNER_ONLY);
            Files.createDirectories(work.resolve("logs"), OWNER_ONLY);
            return lock;
        } catch (IOException failure) {
            throw cannotWrite(failure);
        }
    }

    private Stop cannotWrite(IOException failure) {
        return Stop.because("Cannot write to " + work + ": " + failure.getMessage());
    }

    /** Replaces the header file in one step; it is never readable by others. */
    void writeHeader(String token) {
        try {
            Path fresh = work.resolve("authorization.new");
            Files.deleteIfExists(fresh);
            Files.createFile(
                    fresh,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            Files.writeString(fresh, "Authorization: Bearer " + token + "\n");
            Files.move(
                    fresh,
                    header(),
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Takes away what is worth nothing once the run is over. */
    void tidy() {
        try {
            Files.deleteIfExists(header());
            delete(data());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException _) {
            return false;
        }
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
