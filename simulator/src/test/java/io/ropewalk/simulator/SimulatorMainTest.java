package io.ropewalk.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The program as others start it. */
class SimulatorMainTest {

    private static Process launch(Map<String, String> settings) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder =
                new ProcessBuilder(
                        java,
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SimulatorMain.class.getName());
        builder.environment().putAll(settings);
        return builder.redirectErrorStream(true).start();
    }

    private static BufferedReader output(Process process) {
        return new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    @Test
    void saysWhereItListensAndStopsOnASignal() throws Exception {
        // Given
        var process =
                launch(Map.of("ROPEWALK_SIMULATOR_PORT", "0", "ROPEWALK_SIMULATOR_HOSTS", "10"));
        var line = output(process).readLine();
        // When
        process.destroy();
        // Then
        assertThat(line).startsWith("simulator listens at http://127.0.0.1:");
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aTakenPortIsOneSentence() throws Exception {
        try (var other = Simulator.start(Scenario.ofHosts(1))) {
            // Given
            var port = Integer.toString(other.port());
            // When
            var process = launch(Map.of("ROPEWALK_SIMULATOR_PORT", port));
            var text = output(process).readAllAsString();
            // Then
            assertThat(process.waitFor()).isEqualTo(1);
            assertThat(text.strip())
                    .contains("Port " + port, "ROPEWALK_SIMULATOR_PORT")
                    .doesNotContain("\n");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ROPEWALK_SIMULATOR_PORT, http",
        "ROPEWALK_SIMULATOR_PORT, 70000",
        "ROPEWALK_SIMULATOR_HOSTS, -1",
        "ROPEWALK_SIMULATOR_LIMITS, none"
    })
    void badSettingsAreOneSentence(String name, String value) throws Exception {
        // When
        var process = launch(Map.of(name, value));
        var text = output(process).readAllAsString();
        // Then
        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(text.strip()).contains(name).doesNotContain("\n");
    }
}
