package io.ropewalk.inventory.ocsf;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ropewalk.falcon.identity.IdentityUser;
import io.ropewalk.falcon.identity.IdentityUser.Account;
import io.ropewalk.falcon.identity.IdentityUser.Role;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UserAssetsTest {
    private static final String ID = "095b6929-44b9-4525-a0cc-9ef4552011f3";
    private static final Account ACCOUNT =
            new Account(
                    "CORP.EXAMPLE.COM", "j.doe", "S-1-5-21-1", "guid-1", true, "ACTIVE_DIRECTORY");

    private static final String EVENT =
            """
            {
              "activity_id": 2, "activity_name": "Collect", "category_uid": 5, "category_name": "Discovery",
              "class_uid": 5003, "class_name": "User Inventory Info", "type_uid": 500302,
              "type_name": "User Inventory", "severity_id": 1, "severity": "Informational", "time": 1715786950,
              "metadata": {"product": {"name": "Crowdstrike Falcon", "version": "N/A"}, "version": "1.6.0"},
              "user": {
                "uid": "%s", "name": "Jane Doe", "full_name": "Jane Doe CORP\\\\j.doe",
                "email_addr": "jane@example.com", "domain": "CORP.EXAMPLE.COM",
                "account": {"name": "j.doe", "uid": "S-1-5-21-1", "type_id": 1, "type": "LDAP Account"},
                "type_id": 2, "type": "Admin", "risk_level_id": 3, "risk_level": "High", "risk_score": 29},
              "enrichments": [{"name": "account_details", "value": "j.doe", "data": {"is_enabled": true}}]
            }
            """
                    .formatted(ID);

    private static IdentityUser jane(Account account) {
        return new IdentityUser(
                ID,
                "Jane Doe",
                "CORP\\j.doe",
                0.29,
                "HIGH",
                "2024-05-15T15:29:10.000Z",
                List.of("jane@example.com", "other@example.com"),
                List.of(account, ACCOUNT),
                List.of(new Role("HumanUserAccountRole"), new Role("DomainAdminsRole")));
    }

    private static IdentityUser nobody() {
        return new IdentityUser(ID, null, null, null, null, null, null, null, null);
    }

    private static JsonNode event(IdentityUser user) {
        String event = new UserAssets().user(user).event();
        assertThat(OcsfSchema.faults(event)).isEmpty();
        return OcsfSchema.json(event);
    }

    @Test
    void mapsEveryFieldOfAUser() {
        assertThat(event(jane(ACCOUNT))).isEqualTo(OcsfSchema.json(EVENT));
    }

    @Test
    void aUserOfWhomNothingIsKnownHasAnIdAsName() {
        JsonNode event = event(nobody());
        assertThat(event.at("/user/name").asText()).isEqualTo(ID);
        assertThat(event.at("/user/account/uid").asText()).isEqualTo(ID);
        assertThat(event.at("/user/account/type").asText()).isEqualTo("Other");
        assertThat(event.at("/user/type").asText()).isEqualTo("User");
        assertThat(event.at("/user").has("risk_score")).isFalse();
        assertThat(event.at("/user").has("risk_level_id")).isFalse();
        assertThat(event.has("enrichments")).isFalse();
        assertThat(event.path("time").asLong()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "ACTIVE_DIRECTORY, , 1, LDAP Account",
        "AZURE_ACTIVE_DIRECTORY, S-1, 6, Azure AD Account",
        "OKTA, , 99, Other",
        "OKTA, S-1, 1, LDAP Account",
        ", S-1, 1, LDAP Account",
        ", , 99, Other"
    })
    void tellsTheKindOfAccountByItsSourceOrItsSid(
            String source, String sid, int id, String caption) {
        Account account = new Account(null, null, sid, "guid-1", null, source);
        JsonNode json = event(jane(account)).at("/user/account");
        assertThat(json.path("type_id").asInt()).isEqualTo(id);
        assertThat(json.path("type").asText()).isEqualTo(caption);
        assertThat(json.path("uid").asText()).isEqualTo(sid == null ? "guid-1" : sid);
        assertThat(json.path("name").asText()).isEqualTo("Jane Doe");
    }

    @ParameterizedTest
    @CsvSource({
        "INFO, 0, Info",
        "LOW, 1, Low",
        "NORMAL, 1, Low",
        "MEDIUM, 2, Medium",
        "HIGH, 3, High",
        "CRITICAL, 4, Critical"
    })
    void tellsTheRiskByItsSeverity(String severity, int id, String caption) {
        var user = new IdentityUser(ID, "J", null, 1.0, severity, null, null, null, null);
        JsonNode json = event(user).path("user");
        assertThat(json.path("risk_level_id").asInt()).isEqualTo(id);
        assertThat(json.path("risk_level").asText()).isEqualTo(caption);
    }

    @ParameterizedTest
    @CsvSource({"0.29, 29", "0.57, 57", "0.0, 0", "1.0, 100", "0.005, 1", "0.004, 0"})
    void roundsTheScoreAndDoesNotCutIt(double score, long percent) {
        var user = new IdentityUser(ID, "J", null, score, null, null, null, null, null);
        assertThat(event(user).at("/user/risk_score").asLong()).isEqualTo(percent);
    }

    @Test
    void aDisabledAccountSaysSo() {
        Account disabled = new Account("D", "j", "S-1", null, false, null);
        assertThat(event(jane(disabled)).at("/enrichments/0/data/is_enabled").asText())
                .isEqualTo("false");
    }

    @Test
    void aRemovedUserIsTheLastKnownOneUnderAnotherActivity() {
        String content = new UserAssets().user(jane(ACCOUNT)).content();
        String event = AssetClass.USER.event(Activity.REMOVED, 1_800_000_000L, content);
        assertThat(OcsfSchema.faults(event)).isEmpty();
        assertThat(OcsfSchema.json(event).path("type_uid").asInt()).isEqualTo(500399);
        assertThat(OcsfSchema.json(event).path("user"))
                .isEqualTo(OcsfSchema.json(EVENT).path("user"));
    }
}
