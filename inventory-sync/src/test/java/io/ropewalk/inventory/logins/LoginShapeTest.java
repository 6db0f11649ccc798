package io.ropewalk.inventory.logins;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.falcon.discover.Login;
import io.ropewalk.inventory.shape.Of;
import io.ropewalk.inventory.shape.Shaped;
import io.ropewalk.inventory.testing.Records;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginShapeTest {
    private final LoginShape shape = new LoginShape("acme");

    @Test
    void aLoginHangsOnItsHost() {
        // When
        Shaped shaped =
                shaped(
                        """
                        {'id': 'l1', 'cid': 'c1', 'aid': 'c1_a1', 'username': 'ada', 'account_name': 'EXAMPLE\\\\ada',
                         'login_type': 'Interactive', 'login_event_count': 12, 'login_timestamp': '2026-11-01T00:00:00Z'}
                        """);
        // Then
        assertThat(Records.properties(LoginShape.TYPE, shaped))
                .isEqualTo(
                        Map.of(
                                "aid", "a1",
                                "username", "ada",
                                "account_name", "EXAMPLE\\ada",
                                "login_type", "Interactive",
                                "login_event_count", 12L,
                                "login_timestamp", "2026-11-01T00:00:00Z"));
        assertThat(Records.links(LoginShape.TYPE, shaped, "HAS_LOGIN")).containsExactly("a1");
        assertThat(Records.row(shaped).lane()).isEqualTo("a1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'id': 'l1'}", "{'id': 'l1', 'aid': ' '}"})
    void atAHostWithoutASensorItStandsAlone(String json) {
        // When
        Shaped shaped = shaped(json);
        // Then
        assertThat(Records.links(LoginShape.TYPE, shaped, "HAS_LOGIN")).isEmpty();
        assertThat(Records.row(shaped).lane()).isEqualTo("l1");
    }

    @Test
    void aLoginWithoutAnIdIsRefused() {
        assertThat(shaped("{'id': ''}")).isInstanceOf(Shaped.Refused.class);
    }

    private Shaped shaped(String json) {
        return shape.shape(new Of<>("c1", Records.of(Login.class, json)));
    }
}
