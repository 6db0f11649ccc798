package io.ropewalk.inventory.users;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.falcon.users.User;
import io.ropewalk.inventory.shape.Of;
import io.ropewalk.inventory.shape.Shaped;
import io.ropewalk.inventory.testing.Records;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UserShapeTest {
    private final UserShape shape = new UserShape("acme");

    @Test
    void aUserIsFoundByTheMailAddressAsOtherUsersAre() {
        // When
        Shaped shaped =
                shaped(
                        """
                        {'uuid': 'u1', 'uid': 'ada@example.com', 'first_name': 'Ada', 'last_name': 'Lovelace',
                         'status': 'active', 'factors': ['totp'], 'last_login_at': '2026-11-01T00:00:00Z'}
                        """);
        // Then
        assertThat(Records.properties(UserShape.TYPE, shaped))
                .isEqualTo(
                        Map.of(
                                "uid", "ada@example.com",
                                "email", "ada@example.com",
                                "first_name", "Ada",
                                "last_name", "Lovelace",
                                "status", "active",
                                "factors", List.of("totp"),
                                "has_mfa", true,
                                "last_login_at", "2026-11-01T00:00:00Z"));
        assertThat(Records.row(shaped).cid()).isEqualTo("c1");
    }

    @Test
    void withoutFactorsThereIsNoSecondOne() {
        assertThat(Records.properties(UserShape.TYPE, shaped("{'uuid': 'u1'}")))
                .isEqualTo(Map.of("has_mfa", false));
    }

    @Test
    void aUserWithoutAnIdIsRefused() {
        assertThat(shaped("{'uuid': ' '}")).isInstanceOf(Shaped.Refused.class);
    }

    private Shaped shaped(String json) {
        return shape.shape(new Of<>("c1", Records.of(User.class, json)));
    }
}
