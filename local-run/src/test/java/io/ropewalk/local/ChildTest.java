package io.ropewalk.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildTest {

    @TempDir private Path folder;

    private Child child;

    private Path log() {
        return folder.resolve("stand-in.log");
    }

    private List<String> command(String what) {
        return List.of(
                "-Xmx32m",
                "-cp",
                System.getProperty("java.class.path"),
                "io.ropewalk.local.StandIn",
                what);
    }

    private Child start(String what) {
        child =
                Child.start(
                        "stand-in", folder, log(), command(what), Map.of("CHILD_SECRET", "s3cret"));
        return child;
    }

    private void awaitItsFirstWords() {
        await().atMost(30, TimeUnit.SECONDS)
                .until(() -> Files.readString(log()).contains("inherited: null"));
    }

    @AfterEach
    void stop() {
        if (child != null) {
            child.close();
        }
    }

    @Test
    void aProgramThatEndsByItselfIsReportedWithItsLastLines() throws Exception {
        start("die").onExit().get(30, TimeUnit.SECONDS);

        assertThatThrownBy(child::check)
                .isInstanceOf(Stop.class)
                .hasMessageContaining("stand-in ended by itself with exit code 3")
                .hasMessageContaining(log().toString())
                .hasMessageContaining("the database is gone");
    }

    @Test
    void secretsAreInTheEnvironmentAndOnNoCommandLine() {
        start("stay");
        awaitItsFirstWords();

        assertThat(log()).content().contains("secret in environment: s3cret");
        assertThat(ProcessHandle.of(child.pid()).orElseThrow().info().commandLine().orElse(""))
                .contains("StandIn")
                .doesNotContain("s3cret");
    }

    @Test
    void closingEndsTheProgramItself() throws Exception {
        start("stay");
        awaitItsFirstWords();
        assertThatCode(child::check).doesNotThrowAnyException();

        child.close();

        assertThat(ProcessHandle.of(child.pid()).map(ProcessHandle::isAlive).orElse(false))
                .isFalse();
    }

    @Test
    void ctrlCInTheTerminalIsLeftToTheParent() throws Exception {
        start("stay");
        awaitItsFirstWords();

        new ProcessBuilder("kill", "-INT", Long.toString(child.pid())).start().waitFor();
        // The next signal shows that the first one was dealt with before.
        assertThatCode(child::check).doesNotThrowAnyException();
        child.close();

        assertThat(child.onExit().get(30, TimeUnit.SECONDS).exitValue()).isEqualTo(143);
    }

    @Test
    void theLeashEndsAProgramWhoseParentIsGone() throws IOException, InterruptedException {
        // Only a parent that is killed leaves its pipe like this.
        Process orphan =
                new ProcessBuilder(
                                java(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                "io.ropewalk.local.StandIn",
                                "leash")
                        .redirectErrorStream(true)
                        .redirectOutput(log().toFile())
                        .start();
        awaitItsFirstWords();
        assertThat(orphan.isAlive()).isTrue();

        orphan.getOutputStream().close();

        assertThat(orphan.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(orphan.exitValue()).isEqualTo(143);
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
