package io.ropewalk.alertops.action.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.ropewalk.alertops.testing.Api;
import io.ropewalk.alertops.testing.FalconPolicies;
import io.ropewalk.alertops.testing.ServiceResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What every action on prevention policies answers, whatever happens. */
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

    private static void fault(String method, String path, String fault) {
        Api.sim(
                        "/_sim/faults",
                        "{\"rules\":[{\"match\":{\"method\":\"%s\",\"path\":\"%s\",\"tenant\":\"acme\"},\"times\":\"forever\",\"fault\":%s}]}"
                                .formatted(method, path, fault))
                .statusCode(200);
    }

    private static void faultOfWrites(PolicyCall call, String fault) {
        fault(call.method, call.path, fault);
    }

    /** The first thing each of them reads. */
    private static void faultOfReads(PolicyCall call, String fault) {
        fault(
                "GET",
                call == PolicyCall.CREATE ? "/policy/combined/prevention/v1" : PolicyCall.GET.path,
                fault);
    }

    @ParameterizedTest
    @EnumSource
    void itIsDone(PolicyCall call) {
        call.on(spare)
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].id", equalTo(call == PolicyCall.CREATE ? "Made" : spare))
                .body("items[0].outcome", equalTo("done"))
                .body("items[0].traceId", notNullValue())
                .body("next", equalTo(null));
    }

    @ParameterizedTest
    @EnumSource
    void ofNothingNothingIsAsked(PolicyCall call) {
        String list = call.body(spare, "").contains("resources") ? "resources" : "ids";
        Api.act(
                        call.role,
                        call.slug,
                        "{\"%s\":[]%s}"
                                .formatted(
                                        list,
                                        call == PolicyCall.PERFORM
                                                ? ",\"action_name\":\"enable\""
                                                : ""))
                .statusCode(400)
                .body("detail", containsString(list + " must not be empty"));
        Api.act(call.role, call.slug, "{}").statusCode(400);
    }

    @ParameterizedTest
    @EnumSource
    void aFieldNobodyKnowsIsRefused(PolicyCall call) {
        call.on(spare, ",\"forse\":true")
                .statusCode(400)
                .body("detail", containsString("forse is unknown"));
    }

    @ParameterizedTest
    @EnumSource
    void withoutATokenOrTheRoleNothingIsDone(PolicyCall call) {
        given().contentType("application/json")
                .body(call.body(spare, ""))
                .post(Api.of("acme") + "/actions/" + call.slug)
                .then()
                .statusCode(401);
        Api.act(call.writes() ? "responder" : "stranger", call.slug, call.body(spare, ""))
                .statusCode(403)
                .body("category", equalTo("auth"));
    }

    @ParameterizedTest
    @EnumSource
    void aCustomerNobodyKnowsIsSaid(PolicyCall call) {
        Api.as(call.role)
                .body(call.body(spare, ""))
                .post(Api.of("nobody") + "/actions/" + call.slug)
                .then()
                .statusCode(404);
    }

    @ParameterizedTest
    @EnumSource
    void aPolicyThatIsNotThereIsNotFound(PolicyCall call) {
        call.on(NOBODY)
                .statusCode(200)
                .body("items[0].outcome", equalTo("not-found"))
                .body("items[0].category", equalTo("not-found"));
    }

    @ParameterizedTest
    @EnumSource
    void aScopeThatIsMissingIsNamed(PolicyCall call) {
        faultOfReads(call, "{\"type\":\"scope-missing\"}");
        call.on(spare)
                .statusCode(403)
                .body("category", equalTo("scope-missing"))
                .body("missingScope", equalTo("Prevention Policies: read"));
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "GET")
    void theScopeToWriteIsNamedToo(PolicyCall call) {
        faultOfWrites(call, "{\"type\":\"scope-missing\"}");
        call.on(spare).statusCode(403).body("missingScope", equalTo("Prevention Policies: write"));
    }

    @ParameterizedTest
    @CsvSource({
        "400, 400, bad-request",
        "500, 502, vendor-down",
        "408, 504, timeout",
        "409, 409, conflict"
    })
    void whatCannotBeReadIsAProblem(int falcon, int status, String category) {
        for (PolicyCall call : PolicyCall.values()) {
            faultOfReads(call, "{\"type\":\"status\",\"status\":%d}".formatted(falcon));
            call.on(spare)
                    .statusCode(status)
                    .body("category", equalTo(category))
                    .body("traceId", notNullValue());
            given().delete(Api.falcon() + "/_sim/faults");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "GET")
    void whatFalconDoesNotWriteIsSaidOfEach(PolicyCall call) {
        int before = FalconPolicies.all().size();
        for (String[] row :
                new String[][] {
                    {"400", "bad-request"},
                    {"409", "conflict"},
                    {"500", "vendor-down"},
                    {"408", "timeout"}
                }) {
            faultOfWrites(call, "{\"type\":\"status\",\"status\":%s}".formatted(row[0]));
            call.on(spare)
                    .statusCode(200)
                    .body("items[0].outcome", equalTo("failed"))
                    .body("items[0].category", equalTo(row[1]))
                    .body("items[0].message", containsString(""));
            given().delete(Api.falcon() + "/_sim/faults");
        }
        assertThat(FalconPolicies.all()).hasSize(before);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "GET")
    void whatWasDoneWhileTheAnswerWasLostIsReadBack(PolicyCall call) {
        faultOfWrites(call, "{\"type\":\"reset\"}");
        call.on(spare).statusCode(200).body("items[0].outcome", equalTo("done"));
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
    @EnumSource
    void aQuotaThatIsUsedUpIsSaid(PolicyCall call) {
        Api.sim(
                        "/_sim/faults",
                        "{\"rules\":[{\"match\":{\"path\":\"/policy/*\",\"tenant\":\"busy\"},\"times\":\"forever\",\"fault\":{\"type\":\"throttle\",\"retryAfter\":\"600s\"}}]}")
                .statusCode(200);
        Api.as(call.role)
                .body(call.body(spare, ""))
                .post(Api.of("busy") + "/actions/" + call.slug)
                .then()
                .statusCode(429)
                .body("category", equalTo("throttled"));
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "GET")
    void aDryRunChangesNothingAndSaysWhatWouldBe(PolicyCall call) {
        var before = FalconPolicies.all();
        call.on(spare, ",\"dryRun\":true")
                .statusCode(200)
                .body("items[0].outcome", equalTo("done"))
                .body("items[0].message", containsString("Nothing was"))
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
