package io.ropewalk.inventory.assets.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.inventory.assets.AssetBatch;
import io.ropewalk.inventory.assets.AssetEvent;
import io.ropewalk.inventory.assets.AssetKind;
import io.ropewalk.inventory.assets.SinkAnswer;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileSinkTest {
    @TempDir private Path folder;

    private FileSink sink() {
        return new FileSink("out", folder + "/{tenant}/{kind}.ndjson");
    }

    private static AssetBatch batch(String tenant, String... lines) {
        return new AssetBatch(
                tenant,
                AssetKind.DEVICES,
                List.of(lines).stream().map(line -> new AssetEvent("u", line)).toList());
    }

    private Path file() {
        return folder.resolve("acme/devices.ndjson");
    }

    @Test
    void appendsALineForEachAsset() throws Exception {
        FileSink sink = sink();
        assertThat(sink.deliver(batch("acme", "{\"a\":1}", "{\"é\":2}")))
                .isInstanceOf(SinkAnswer.Accepted.class);
        sink.deliver(batch("acme", "{\"a\":3}"));
        assertThat(file()).hasContent("{\"a\":1}\n{\"é\":2}\n{\"a\":3}\n");
    }

    @Test
    void tenantsHaveFilesOfTheirOwnInsideTheDirectory() throws Exception {
        FileSink sink = sink();
        sink.deliver(batch("acme", "{}"));
        sink.deliver(batch("../../etc", "{}"));
        assertThat(folder.resolve(".._.._etc/devices.ndjson")).exists();
        assertThat(file()).hasContent("{}\n");
    }

    @Test
    void aFileThatWasMovedAwayBeginsAnew() throws Exception {
        FileSink sink = sink();
        sink.deliver(batch("acme", "{\"a\":1}"));
        Files.move(file(), folder.resolve("aside"));
        sink.deliver(batch("acme", "{\"a\":2}"));
        assertThat(file()).hasContent("{\"a\":2}\n");
    }

    @Test
    void aLineThatACrashCutShortIsCutOff() throws Exception {
        FileSink sink = sink();
        sink.deliver(batch("acme", "{\"a\":1}"));
        Files.writeString(file(), "{\"a\":1}\n{\"a\":2,\"b");
        sink.deliver(batch("acme", "{\"a\":2}"));
        assertThat(file()).hasContent("{\"a\":1}\n{\"a\":2}\n");
    }

    @Test
    void aFileOfSomethingElseIsLeftAlone() throws Exception {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), "my notes");
        assertThat(sink().deliver(batch("acme", "{}"))).isInstanceOf(SinkAnswer.Halted.class);
        assertThat(file()).hasContent("my notes");
    }

    @Test
    void aFileThatAnotherHoldsIsWaitedFor() throws Exception {
        FileSink sink = sink();
        sink.deliver(batch("acme", "{}"));
        try (var other = new RandomAccessFile(file().toFile(), "rw");
                var lock = other.getChannel().lock()) {
            assertThat(lock.isValid()).isTrue();
            assertThat(sink.deliver(batch("acme", "{}")))
                    .isInstanceOf(SinkAnswer.Unavailable.class);
        }
        assertThat(sink.deliver(batch("acme", "{}"))).isInstanceOf(SinkAnswer.Accepted.class);
    }

    @Test
    void aPathThatCannotBeWrittenIsWaitedFor() throws IOException, InterruptedException {
        Files.createDirectories(file());
        SinkAnswer answer = sink().deliver(batch("acme", "{}"));
        assertThat(answer).isInstanceOf(SinkAnswer.Unavailable.class);
        assertThat(((SinkAnswer.Unavailable) answer).reason()).contains("cannot be written");
    }

    @Test
    void refusesAPathThatCannotWork() {
        assertThatThrownBy(() -> new FileSink("out", folder + "/{name}.ndjson"))
                .hasMessageContaining("{tenant} and {kind}, not {name}");
        assertThatThrownBy(() -> new FileSink("out", folder + "/missing/assets.ndjson"))
                .hasMessageContaining("must be a directory");
        assertThatThrownBy(() -> new FileSink("out", folder + "/"))
                .hasMessageContaining("must name a file");
    }
}
