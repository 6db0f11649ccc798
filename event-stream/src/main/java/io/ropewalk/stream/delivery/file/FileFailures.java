package io.ropewalk.stream.delivery.file;

import io.ropewalk.stream.delivery.SinkAnswer;
import io.ropewalk.stream.delivery.SinkAnswer.Halted;
import io.ropewalk.stream.delivery.SinkAnswer.Unavailable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Which answer a failed write is. */
final class FileFailures {
    private FileFailures() {}

    static SinkAnswer foreign(Path path) {
        return new Halted(
                path + " does not end in lines of this sink: move the file away, or correct url.");
    }

    static SinkAnswer answer(Path path, Path root, IOException error) {
        var text = String.valueOf(error.getMessage());
        if (Stream.of("No space left", "quota exceeded", "Disk quota", "File too large")
                .anyMatch(text::contains)) {
            return Unavailable.because("There is no space left to write " + path + ".");
        }
        if (!Files.isDirectory(root)) {
            return new Halted(
                    "The directory " + root + " is missing: create or mount it, or correct url.");
        }
        // Java's name for every reason a file cannot be opened, besides the missing one.
        var cannotOpen =
                error instanceof FileNotFoundException || error instanceof FileSystemException;
        if (cannotOpen && !text.contains("Too many open files")) {
            return new Halted(path + " cannot be written: check its permissions, or correct url.");
        }
        return Unavailable.because(
                "Writing " + path + " failed: " + error.getClass().getSimpleName() + ".");
    }
}
