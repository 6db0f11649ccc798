package io.ropewalk.stream.delivery.file;

import io.ropewalk.stream.delivery.SinkContract;
import io.ropewalk.stream.event.PartitionId;
import io.ropewalk.stream.outbound.LineFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;

class FileSinkContractTest extends SinkContract {
    @TempDir Path directory;

    @Override
    protected Rig rig() throws IOException {
        var root = Files.createDirectory(directory.resolve("out"));
        var location = root.toUri() + "{tenant}/{partition}.ndjson";
        var settings = FileSinkSettings.of("archive", location, LineFormat.NDJSON);
        return new FileRig(new FileSink(settings, Clock.systemUTC()), root);
    }

    private record FileRig(FileSink sink, Path root) implements Rig {

        @Override
        public List<String> arrived(PartitionId partition) {
            var file = root.resolve(partition.tenant(), partition.partition() + ".ndjson");
            return FileRig.<List<String>>unchecked(() -> lines(file));
        }

        // Not readAllLines: it would take a lone carriage return for a line end.
        private static List<String> lines(Path file) throws IOException {
            return List.of(Files.readString(file).split("\n"));
        }

        /** The directory is gone, as when a volume is not mounted. */
        @Override
        public void down() {
            unchecked(() -> Files.move(root, away()));
        }

        @Override
        public void up() {
            unchecked(() -> Files.move(away(), root));
        }

        private Path away() {
            return root.resolveSibling("away");
        }

        @Override
        public boolean stall() {
            return false;
        }

        @Override
        public Set<String> secrets() {
            return Set.of();
        }

        @Override
        public boolean isReleased() {
            return unchecked(() -> OpenFiles.under(root)).isEmpty();
        }

        @Override
        public void close() {}

        @FunctionalInterface
        private interface Work<T> {
            T run() throws IOException;
        }

        private static <T> T unchecked(Work<T> work) {
            try {
                return work.run();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
