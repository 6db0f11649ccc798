package io.ropewalk.alertops.closure.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.ropewalk.alertops.testing.ServiceResource;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A service that is set to read only, and to small closures. */
@QuarkusTest
@TestProfile(ClosureLimitsTest.Small.class)
@QuarkusTestResource(ServiceResource.class)
class ClosureLimitsTest {
    private static final int MOST = 10;

    private final Closing closing = new Closing("acme");

    /** The settings. */
    public static final class Small implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "ropewalk.guards.writes",
                    "off",
                    "ropewalk.alerts.closure.max-alerts",
                    String.valueOf(MOST));
        }
    }

    @Test
    void withoutWritesThereArePreviewsOnly() {
        // Given
        closing.seed(100, MOST);
        // When
        JsonPath preview = closing.preview(Closing.byHash(""));
        // Then
        assertThat(preview.getInt("total")).isEqualTo(MOST);
        closing.execute(preview.getString("id"), preview.getString("confirmToken"), MOST)
                .statusCode(403)
                .body("rule", equalTo("writes"))
                .body("detail", containsString("read only"));
        assertThat(closing.get(preview.getString("id")).getString("waitsFor")).isEqualTo("confirm");
        assertThat(closing.alerts(1).getMap("written")).isEmpty();
    }

    @Test
    void oneAlertMoreThanTheLimitIsRefused() {
        // Given
        closing.seed(100, MOST + 1);
        // When, Then
        closing.ask(Closing.byHash(""))
                .statusCode(403)
                .body("rule", equalTo("closure-max-alerts"))
                .body("detail", containsString("more than " + MOST + " alerts. Narrow it"));
    }
}
