package io.ropewalk.inventory.questions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SensorVersionTest {

    @ParameterizedTest
    @CsvSource({
        "7.9.17000.0, 7.10.1.0",
        "6.58.17212.0, 7.01.23456",
        "7.20, 7.20.0.1",
        "7.20.18000.0, 7.20.18100.0",
        "7.3.9, 7.20.0"
    })
    void theLowerNumberIsOlder(String older, String newer) {
        assertThat(version(older)).isLessThan(version(newer));
        assertThat(version(newer)).isGreaterThan(version(older));
    }

    @Test
    void missingPartsAndLeadingZerosDoNotCount() {
        assertThat(version("7.20")).isEqualByComparingTo(version("7.20.0.0"));
        assertThat(version("7.01")).isEqualByComparingTo(version("7.1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "7.",
                ".7",
                "7.x",
                "7..1",
                "-7",
                " 7.1",
                "7.20.1.1.1.1",
                "1234567890123",
                "latest"
            })
    void whatIsNoVersionIsNotRead(String text) {
        assertThat(SensorVersion.read(text)).isEmpty();
    }

    private static SensorVersion version(String text) {
        return SensorVersion.read(text).orElseThrow();
    }
}
