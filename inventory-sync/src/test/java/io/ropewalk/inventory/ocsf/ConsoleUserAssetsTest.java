package io.ropewalk.inventory.ocsf;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ropewalk.falcon.users.User;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ConsoleUserAssetsTest {
    private static final String UUID = "3c5f0a7e-2b7a-4a54-9a53-6a5c1f2f8a10";

    private static final String EVENT =
            """
            {
              "activity_id": 2, "activity_name": "Collect", "category_uid": 5, "category_name": "Discovery",
              "class_uid": 5003, "class_name": "User Inventory Info", "type_uid": 500302,
              "type_name": "User Inventory", "severity_id": 1, "severity": "Informational", "time": 1715786950,
              "metadata": {"product": {"name": "Crowdstrike Falcon", "version": "N/A"}, "version": "1.6.0"},
              "user": {
                "uid": "%1$s", "name": "jane.doe", "full_name": "Jane Doe", "email_addr": "jane@example.com",
                "has_mfa": true, "account": {"name": "jane.doe", "uid": "%1$s", "type_id": 99, "type": "Other"}},
              "enrichments": [{"name": "login", "value": "infos",
                "data": {"is_enabled": true, "last_logon": "2026-11-19T08:00:00Z"}}]
            }
            """
                    .formatted(UUID);

    private static JsonNode event(User user) {
        String event = new ConsoleUserAssets().user(user).event();
        assertThat(OcsfSchema.faults(event)).isEmpty();
        return OcsfSchema.json(event);
    }

    private static User user(String first, String last, String status, List<String> factors) {
        return new User(
                UUID,
                "jane@example.com",
                "cid",
                first,
                last,
                status,
                null,
                factors,
                "2024-05-15T15:29:10Z",
                null,
                "2026-11-19T08:00:00Z",
                null);
    }

    @Test
    void mapsEveryFieldOfAUser() {
        assertThat(event(user("Jane", "Doe", "active", List.of("totp"))))
                .isEqualTo(OcsfSchema.json(EVENT));
    }

    @Test
    void aUserWithoutNameFactorOrRightIsAUserAllTheSame() {
        JsonNode event = event(user(null, " ", "inactive", null));
        assertThat(event.at("/user/name").asText()).isEqualTo(UUID);
        assertThat(event.at("/user").has("full_name")).isFalse();
        assertThat(event.at("/user/has_mfa").booleanValue()).isFalse();
        assertThat(event.at("/enrichments/0/data/is_enabled").booleanValue()).isFalse();
    }
}
