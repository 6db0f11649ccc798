package io.ropewalk.inventory.applications;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.falcon.discover.Application;
import io.ropewalk.inventory.shape.Shaped;
import io.ropewalk.inventory.testing.Records;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApplicationShapeTest {
    private final ApplicationShape shape = new ApplicationShape("acme");

    @Test
    void anApplicationHangsOnItsHost() {
        // When
        Shaped shaped =
                shaped(
                        """
                        {'id': 'c1_app', 'cid': 'c1', 'name': 'Firefox', 'vendor': 'Mozilla', 'version': '130',
                         'architectures': ['x64'], 'installation_paths': [], 'is_suspicious': false,
                         'host': {'id': 'c1_asset', 'aid': 'c1_a1'}}
                        """);
        // Then
        assertThat(Records.properties(ApplicationShape.TYPE, shaped))
                .isEqualTo(
                        Map.of(
                                "aid", "a1",
                                "name", "Firefox",
                                "vendor", "Mozilla",
                                "version", "130",
                                "architectures", List.of("x64"),
                                "is_suspicious", false));
        assertThat(Records.links(ApplicationShape.TYPE, shaped, "HAS_APPLICATION"))
                .containsExactly("a1");
        assertThat(Records.row(shaped).lane()).isEqualTo("a1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'id': 'app', 'cid': 'c1'}",
                "{'id': 'app', 'cid': 'c1', 'host': {'id': 'asset'}}",
                "{'id': 'app', 'cid': 'c1', 'host': {'id': 'asset', 'aid': ' '}}"
            })
    void onAHostWithoutASensorItStandsAlone(String json) {
        // When
        Shaped shaped = shaped(json);
        // Then
        assertThat(Records.links(ApplicationShape.TYPE, shaped, "HAS_APPLICATION")).isEmpty();
        assertThat(Records.row(shaped).lane()).isEqualTo("app");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'id': '', 'cid': 'c1'}", "{'id': 'app', 'cid': ' '}"})
    void anApplicationWithoutAnIdOrACustomerIsRefused(String json) {
        assertThat(shaped(json)).isInstanceOf(Shaped.Refused.class);
    }

    private Shaped shaped(String json) {
        return shape.shape(Records.of(Application.class, json));
    }
}
