package io.ropewalk.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

    @Test
    void simulatesSomeOfEachWhenNothingIsAskedFor() {
        Options options = Options.parse(List.of());

        assertThat(options.simulatedHosts()).isEqualTo(2_000);
        assertThat(options.simulatedEvents()).isEqualTo(5_000);
        assertThat(options.simulatedIndicators()).isEqualTo(1_000);
        assertThat(options.simulatedAlerts()).isEqualTo(500);
        assertThat(options.alerts()).isEmpty();
        assertThat(options.hosts()).isEmpty();
        assertThat(options.indicators()).isEmpty();
        assertThat(options.events()).isEmpty();
        assertThat(options.once() || options.json() || options.help() || options.allowWrites())
                .isFalse();
    }

    @Test
    void takesNumbersAfterABlankAndAfterAnEqualsSign() {
        Options options =
                Options.parse(
                        List.of(
                                "--once",
                                "--json",
                                "--hosts",
                                "25000",
                                "--events=3",
                                "--indicators=4",
                                "--alerts",
                                "5"));

        assertThat(options.once()).isTrue();
        assertThat(options.json()).isTrue();
        assertThat(options.simulatedHosts()).isEqualTo(25_000);
        assertThat(
                        List.of(
                                options.simulatedEvents(),
                                options.simulatedIndicators(),
                                options.simulatedAlerts()))
                .containsExactly(3, 4, 5);
    }

    @Test
    void noEventsAndNoIndicatorsMayBeAskedFor() {
        Options options = Options.parse(List.of("--events=0", "--indicators=0"));

        assertThat(options.simulatedEvents()).isZero();
        assertThat(options.simulatedIndicators()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1000001", "many", "", "2.5", "99999999999"})
    void refusesASizeThatIsNone(String size) {
        for (String option : List.of("--hosts", "--indicators")) {
            assertThatThrownBy(() -> Options.parse(List.of(option, size)))
                    .isInstanceOfSatisfying(
                            Stop.class, stop -> assertThat(stop.exitCode()).isEqualTo(2))
                    .hasMessageContaining(option)
                    .hasMessageContaining('"' + size + '"');
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--hots", "hosts", "--once=true", "-x"})
    void namesTheOptionItDoesNotKnow(String option) {
        assertThatThrownBy(() -> Options.parse(List.of(option)))
                .isInstanceOfSatisfying(
                        Stop.class, stop -> assertThat(stop.exitCode()).isEqualTo(2))
                .hasMessageContaining(option);
    }

    @Test
    void saysThatANumberIsMissing() {
        assertThatThrownBy(() -> Options.parse(List.of("--once", "--alerts")))
                .hasMessageContaining("--alerts needs a number");
    }
}
