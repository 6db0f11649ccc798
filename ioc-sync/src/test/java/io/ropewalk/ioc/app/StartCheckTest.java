package io.ropewalk.ioc.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.ioc.config.IocConfig;
import io.ropewalk.ioc.config.OpenCtiConfig;
import io.ropewalk.kit.start.StartFailure;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With the defaults of the service itself, so that the aliases are tried too. */
class StartCheckTest {
    private static final Map<String, String> OLD =
            Map.of(
                    "OPENCTI_URL", "https://cti.example",
                    "OPENCTI_TOKEN", "t",
                    "CONNECTOR_ID", "c",
                    "CONNECTOR_LIVE_STREAM_ID", "s",
                    "CROWDSTRIKE_PERMANENT_DELETE", "True",
                    "CROWDSTRIKE_ACTION_ON_HASH", "prevent",
                    "ROPEWALK_IOC_TENANTS", "acme, other");

    @Test
    void withoutOpenctiTheActionsAreEnough() {
        assertThatCode(() -> check(Map.of(), Map.of())).doesNotThrowAnyException();
    }

    @Test
    void theVariablesOfTheConnectorBeforeAreEnough() {
        SmallRyeConfig config = config(OLD, Map.of());
        IocConfig ioc = config.getConfigMapping(IocConfig.class);
        OpenCtiConfig openCti = config.getConfigMapping(OpenCtiConfig.class);
        StartCheck.check(ioc, openCti);
        assertThat(ioc.permanentDelete()).isTrue();
        assertThat(ioc.mobile()).isFalse();
        assertThat(ioc.actionOnHash()).isEqualTo("prevent");
        assertThat(StartCheck.tenants(ioc)).containsExactly("acme", "other");
        assertThat(openCti.streamId()).contains("s");
        assertThat(openCti.connectorName()).isEqualTo("Ropewalk ioc-sync");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ropewalk.ioc.action-on-ip | prevent | no_action, detect",
                "ropewalk.ioc.action-on-hash | explode | prevent_no_ui",
                "ropewalk.ioc.scores | 10:bad | 80:critical",
                "ropewalk.ioc.batch-size | 0 | from 1 to 1000",
                "ropewalk.ioc.reconcile-max-share | 2 | 0 to 1",
                "ropewalk.ioc.lease-ttl | 1s | at least 3s",
                "ropewalk.opencti.url | ftp://cti.example | https://",
                "ropewalk.ioc.tombstones | 0s | above zero",
                "ropewalk.opencti.url | https:cti.example | names a host",
                "ropewalk.opencti.token | ' ' | is blank",
                "ropewalk.opencti.token-file | /nowhere | Set one of",
                "ropewalk.opencti.stream-id | '' | CONNECTOR_LIVE_STREAM_ID",
                "ropewalk.opencti.connector-id | '' | CONNECTOR_ID",
                "ropewalk.opencti.backoff-max | 10ms | not shorter",
                "ropewalk.ioc.tenants | '' | names the customers"
            })
    void whatCannotWorkIsRefusedInASentence(String key, String value, String says) {
        assertThatThrownBy(() -> check(OLD, Map.of(key, value)))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining(says);
    }

    private static void check(Map<String, String> variables, Map<String, String> keys) {
        SmallRyeConfig config = config(variables, keys);
        StartCheck.check(
                config.getConfigMapping(IocConfig.class),
                config.getConfigMapping(OpenCtiConfig.class));
    }

    private static SmallRyeConfig config(Map<String, String> variables, Map<String, String> keys) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .addDefaultInterceptors()
                .withSources(
                        new EnvConfigSource(variables, 300),
                        new PropertiesConfigSource(keys, "test", 500),
                        new PropertiesConfigSource(shipped(), "shipped", 250))
                .withMapping(IocConfig.class)
                .withMapping(OpenCtiConfig.class)
                .build();
    }

    private static Map<String, String> shipped() {
        try (InputStream in = StartCheckTest.class.getResourceAsStream("/application.properties")) {
            Properties all = new Properties();
            all.load(in);
            return new HashMap<>(
                    all.entrySet().stream()
                            .filter(it -> it.getKey().toString().startsWith("ropewalk."))
                            .collect(
                                    Collectors.toMap(
                                            it -> it.getKey().toString(),
                                            it -> it.getValue().toString())));
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
