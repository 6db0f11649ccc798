package io.ropewalk.system.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Files of a pod as the kubelet writes them: each name is a link through {@code ..data}, and all of
 * them change at once when that link is replaced.
 */
public record Volume(Path folder) {

    /** Puts these files there, in place of what was there. */
    public void write(Map<String, String> files) {
        try {
            Files.createDirectories(folder);
            Path link = folder.resolve("..data");
            Optional<Path> before =
                    Files.exists(link) ? Optional.of(link.toRealPath()) : Optional.empty();
            Path fresh = Files.createTempDirectory(folder, "..");
            for (var file : files.entrySet()) {
                Files.writeString(fresh.resolve(file.getKey()), file.getValue());
                Path name = folder.resolve(file.getKey());
                if (!Files.isSymbolicLink(name)) {
                    Files.createSymbolicLink(name, Path.of("..data", file.getKey()));
                }
            }
            Path next = folder.resolve("..data_tmp");
            Files.createSymbolicLink(next, fresh.getFileName());
            Files.move(next, link, StandardCopyOption.ATOMIC_MOVE);
            if (before.isPresent()) {
                delete(before.get());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path old) throws IOException {
        try (Stream<Path> all = Files.walk(old)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
