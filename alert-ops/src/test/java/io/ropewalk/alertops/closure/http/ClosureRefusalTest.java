package io.ropewalk.alertops.closure.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.ropewalk.alertops.testing.Api;
import io.ropewalk.alertops.testing.ServiceResource;
import io.ropewalk.simulator.Tenant;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused, and that nothing is written then. */
@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class ClosureRefusalTest {
    private static final int PLANTED = 30;
    private static final String EMPTY_FILE =
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private final Closing closing = new Closing("capped");

    @BeforeEach
    void seed() {
        closing.seed(200, PLANTED);
    }

    @AfterEach
    void nothingWasWritten() {
        assertThat(closing.alerts(1).getMap("written")).isEmpty();
        Api.noFaults();
    }

    private static String body(String which) {
        return "{%s,\"action\":{\"status\":\"closed\"},\"reason\":\"r\"}".formatted(which);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"hashes\":[]                              | 400 | one of hashes",
                "\"hashes\":[\"abc\"]                       | 400 | A hash is",
                "\"hashes\":[\"" + EMPTY_FILE + "\"]        | 403 | protected-hashes",
                "\"criteria\":{}                            | 400 | one of hashes",
                "\"criteria\":{\"days\":7}                  | 400 | say only when",
                "\"criteria\":{\"days\":3650,\"severityAtLeast\":\"informational\"} | 400 | say only when",
                "\"criteria\":{\"days\":7,\"severity\":[\"informational\",\"low\",\"medium\",\"high\",\"critical\"]} | 400 | say only when",
                "\"criteria\":{\"days\":7,\"status\":[\"new\",\"in_progress\",\"reopened\",\"closed\"]} | 400 | say only when",
                "\"criteria\":{\"days\":7,\"status\":\"new,in_progress,reopened\"} | 400 | every open alert",
                "\"criteria\":{\"days\":7,\"match\":\"exact\",\"product\":\"epp,idp,mobile,xdr,overwatch,cwpp,ngsiem,thirdparty,data-protection,automated-lead\"} | 400 | say only when",
                "\"criteria\":{\"type\":\"ldt\"}            | 400 | no beginning in time",
                "\"criteria\":{\"type\":\"ldt\",\"to\":\"2026-01-01\"} | 400 | no beginning in time",
                "\"criteria\":{\"days\":7,\"filter\":\"status:'new'\"} | 400 | filter is unknown",
                "\"criteria\":{\"days\":7,\"type\":\"*\"}   | 400 | wildcard",
                "\"criteria\":{\"days\":7,\"type\":[null]}  | 400 | criteria holds texts",
                "\"criteria\":{\"days\":7,\"type\":\"ldt\",\"sort\":\"newest\"} | 400 | sort is unknown",
                "\"compositeIds\":[\"nonsense\"]            | 400 | A composite id is",
                "\"compositeIds\":[\"x\"],\"hashes\":[\"y\"] | 400 | one of hashes",
                "\"hashes\":[\"5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9\"],\"hashFields\":[\"parent_details.sha256\"] | 400 | hashFields",
                "\"hashes\":[\"5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9\"],\"include\":[\"everything\"] | 400 | include names"
            })
    void selectionsThatAreNone(String which, int status, String words) {
        closing.ask(body(which)).statusCode(status).body("detail", containsString(words));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"status\":\"resolved\"                        | status is one of",
                "\"resolution\":\"benign\"                      | resolution is one of",
                "\"addTags\":[\"false_positive\"]               | send resolution",
                "\"addTags\":[\"a\"],\"removeTags\":[\"a\"]     | either added or removed",
                "\"unassign\":true,\"assignToName\":\"A\"       | Give one of",
                "\"color\":\"red\"                             | color is unknown"
            })
    void actionsThatAreNone(String action, String words) {
        closing.ask(
                        "{\"hashes\":[\"%s\"],\"action\":{%s},\"reason\":\"r\"}"
                                .formatted(Closing.HASH, action))
                .statusCode(400)
                .body("detail", containsString(words));
    }

    @Test
    void aProtectedHashIsRefusedInAnyCase() {
        closing.ask(
                        body(
                                "\"hashes\":[\"%s\"]"
                                        .formatted(
                                                ServiceResource.PROTECTED_HASH.toUpperCase(
                                                        Locale.ROOT))))
                .statusCode(403)
                .body("rule", equalTo("protected-hashes"));
    }

    @Test
    void anIdOfAnotherCustomerIsRefused() {
        String foreign = Tenant.of("other", "", "", 1).cid() + ":ind:a:1-2-3";
        closing.ask(body("\"compositeIds\":[\"%s\"]".formatted(foreign)))
                .statusCode(403)
                .body("rule", equalTo("cross-tenant"));
    }

    @Test
    void aListOfCustomersIsNoneToWriteTo() {
        String id = closing.preview(Closing.byHash("")).getString("id");
        for (String tenant : List.of("*", "capped,other")) {
            Closing.anna()
                    .body(Closing.confirmation("any", PLANTED))
                    .post("/v1/tenants/" + tenant + "/closures/" + id + "/execute")
                    .then()
                    .statusCode(400)
                    .body("detail", containsString("exactly one customer"));
        }
    }

    @Test
    void idsAreNotLookedForAtSeveralCustomers() {
        Closing.anna()
                .body(body("\"compositeIds\":[\"x\"]"))
                .post("/v1/tenants/capped,other/closures")
                .then()
                .statusCode(400)
                .body("detail", containsString("exactly one customer"));
    }

    @Test
    void whatIsWrongForAllOfSeveralCustomersIsRefused() {
        Closing.anna()
                .body(body("\"criteria\":{\"days\":7}"))
                .post("/v1/tenants/capped,other/closures")
                .then()
                .statusCode(400)
                .body("detail", containsString("say only when"));
    }

    @Test
    void moreThanTheLimitIsRefusedWithHowToNarrow() {
        String ids =
                IntStream.range(0, 10_001)
                        .mapToObj(i -> Tenant.of("capped", "", "", 1).cid() + ":ind:a:" + i)
                        .collect(
                                java.util.stream.Collectors.joining(
                                        "\",\"", "\"compositeIds\":[\"", "\"]"));
        closing.ask(body(ids))
                .statusCode(403)
                .body("rule", equalTo("closure-max-alerts"))
                .body("detail", containsString("Narrow it"));
    }

    @Test
    void aTokenIsGoodForOneClosureOneCustomerOneCallerOneCountAndOnce() {
        // Given
        JsonPath preview = closing.preview(Closing.byHash(""));
        JsonPath other = closing.preview(Closing.byHash(""));
        String id = preview.getString("id");
        String token = preview.getString("confirmToken");
        // When, Then
        closing.execute(id, other.getString("confirmToken"), PLANTED).statusCode(409);
        closing.execute(id, "wrong", PLANTED).statusCode(409);
        closing.execute(id, token, PLANTED - 1)
                .statusCode(409)
                .body("detail", containsString("expectedCount"));
        Closing.by("bob@example.com", "responder")
                .body(Closing.confirmation(token, PLANTED))
                .post(closing.path(id) + "/execute")
                .then()
                .statusCode(409);
        Closing.anna()
                .body(Closing.confirmation(token, PLANTED))
                .post("/v1/tenants/acme/closures/" + id + "/execute")
                .then()
                .statusCode(404);
        Closing.anna()
                .get("/v1/tenants/acme/closures/" + id)
                .then()
                .statusCode(404)
                .body("type", containsString("not-found"));
        assertThat(closing.get(id).getString("waitsFor")).isEqualTo("confirm");
        closing.step(id, "cancel").statusCode(202);
        closing.execute(id, token, PLANTED).statusCode(409);
        closing.step(id, "resume").statusCode(409);
        closing.step(id, "revert").statusCode(409);
        assertThat(closing.get(id).getString("state")).isEqualTo("cancelled");
    }

    @Test
    void theTokenIsNeitherInTheAuditNorInTheClosure() {
        JsonPath preview = closing.preview(Closing.byHash(""));
        String token = preview.getString("confirmToken");
        String audit = Api.as("viewer").get(Api.of("capped") + "/audit").asString();
        String shown = Closing.anna().get(closing.path(preview.getString("id"))).asString();
        assertThat(audit).contains(preview.getString("id")).doesNotContain(token);
        assertThat(shown).doesNotContain(token).doesNotContain("confirmToken");
    }

    @Test
    void whatIsLeftOutIsCountedByReason() {
        // Given
        List<String> ids = closing.preview(Closing.byHash("")).getList("sample.compositeId");
        closing.change(ids.subList(0, 2), "assign_to_user_id", "bob@example.com");
        closing.change(ids.subList(2, 5), "update_status", "closed");
        // When
        JsonPath preview = closing.preview(Closing.byHash("").replace(",\"recently-updated\"", ""));
        // Then
        assertThat(preview.getInt("total")).isEqualTo(PLANTED - 5);
        assertThat(preview.getInt("examined")).isEqualTo(PLANTED);
        assertThat(preview.<Integer>getList("excluded.count")).containsExactlyInAnyOrder(3, 2);
        assertThat(preview.<String>getList("excluded.reason"))
                .contains("already-closed", "assigned-to-others");
    }

    @Test
    void aResponderSeesClosuresOfSeveralCustomersPageByPage() {
        closing.preview(Closing.byHash(""));
        closing.preview(Closing.byHash(""));
        String next =
                Api.as("viewer")
                        .get("/v1/tenants/capped,acme/closures?limit=1")
                        .then()
                        .statusCode(200)
                        .body("items", hasSize(1))
                        .body("items[0].tenant", equalTo("capped"))
                        .extract()
                        .path("next");
        Api.as("viewer")
                .get("/v1/tenants/*/closures?limit=1&after=" + next)
                .then()
                .statusCode(200)
                .body("items", hasSize(1));
        Api.as("viewer").get("/v1/tenants/capped/closures?after=x").then().statusCode(400);
    }
}
