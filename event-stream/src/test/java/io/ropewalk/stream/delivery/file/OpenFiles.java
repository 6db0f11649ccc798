package io.ropewalk.stream.delivery.file;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The files this process has open, as Linux tells it. */
final class OpenFiles {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    private OpenFiles() {}

    static List<Path> under(Path directory) throws IOException {
        assumeTrue(Files.isDirectory(DESCRIPTORS), "only Linux says which files are open");
        var open = new ArrayList<Path>();
        try (var descriptors = Files.newDirectoryStream(DESCRIPTORS)) {
            for (var descriptor : descriptors) {
                linked(descriptor).ifPresent(open::add);
            }
        }
        open.removeIf(path -> !path.startsWith(directory));
        return open;
    }

    private static Optional<Path> linked(Path descriptor) throws IOException {
        try {
            return Optional.of(Files.readSymbolicLink(descriptor));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }
}
