package io.ropewalk.alertops.action.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.ropewalk.alertops.testing.Api;
import io.ropewalk.alertops.testing.FalconPolicies;
import io.ropewalk.alertops.testing.ServiceResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * What actions on prevention policies answer besides what the table of all answers has: dry runs,
 * caps, and what cannot be read back.
 */
@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class PolicyTableTest {
    private static final String NOBODY = "00000000000000000000000000000000";

    private String spare;

    @BeforeEach
    void begin() {
        FalconPolicies.reset();
        spare = FalconPolicies.make("Spare");
    }

    @AfterEach
    void end() {
        FalconPolicies.reset();
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"GET", "CREATE", "DELETE"})
    void whatCannotBeReadBackIsNotGuessed(PolicyCall call) {
        Api.sim(
                        "/_sim/faults",
                        "{\"rules\":[{\"match\":{\"method\":\"GET\",\"path\":\"%s\",\"tenant\":\"acme\"},\"skip\":1,\"times\":\"forever\",\"fault\":{\"type\":\"status\",\"status\":400}},{\"match\":{\"method\":\"%s\",\"path\":\"%s\",\"tenant\":\"acme\"},\"times\":\"forever\",\"fault\":{\"type\":\"reset\"}}]}"
                                .formatted(PolicyCall.GET.path, call.method, call.path))
                .statusCode(200);
        call.on(spare)
                .statusCode(200)
                .body("items[0].outcome", equalTo("failed"))
                .body("items[0].category", equalTo("network"))
                .body("items[0].message", containsString("Perhaps it was done"));
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "GET")
    void aDryRunChangesNothingAndSaysWhatWouldBe(PolicyCall call) {
        var before = FalconPolicies.all();
        call.on(spare, ",\"dryRun\":true")
                .statusCode(200)
                .body("items[0].outcome", equalTo("accepted"))
                .body("items[0].message", startsWith("Dry run, nothing was sent. "))
                .body("items[0].resource.members", equalTo(0))
                .body("items[0].resource.difference[0].path", notNullValue())
                .body(
                        "items[0].resource.before.id",
                        anyOf(equalTo(call == PolicyCall.CREATE ? null : spare)));
        assertThat(FalconPolicies.all()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "GET")
    void oneRequestChangesOnePolicyUnlessAnAdminSaysWhy(PolicyCall call) {
        String first = call.body(spare, "");
        String second = call.body(FalconPolicies.make("Second"), "");
        String both =
                switch (call) {
                    case CREATE, UPDATE ->
                            first.substring(0, first.lastIndexOf(']'))
                                    + ","
                                    + inner(second).replace("Made", "Made too")
                                    + "]}";
                    case GET, DELETE, PERFORM ->
                            call.body(spare, "")
                                    .replace(
                                            "\"" + spare + "\"",
                                            "\"%s\",\"%s\",\"%s\""
                                                    .formatted(
                                                            spare,
                                                            NOBODY,
                                                            FalconPolicies.id("Second")));
                };
        Api.act("admin", call.slug, both)
                .statusCode(403)
                .body("rule", equalTo("policies-max-per-request"));
        Api.act(
                        "admin",
                        call.slug,
                        both.substring(0, both.length() - 1)
                                + ",\"past\":[\"policies-max-per-request\"],\"reason\":\"CHG-9\"}")
                .statusCode(200)
                .body("items[0].outcome", equalTo("done"))
                .body("items[-1].outcome", equalTo("done"));
    }

    private static String inner(String body) {
        return body.substring(body.indexOf('[') + 1, body.lastIndexOf(']'));
    }
}
