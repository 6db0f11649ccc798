package io.ropewalk.kit.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.EnvConfigSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DashedNamesTest {

    @ParameterizedTest
    @CsvSource({
        "ROPEWALK_TENANTS_ACME_EU_CLIENT_ID, ropewalk.tenants.acme-eu.client-id",
        "ROPEWALK_TENANTS_ACME_EU_CLIENT_SECRET_FILE, ropewalk.tenants.acme-eu.client-secret-file",
        "ROPEWALK_CALLERS_INVENTORY_SYNC_SECRET, ropewalk.callers.inventory-sync.secret",
        "ROPEWALK_SINKS_MY_LAKE_TYPE, ropewalk.sinks.my-lake.type",
        "ROPEWALK_SINKS_MY_LAKE_CONNECT_TIMEOUT, ropewalk.sinks.my-lake.connect-timeout",
        "ROPEWALK_SINKS_MY_LAKE_EVENT_TYPES_0_, ropewalk.sinks.my-lake.event-types[0]",
        "ROPEWALK_SINKS_LAKE_2_URL, ropewalk.sinks.lake-2.url",
        "ROPEWALK_SINKS_MY_HOOK_HEADERS_AUTHORIZATION, ropewalk.sinks.my-hook.headers.authorization",
        "ROPEWALK_STREAM_TAKEOVER_ACME_EU, ropewalk.stream.takeover.acme-eu"
    })
    void aNameOfSeveralWordsHasDashes(String variable, String key) {
        assertThat(new DashedNames(Map.of(variable, "x")).getValue(key)).isEqualTo("x");
    }

    @Test
    void aNameWithDotsStandsBetweenUnderscores() {
        // When
        var names =
                new DashedNames(
                        Map.of("ROPEWALK_SINKS_MY_LAKE_PROPERTIES__SECURITY_PROTOCOL_", "SSL"));
        // Then
        assertThat(names.getValue("ropewalk.sinks.my-lake.properties.\"security.protocol\""))
                .isEqualTo("SSL");
    }

    @ParameterizedTest
    @CsvSource({
        "ROPEWALK_SINKS_LAKE_TYPE",
        "ROPEWALK_SINKS_LAKE_CONNECT_TIMEOUT",
        "ROPEWALK_SINKS_HOOK_HEADERS_TYPE",
        "ROPEWALK_SINKS__DATA_LAKE__TYPE",
        "ROPEWALK_STREAM_BATCH_SIZE",
        "ROPEWALK_OPENCTI_STREAM_ID",
        "PATH"
    })
    void othersAreLeftToTheOrdinaryRules(String variable) {
        assertThat(new DashedNames(Map.of(variable, "x")).getPropertyNames()).isEmpty();
    }

    /** Quarkus writes what it finds in other sources at build time into the package. */
    @Test
    void itCountsAsTheEnvironment() {
        assertThat(new DashedNames(Map.of())).isInstanceOf(EnvConfigSource.class);
    }
}
