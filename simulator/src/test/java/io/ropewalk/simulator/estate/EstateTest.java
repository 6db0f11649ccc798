package io.ropewalk.simulator.estate;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.simulator.http.ByteSink;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EstateTest {
    private static final EstateSpec SPEC =
            new EstateSpec(
                    42,
                    "0123456789abcdef0123456789abcdef",
                    Instant.parse("2026-11-20T00:00:00Z"),
                    5000,
                    10,
                    List.of());

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE, 0x123456789abcdefL})
    void mixingCanBeUndone(long value) {
        assertThat(Mix.unmix(Mix.mix(value))).isEqualTo(value);
    }

    @Test
    void idsLeadBackToTheirHosts() {
        // Given
        var estate = new Estate(SPEC);
        for (var key : estate.keys(false)) {
            // When
            var found = estate.keyOf(estate.deviceId(key));
            // Then
            assertThat(found).hasValue(key);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "abc",
                "00000000000000000000000000000000",
                "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz"
            })
    void otherTextsAreNoIds(String text) {
        assertThat(new Estate(SPEC).keyOf(text)).isEmpty();
    }

    @Test
    void anIdWithAnotherTailIsNoId() {
        // Given
        var estate = new Estate(SPEC);
        var id = estate.deviceId(estate.keys(false)[0]);
        // When
        var other = id.substring(0, 31) + (id.endsWith("0") ? "1" : "0");
        // Then
        assertThat(estate.keyOf(other)).isEmpty();
    }

    @Test
    void recordsHaveTheSizeOfRealOnes() {
        // Given
        var estate = new Estate(SPEC);
        var host = estate.host();
        var out = ByteSink.growing(1 << 20);
        // When
        for (var key : estate.keys(false)) {
            HostJson.write(host.at(key), HostFields.all(), out);
        }
        // Then
        assertThat(out.size() / SPEC.hosts()).isBetween(2500, 3700);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01T00:00:00Z",
                "2024-02-29T23:59:59Z",
                "2026-11-20T07:08:09Z",
                "2100-03-01T00:00:00Z"
            })
    void timesAreWrittenAsTheLibraryWritesThem(String text) {
        // Given
        var out = ByteSink.growing(32);
        // When
        Times.write(Instant.parse(text).getEpochSecond(), out);
        // Then
        assertThat(out.text()).isEqualTo(text);
    }
}
