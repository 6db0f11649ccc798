package io.ropewalk.alertops.report.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.ropewalk.alertops.testing.Api;
import io.ropewalk.alertops.testing.ServiceResource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults on the way of a summary, with calls repeated as they are in service. */
@QuarkusTest
@TestProfile(SummaryFaultsTest.Patient.class)
@QuarkusTestResource(ServiceResource.class)
class SummaryFaultsTest {

    /** Without the way to Falcon that gives up at once. */
    public static final class Patient implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.arc.exclude-types", "io.ropewalk.alertops.testing.QuickFalcon");
        }
    }

    @AfterEach
    void heal() {
        Api.noFaults();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"throttle\"}",
                "{\"type\":\"status\",\"status\":503}",
                "{\"type\":\"expired-token\"}",
                "{\"type\":\"expire-cursor\"}",
                "{\"type\":\"reset\"}",
                "{\"type\":\"cut-body\",\"afterBytes\":1000}"
            })
    void whatGoesWrongOnceOnTheWayChangesNoCount(String fault) {
        // given
        Api.sim(
                        "/_sim/alerts",
                        "{\"tenant\":\"acme\",\"clear\":true,\"rules\":{\"onlyListed\":true},\"seed\":{\"count\":3000}}")
                .statusCode(200);
        Map<String, Integer> undisturbed = totals(summary());
        Api.sim(
                        "/_sim/faults",
                        "{\"rules\":[{\"match\":{\"tenant\":\"acme\",\"path\":\"/alerts/combined/*\"},\"skip\":1,\"times\":1,\"fault\":%s}]}"
                                .formatted(fault))
                .statusCode(200);
        // when
        ValidatableResponse answer = summary();
        // then
        answer.body("state", is("succeeded")).body("coverage.examined", is(3_000));
        assertThat(totals(answer)).isEqualTo(undisturbed);
    }

    private static ValidatableResponse summary() {
        return Api.as("viewer")
                .accept("application/json")
                .get(Api.of("acme") + "/reports/hashes?days=3650&limit=1000")
                .then()
                .statusCode(200);
    }

    private static Map<String, Integer> totals(ValidatableResponse answer) {
        List<Map<String, Object>> items = answer.extract().path("items");
        return items.stream()
                .collect(
                        Collectors.toMap(
                                it -> (String) it.get("sha256"), it -> (Integer) it.get("total")));
    }
}
