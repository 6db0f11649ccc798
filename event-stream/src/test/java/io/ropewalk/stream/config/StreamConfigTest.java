package io.ropewalk.stream.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.kit.config.KnownKeys;
import io.ropewalk.stream.testing.Configured;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StreamConfigTest {
    private final KnownKeys known = KnownKeys.load();

    @Test
    void everyKeyIsOnTheSuitesList() {
        // When
        var keys = keys(StreamConfig.class, "ropewalk.stream.").toList();
        // Then
        assertThat(keys)
                .contains(
                        "ropewalk.stream.batch-size",
                        "ropewalk.stream.enrichment.workers",
                        "ropewalk.stream.dead-letters.max-age")
                .hasSizeGreaterThan(40)
                .allMatch(known::knowsProperty);
        assertThat(known.knowsProperty("ropewalk.stream.takeover.acme")).isTrue();
        assertThat(known.knowsProperty("ropewalk.stream.batchsize")).isFalse();
    }

    @Test
    void everyKeyOfASinkIsOnTheSuitesList() {
        // When
        var keys = keys(SinksConfig.SinkConfig.class, "ropewalk.sinks.lake.").toList();
        // Then
        assertThat(keys).hasSizeGreaterThan(30).allMatch(this::isKnown);
        assertThat(known.knowsProperty("ropewalk.sinks.lake.intakekey")).isFalse();
        assertThat(known.knowsVariable("ROPEWALK_SINKS_LAKE_PROPERTIES__SECURITY_PROTOCOL_"))
                .isTrue();
        assertThat(known.knowsVariable("ROPEWALK_SINKS_LAKE_HEADERS__X_API_KEY_")).isTrue();
    }

    /** A map's keys stand below its name. */
    private boolean isKnown(String key) {
        return known.knowsProperty(key) || known.knowsProperty(key + ".x");
    }

    private static Stream<String> keys(Class<?> mapping, String prefix) {
        return Arrays.stream(mapping.getMethods())
                .flatMap(method ->
                        method.getReturnType().getEnclosingClass() == StreamConfig.class
                                        && method.getReturnType().isInterface()
                                ? key(method, prefix)
                                        .flatMap(name -> keys(method.getReturnType(), name + "."))
                                : key(method, prefix));
    }

    private static Stream<String> key(Method method, String prefix) {
        String name = method.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
        return Stream.of(
                method.getReturnType().equals(Map.class) ? prefix + name + ".x" : prefix + name);
    }

    @Test
    void defaultsAreThoseOfProduction() {
        // When
        var config = Configured.stream(Map.of());
        // Then
        assertThat(config.tenants()).containsExactly("*");
        assertThat(config.appId()).isEqualTo("ropewalk");
        assertThat(config.batchSize()).isEqualTo(1000);
        assertThat(config.batchMaxAge()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.start()).isEqualTo("oldest");
        assertThat(config.idleTimeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(config.leaseTtl()).isEqualTo(Duration.ofSeconds(15));
        assertThat(config.onNewOffsets()).isEqualTo(StreamConfig.NewOffsets.RESET);
        assertThat(config.vertices()).isFalse();
        assertThat(config.detectsFallback()).isFalse();
        assertThat(config.takeover()).isEmpty();
    }

    @Test
    void aSinkNeedsNoMoreThanItsType() {
        // When
        var sink = Configured.sinks(Map.of("ropewalk.sinks.out.type", "stdout")).sinks().get("out");
        // Then
        assertThat(sink.type()).isEqualTo(SinksConfig.Type.STDOUT);
        assertThat(sink.eventTypes()).isEmpty();
        assertThat(sink.minSeverity()).isEmpty();
        assertThat(sink.retryMaxDelay()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void timesAreWrittenInBothForms() {
        // When
        var config =
                Configured.stream(
                        Map.of(
                                "ropewalk.stream.idle-timeout", "PT90S",
                                "ropewalk.stream.batch-max-age", "250ms",
                                "ropewalk.stream.tenants", "acme,globex"));
        // Then
        assertThat(config.idleTimeout()).isEqualTo(Duration.ofSeconds(90));
        assertThat(config.batchMaxAge()).isEqualTo(Duration.ofMillis(250));
        assertThat(config.tenants()).containsExactly("acme", "globex");
    }
}
