package io.ropewalk.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir private Path root;

    private int run(Map<String, String> environment, String... arguments) {
        var console =
                new Console(
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        false,
                        InstantSource.system());
        return Main.run(
                root,
                List.of(arguments),
                environment,
                console,
                new PrintStream(out, true, StandardCharsets.UTF_8));
    }

    @Test
    void helpNamesEveryOptionAndEveryPortWithItsVariable() {
        assertThat(run(Map.of(), "--help")).isZero();

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains(
                        "--once",
                        "--json",
                        "--hosts",
                        "--events N        events of the simulated customer (default 5000,",
                        "--indicators N    indicators of the simulated OpenCTI (default 1000,",
                        "--alerts N        alerts of the simulated customer to close (default 500,",
                        "--allow-writes",
                        "Event streams: read");
        for (Port port : Port.values()) {
            assertThat(out.toString(StandardCharsets.UTF_8))
                    .contains(port.variable(), "" + port.usual());
        }
    }

    @Test
    void theNumbersInTheHelpAreThoseOfTheProgram() {
        run(Map.of(), "--help");

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains(
                        "(default %d, at most %d)".formatted(Options.DEFAULT_HOSTS, Options.MOST),
                        "(default %d, at most %d, 0"
                                .formatted(Options.DEFAULT_EVENTS, Options.MOST),
                        "(default %d, at most %d, 0"
                                .formatted(Options.DEFAULT_INDICATORS, Options.MOST),
                        "(default %d, at most %d, 0"
                                .formatted(Options.DEFAULT_ALERTS, Options.MOST / 2),
                        "the first %d s at most".formatted(CloudDelivery.WHILE.toSeconds()));
        for (Port port : Port.values()) {
            assertThat(out.toString(StandardCharsets.UTF_8).lines())
                    .contains(
                            "  %-42s %d  %s"
                                    .formatted(port.variable(), port.usual(), port.owner()));
        }
    }

    @Test
    void theScriptPrintsTheSameHelpWithoutABuild() throws Exception {
        Path checkout = Path.of("").toAbsolutePath().getParent();
        Files.copy(checkout.resolve("local"), root.resolve("local"));
        Path help = Path.of("local-run/src/main/resources/io/ropewalk/local/help.txt");
        Files.createDirectories(root.resolve(help).getParent());
        Files.copy(checkout.resolve(help), root.resolve(help));

        Process script =
                new ProcessBuilder("sh", root.resolve("local").toString(), "--once", "--help")
                        .redirectError(root.resolve("err").toFile())
                        .start();
        String printed = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(script.waitFor()).isZero();
        run(Map.of(), "--help");
        assertThat(printed).isEqualTo(out.toString(StandardCharsets.UTF_8));
        assertThat(root.resolve("err")).isEmptyFile();
    }

    @Test
    void aWrongCommandLineIsOneSentenceAndExitCodeTwo() {
        assertThat(run(Map.of(), "--hosts", "many")).isEqualTo(2);

        assertThat(err.toString(StandardCharsets.UTF_8).lines()).hasSize(1);
        assertThat(out.size()).isZero();
    }

    @Test
    void aWrongNumberOfIndicatorsIsRefusedByName() {
        assertThat(run(Map.of(), "--once", "--indicators=-5")).isEqualTo(2);

        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("--indicators takes a whole number from 0 to 1000000, not \"-5\".");
    }

    @Test
    void aSecretInTheEnvironmentIsNotRepeated() {
        run(Map.of("FALCON_CLIENT_SECRET", "canary"), "--once");

        assertThat(err.toString(StandardCharsets.UTF_8)).isNotEmpty().doesNotContain("canary");
    }
}
