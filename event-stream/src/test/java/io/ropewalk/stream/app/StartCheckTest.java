package io.ropewalk.stream.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.kit.start.StartFailure;
import io.ropewalk.stream.partition.StartPolicy;
import io.ropewalk.stream.testing.Configured;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartCheckTest {

    @Test
    void theDefaultsPass() {
        assertThatCode(() -> StartCheck.check(Configured.stream(Map.of())))
                .doesNotThrowAnyException();
    }

    @Test
    void aStartIsOldestNewestOrAnInstant() {
        assertThat(StartCheck.start("oldest")).isEqualTo(new StartPolicy.Oldest());
        assertThat(StartCheck.start(" newest ")).isEqualTo(new StartPolicy.Newest());
        assertThat(StartCheck.start("2026-11-01T00:00:00Z"))
                .isEqualTo(new StartPolicy.Since(Instant.parse("2026-11-01T00:00:00Z")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "app-id | my-app | 1 to 32 letters and digits",
                "app-id | abcdefghijklmnopqrstuvwxyz0123456 | 1 to 32 letters and digits",
                "start | yesterday | 2026-11-01T00:00:00Z",
                "start | 2026-11-01 | 2026-11-01T00:00:00Z",
                "batch-size | 0 | from 1 to 10000, not 0",
                "batch-size | 10001 | from 1 to 10000, not 10001",
                "batch-bytes | 5 | from 1024",
                "max-event-bytes | 5 | from 1024",
                "queue-bytes | 5 | from 1024",
                "batch-max-age | 0s | above zero",
                "idle-timeout | 0s | above zero",
                "line-timeout | 0s | above zero",
                "drain-timeout | 0s | above zero",
                "stuck-sink-patience | 0s | above zero",
                "backoff-max | 1ms | not shorter than ropewalk.stream.backoff-min",
                "busy-max | 1ms | not shorter than ropewalk.stream.busy-min",
                "refresh-max | 1ms | not shorter than ropewalk.stream.refresh-min",
                "lease-ttl | 1s | at least 3s",
                "enrichment.quota-share | 1.5 | above 0, at most 1",
                "enrichment.edge-types | all,user | or is all",
                "enrichment.workers | 0 | from 1",
                "dead-letters.max-age | 0s | above zero",
                "dead-letters.max-count | 0 | from 1",
                "audit.max-age | 0s | above zero",
                "audit.max-count | 0 | from 1",
            })
    void nonsenseIsRefusedInOneSentence(String key, String value, String says) {
        var config = Configured.stream(Map.of("ropewalk.stream." + key, value));
        assertThatThrownBy(() -> StartCheck.check(config))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("ropewalk.stream." + key)
                .hasMessageContaining(says)
                .hasMessageEndingWith(".");
    }

    @ParameterizedTest
    @CsvSource({"acme, false", "'acme, globex', true", "*, true"})
    void aTakeoverOfACustomerThatIsNotStreamedIsRefused(String tenants, boolean passes) {
        var config =
                Configured.stream(
                        Map.of(
                                "ropewalk.stream.tenants",
                                tenants,
                                "ropewalk.stream.takeover.globex",
                                "/old/cache.json"));
        if (passes) {
            assertThatCode(() -> StartCheck.check(config)).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> StartCheck.check(config))
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining("ropewalk.stream.takeover.globex")
                    .hasMessageContaining("ropewalk.stream.tenants");
        }
    }

    @Test
    void aLenientApplicationIdMayHoldDashes() {
        var config =
                Configured.stream(
                        Map.of(
                                "ropewalk.stream.app-id", "my-app",
                                "ropewalk.stream.app-id-lenient", "true"));
        assertThatCode(() -> StartCheck.check(config)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"true, true", "yes, true", "False, false", "' ', false"})
    void theOldConnectorsSwitchTurnsVerticesOn(String word, boolean on) {
        assertThat(VertexWiring.isOn(false, Optional.of(word))).isEqualTo(on);
        assertThat(VertexWiring.isOn(true, Optional.of(word))).isTrue();
    }
}
