package io.ropewalk.kit.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class KnownKeysTest {
    private final KnownKeys keys =
            KnownKeys.of(
                    List.of(
                            "# a comment",
                            "",
                            "ropewalk.tenants.*.client-id",
                            "ropewalk.stream.**",
                            "ropewalk.auth.url"));

    @Test
    void knowsNamesTheUserChose() {
        assertThat(keys.knowsProperty("ropewalk.tenants.acme.client-id")).isTrue();
        assertThat(keys.knowsProperty("ropewalk.tenants.\"acme.eu\".client-id")).isTrue();
        assertThat(keys.knowsProperty("ropewalk.tenants.acme.eu.client-id")).isFalse();
    }

    @Test
    void knowsWhatFollowsTwoStars() {
        assertThat(keys.knowsProperty("ropewalk.stream.batch-size")).isTrue();
        assertThat(keys.knowsProperty("ropewalk.stream")).isFalse();
    }

    @Test
    void dotsInAPatternAreDots() {
        assertThat(keys.knowsProperty("ropewalk-auth-url")).isFalse();
    }

    @Test
    void knowsVariables() {
        assertThat(keys.knowsVariable("ROPEWALK_TENANTS_ACME_CLIENT_ID")).isTrue();
        assertThat(keys.knowsVariable("ROPEWALK_TENANTS_ACME_CLIENT_IDD")).isFalse();
    }

    @Test
    void letsVariablesPassThatKubernetesMakes() {
        assertThat(keys.knowsVariable("ROPEWALK_AUTH_SERVICE_SERVICE_HOST")).isTrue();
        assertThat(keys.knowsVariable("ROPEWALK_AUTH_SERVICE_PORT_8080_TCP_ADDR")).isTrue();
    }

    @Test
    void namesTheNearest() {
        assertThat(keys.nearestProperty("ropewalk.auth.uri")).contains("ropewalk.auth.url");
        assertThat(keys.nearestVariable("ROPEWALK_AUTH_URI")).contains("ROPEWALK_AUTH_URL");
    }

    @Test
    void theShippedListLoads() {
        assertThat(KnownKeys.load().knowsProperty("ropewalk.auth.token-file")).isTrue();
    }
}
