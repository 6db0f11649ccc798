package io.ropewalk.inventory.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.DurationConverter;
import io.ropewalk.inventory.assets.AssetKind;
import io.ropewalk.inventory.assets.Outlet;
import io.ropewalk.inventory.config.AssetsConfig;
import io.ropewalk.kit.config.KnownKeys;
import io.ropewalk.kit.start.StartFailure;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AssetSinksTest {
    private static final String ASSETS = "ropewalk.inventory.assets.";
    private static final String CONNECTOR = "3a1a9c54-6e0a-4b7f-9d5e-0f1e2d3c4b5a";

    @TempDir private Path folder;

    private static AssetsConfig config(Map<String, String> values) {
        SmallRyeConfigBuilder builder =
                new SmallRyeConfigBuilder()
                        .withMapping(AssetsConfig.class)
                        .withConverter(Duration.class, 200, new DurationConverter());
        values.forEach((key, value) -> builder.withDefaultValue(ASSETS + key, value));
        SmallRyeConfig config = builder.build();
        return config.getConfigMapping(AssetsConfig.class);
    }

    private static List<Outlet> sinks(Map<String, String> values) {
        return AssetSinks.of(config(values), Clock.systemUTC());
    }

    private static Map<String, String> sekoia(String key, String value) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("sinks.siem.type", "sekoia");
        values.put("sinks.siem.connector-uuid", CONNECTOR);
        values.put("sinks.siem.api-key", "k3y-canary");
        values.put("sinks.siem." + key, value);
        return values;
    }

    @Test
    void nothingIsDeliveredUnlessASinkIsConfigured() {
        AssetsConfig config = config(Map.of());
        assertThat(sinks(Map.of())).isEmpty();
        assertThat(config.schedule().period()).contains(Duration.ofHours(3));
        assertThat(config.batchSize()).isEqualTo(100);
        assertThat(config.removeMaxShare()).isEqualTo(0.2);
        assertThat(config.usersFallback()).isFalse();
        assertThat(config.kinds()).containsExactly("devices", "users");
    }

    @Test
    void everyTypeOfSinkCanBeMade() throws IOException {
        Path key = Files.writeString(folder.resolve("key"), "from-a-file\n");
        Map<String, String> values = new LinkedHashMap<>(sekoia("kinds", "devices"));
        values.remove("sinks.siem.api-key");
        values.put("sinks.siem.api-key-file", key.toString());
        values.put("sinks.siem.tenants", "acme");
        values.put("sinks.disk.type", "file");
        values.put("sinks.disk.path", folder + "/{tenant}.ndjson");
        values.put("sinks.lake.type", "kafka");
        values.put("sinks.lake.bootstrap-servers", "broker:9092");
        values.put("sinks.lake.topic", "assets");
        values.put("sinks.lake.properties.\"client.dns.lookup\"", "use_all_dns_ips");
        List<Outlet> outlets = sinks(values);
        assertThat(outlets)
                .extracting(outlet -> outlet.sink().name())
                .containsExactlyInAnyOrder("siem", "disk", "lake");
        Outlet siem =
                outlets.stream()
                        .filter(outlet -> outlet.sink().name().equals("siem"))
                        .findFirst()
                        .orElseThrow();
        assertThat(siem.kinds()).isEqualTo(Set.of(AssetKind.DEVICES));
        assertThat(siem.tenants()).isEqualTo(Set.of("acme"));
    }

    @ParameterizedTest
    @CsvSource({
        "path, /tmp/x, is not for a sink of type sekoia but for file",
        "topic, assets, is not for a sink of type sekoia but for kafka",
        "kinds, hosts, hosts",
        "connector-uuid, mine, connector-uuid",
        "url, http://siem.example, allow-http",
        "url, 'https://u:s3cret@siem.example', url must be",
        "api-key-file, /nowhere, exclude each other",
        "timeout, 0s, timeout"
    })
    void aBlockThatCannotWorkRefusesTheStartAndTellsNoSecret(
            String key, String value, String says) {
        assertThatThrownBy(() -> sinks(sekoia(key, value)))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining(says)
                .hasMessageNotContaining("k3y-canary")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void aSinkThatWouldGetNothingRefusesTheStart() {
        Map<String, String> values = sekoia("kinds", "users");
        values.put("kinds", "devices");
        assertThatThrownBy(() -> sinks(values))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("sinks.siem.kinds")
                .hasMessageContaining("get nothing");
    }

    @Test
    void filesThatCannotBeOneSinksOwnRefuseTheStart() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("sinks.disk.type", "file");
        values.put("sinks.disk.path", folder.toString());
        assertThatThrownBy(() -> sinks(values)).hasMessageContaining("is a directory");
        values.put("sinks.disk.path", folder + "/{tenant}.ndjson");
        values.put("sinks.other.type", "file");
        values.put("sinks.other.path", folder + "/./{tenant}.ndjson");
        assertThatThrownBy(() -> sinks(values))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("give each its own");
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThatThrownBy(() -> sinks(Map.of("sinks.siem.type", "sekoia")))
                .hasMessageContaining("sinks.siem")
                .hasMessageContaining("connector-uuid is missing");
        assertThatThrownBy(() -> sinks(Map.of("sinks.disk.type", "file")))
                .hasMessageContaining("path is missing");
        assertThatThrownBy(() -> sinks(Map.of("sinks.lake.type", "kafka")))
                .hasMessageContaining("bootstrap-servers is missing");
    }

    @Test
    void keysAreOnTheSuitesList() {
        var known = KnownKeys.load();
        for (String key :
                List.of("schedule", "users-fallback", "sinks.siem.api-key-file", "sinks.a.topic")) {
            assertThat(known.knowsProperty(ASSETS + key)).as(key).isTrue();
        }
        assertThat(known.knowsVariable("ROPEWALK_INVENTORY_ASSETS_SINKS_SIEM_API_KEY")).isTrue();
        assertThat(known.knowsProperty(ASSETS + "sinks.siem.apikey")).isFalse();
    }
}
