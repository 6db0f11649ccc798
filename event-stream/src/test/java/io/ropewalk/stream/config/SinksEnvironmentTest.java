package io.ropewalk.stream.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.stream.testing.Configured;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a container's variables become. The manual of the sinks says the same. */
class SinksEnvironmentTest {

    @Test
    void aVariableIsAKeyOfItsSink() {
        // When
        var sinks =
                Configured.sinksOfEnvironment(
                                Map.of(
                                        "ROPEWALK_SINKS_SIEM_TYPE", "sekoia",
                                        "ROPEWALK_SINKS_SIEM_INTAKE_KEY", "k",
                                        "ROPEWALK_SINKS_SIEM_EVENT_TYPES", "A,B",
                                        "ROPEWALK_SINKS_SIEM_MIN_SEVERITY", "high"))
                        .sinks();
        // Then
        assertThat(sinks).containsOnlyKeys("siem");
        assertThat(sinks.get("siem").intakeKey()).contains("k");
        assertThat(sinks.get("siem").eventTypes().orElseThrow()).containsExactly("A", "B");
        assertThat(sinks.get("siem").minSeverity()).contains(SinksConfig.Severity.HIGH);
    }

    @Test
    void aNameWithDotsStandsBetweenDoubleUnderscores() {
        // When
        var sink =
                Configured.sinksOfEnvironment(
                                Map.of(
                                        "ROPEWALK_SINKS_LAKE_TYPE", "kafka",
                                        "ROPEWALK_SINKS_LAKE_PROPERTIES__SECURITY_PROTOCOL_", "SSL",
                                        "ROPEWALK_SINKS_LAKE_PROPERTIES__SASL_JAAS_CONFIG_", "x"))
                        .sinks()
                        .get("lake");
        // Then
        assertThat(sink.properties())
                .isEqualTo(Map.of("security.protocol", "SSL", "sasl.jaas.config", "x"));
    }

    @Test
    void aHeaderWithDashesArrivesWithDots() {
        // When
        var sink =
                Configured.sinksOfEnvironment(
                                Map.of(
                                        "ROPEWALK_SINKS_HOOK_TYPE", "http",
                                        "ROPEWALK_SINKS_HOOK_HEADERS__X_API_KEY_", "k"))
                        .sinks()
                        .get("hook");
        // Then
        assertThat(sink.headers()).isEqualTo(Map.of("x.api.key", "k"));
    }

    @Test
    void aSinksNameMayHoldDashes() {
        // When
        var sinks =
                Configured.sinksOfEnvironment(
                                Map.of(
                                        "ROPEWALK_SINKS_MY_DATA_LAKE_TYPE", "kafka",
                                        "ROPEWALK_SINKS_MY_DATA_LAKE_EVENT_TYPES_0_", "A",
                                        "ROPEWALK_SINKS_MY_DATA_LAKE_EVENT_TYPES_1_", "B",
                                        "ROPEWALK_SINKS_MY_DATA_LAKE_DELIVERY_TIMEOUT", "9s",
                                        "ROPEWALK_SINKS_MY_DATA_LAKE_PROPERTIES__SASL_JAAS_CONFIG_",
                                                "x",
                                        "ROPEWALK_SINKS_MY_HOOK_TYPE", "http",
                                        "ROPEWALK_SINKS_MY_HOOK_HEADERS__X_TYPE_", "k"))
                        .sinks();
        // Then
        assertThat(sinks).containsOnlyKeys("my-data-lake", "my-hook");
        assertThat(sinks.get("my-data-lake").type()).isEqualTo(SinksConfig.Type.KAFKA);
        assertThat(sinks.get("my-data-lake").eventTypes().orElseThrow()).containsExactly("A", "B");
        assertThat(sinks.get("my-data-lake").deliveryTimeout()).contains(Duration.ofSeconds(9));
        assertThat(sinks.get("my-data-lake").properties())
                .isEqualTo(Map.of("sasl.jaas.config", "x"));
        assertThat(sinks.get("my-hook").headers()).isEqualTo(Map.of("x.type", "k"));
    }

    @Test
    void aSinksNameWithADotStandsBetweenDoubleUnderscores() {
        // When
        var sinks =
                Configured.sinksOfEnvironment(Map.of("ROPEWALK_SINKS__DATA_LAKE__TYPE", "stdout"))
                        .sinks();
        // Then
        assertThat(sinks).containsOnlyKeys("data.lake");
    }

    /** The ordinary rules read it with a dot, ours with a dash: only one of the two is a tenant. */
    @Test
    void aTenantWhosePositionsAreTakenOverMayHoldDashesOrDots() {
        // When
        var takeover =
                Configured.streamOfEnvironment(
                                Map.of(
                                        "ROPEWALK_STREAM_TAKEOVER_ACME_EU", "/a",
                                        "ROPEWALK_STREAM_TAKEOVER_GLOBEX", "/b"))
                        .takeover();
        // Then
        assertThat(takeover)
                .isEqualTo(
                        Map.of(
                                "acme-eu", Path.of("/a"),
                                "acme.eu", Path.of("/a"),
                                "globex", Path.of("/b")));
    }
}
