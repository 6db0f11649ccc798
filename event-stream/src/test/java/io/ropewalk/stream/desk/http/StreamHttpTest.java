package io.ropewalk.stream.desk.http;

import static io.restassured.RestAssured.given;
import static io.ropewalk.stream.testing.Api.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.ropewalk.stream.testing.Api;
import io.ropewalk.stream.testing.ServiceResource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class StreamHttpTest {
    private static final String ACME = Api.of("acme");

    @Test
    void aPartitionIsShownWithTheFieldsOthersAreWrittenAgainst() {
        // When
        var partition = Api.partition("acme", "2", it -> Api.isCaughtUp(it) && lagSeconds(it) == 0);
        // Then
        assertThat(partition)
                .containsEntry("partition", "2")
                .containsEntry("state", "open")
                .containsEntry("reason", "")
                .containsEntry("lagEvents", 0)
                .containsEntry("epoch", 0)
                .containsEntry("brokenLines", 0)
                .containsEntry("foreignConsumers", 0);
        assertThat((String) partition.get("owner")).isNotBlank();
        assertThat(partition.keySet())
                .contains("committedOffset", "readOffset", "reportedAt", "sinks")
                .doesNotContain("vertices");
        assertThat(sinks(partition).stream().map(it -> it.get("name")))
                .containsExactlyInAnyOrder("archive", "second", "picky", "down");
        assertThat(sinks(partition))
                .allSatisfy(sink ->
                        assertThat(sink)
                                .containsEntry("state", "delivering")
                                .containsEntry("committedOffset", partition.get("committedOffset"))
                                .containsEntry("queuedBytes", 0));
    }

    @Test
    void everyPartitionOfATenantIsListedByName() {
        Api.partition("acme", "2", Api::isCaughtUp);
        // When
        var streams = Api.streams("acme");
        // Then
        assertThat(streams.<String>getList("items.partition")).containsExactly("0", "1", "2");
        assertThat(streams.getString("next")).isNull();
        assertThat(streams.getMap("$")).doesNotContainKey("discovery");
    }

    @Test
    void aPartitionWithoutEventsHasNoOffsetAndNoLag() {
        // When
        var partition = Api.partition("empty", "0", it -> it.get("state").equals("open"));
        // Then
        assertThat(partition)
                .containsEntry("committedOffset", null)
                .containsEntry("readOffset", null)
                .containsEntry("lagEvents", 0);
    }

    @Test
    void aTenantThatFalconRefusesSaysWhy() {
        // When
        var streams =
                org.awaitility.Awaitility.await()
                        .until(() -> Api.streams("shut"), it -> it.get("discovery") != null);
        // Then
        assertThat(streams.getList("items")).isEmpty();
        assertThat(streams.getString("discovery.category")).isNotBlank();
        assertThat(streams.getString("discovery.message")).endsWith(".");
        assertThat(streams.getString("discovery.since")).isNotBlank();
    }

    @Test
    void aPartitionIsPausedAndResumedAndTheAuditKnows() {
        // Given
        Api.partition("acme", "0", Api::isCaughtUp);
        // When
        as("responder")
                .body("{\"reason\":\"maintenance\"}")
                .post(ACME + "/streams/0/pause")
                .then()
                .statusCode(202);
        var paused = Api.partition("acme", "0", it -> it.get("state").equals("paused"));
        as("responder").post(ACME + "/streams/0/resume").then().statusCode(202);
        var resumed = Api.partition("acme", "0", Api::isCaughtUp);
        // Then
        assertThat((String) paused.get("reason")).contains("paused");
        assertThat(resumed).containsEntry("committedOffset", paused.get("committedOffset"));
        assertThat(Api.lines("archive", "acme", "0")).hasSize(ServiceResource.EVENTS);
        var audit = as("viewer").get(ACME + "/audit").jsonPath();
        var acts = audit.getList("items.findAll { it.partition == '0' }.action");
        assertThat(acts).containsExactly("resume", "pause");
        assertThat(audit.getString("items.find { it.action == 'pause' }.by")).isEqualTo("tester");
        assertThat(audit.getString("items.find { it.action == 'pause' }.reason"))
                .isEqualTo("maintenance");
    }

    @ParameterizedTest
    @CsvSource({
        "responder, pause, 202",
        "responder, resume, 202",
        "admin, resume, 202",
        "viewer, pause, 403",
        "viewer, resume, 403",
        "viewer, seek, 403",
        "responder, seek, 403",
        "admin, seek, 202",
        "stranger, pause, 403",
    })
    void whatARoleMayDo(String role, String act, int status) {
        Api.partition("empty", "0", it -> true);
        as(role).body(act.equals("seek") ? "{\"to\":\"oldest\"}" : "{}")
                .post(Api.of("empty") + "/streams/0/" + act)
                .then()
                .statusCode(status);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/tenants/acme/streams",
        "GET, /v1/tenants/acme/audit",
        "GET, /v1/tenants/acme/dead-letters",
        "POST, /v1/tenants/acme/streams/0/pause",
        "POST, /v1/tenants/acme/streams/0/seek",
        "POST, /v1/tenants/acme/sinks/archive/test",
        "POST, /v1/tenants/acme/dead-letters/1/replay",
        "GET, /no/such/path",
        "GET, /q/metrics",
    })
    void nothingIsAnsweredWithoutAToken(String method, String path) {
        given().request(method, path).then().statusCode(401);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/tenants/nobody/streams, tenant",
        "GET, /v1/tenants/nobody/audit, tenant",
        "GET, /v1/tenants/nobody/dead-letters, tenant",
        "POST, /v1/tenants/nobody/streams/0/pause, tenant",
        "POST, /v1/tenants/nobody/sinks/archive/test, tenant",
        "POST, /v1/tenants/acme/streams/9/pause, partition",
        "POST, /v1/tenants/acme/streams/9/resume, partition",
        "POST, /v1/tenants/acme/sinks/nothing/test, sink",
        "POST, /v1/tenants/acme/dead-letters/nothing/replay, dead letter",
    })
    void whatIsNotThereIsAProblemThatSaysWhat(String method, String path, String what) {
        as("admin")
                .request(method, path)
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("category", equalTo("not-found"))
                .body("detail", containsString(what));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "?limit=0    | limit is a number from 1 to 200.",
                "?limit=201  | limit is a number from 1 to 200.",
                "?limit=many | limit is a number from 1 to 200.",
                "?after=x    | after is the next of an earlier answer.",
            })
    void aPageThatCannotBeIsRefused(String query, String says) {
        as("viewer")
                .get(ACME + "/audit" + query)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", equalTo(says));
    }

    @Test
    void aBodyThatMayBeLeftOutNeedsNoContentType() {
        Api.partition("empty", "0", it -> true);
        String token = Api.token("responder");
        given().auth()
                .oauth2(token)
                .post(Api.of("empty") + "/streams/0/resume")
                .then()
                .statusCode(202);
        given().auth()
                .oauth2(token)
                .post(Api.of("empty") + "/dead-letters/nothing/replay")
                .then()
                .statusCode(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"why\":\"x\"}   | allowed are: reason",
                "{\"reason\":     | not JSON",
                "5                  | JSON object",
            })
    void aPauseThatIsNotUnderstoodIsRefused(String body, String says) {
        as("responder")
                .body(body)
                .post(Api.of("empty") + "/streams/0/pause")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", containsString(says));
    }

    @Test
    void theAuditIsPagedNewestFirst() {
        // Given
        String tenant = Api.of("shut");
        for (int i = 0; i < 3; i++) {
            as("responder").post(tenant + "/sinks/archive/test").then().statusCode(200);
        }
        // When
        var first = as("viewer").get(tenant + "/audit?limit=2").jsonPath();
        var second = as("viewer").get(tenant + "/audit?limit=2&after=" + first.getString("next"));
        // Then
        List<String> ids = first.getList("items.id");
        assertThat(ids).hasSize(2);
        assertThat(Long.parseLong(ids.getFirst())).isGreaterThan(Long.parseLong(ids.getLast()));
        second.then().body("items.size()", equalTo(1)).body("next", nullValue());
        assertThat(second.jsonPath().<String>getList("items.id")).doesNotContainAnyElementsOf(ids);
    }

    private static double lagSeconds(Map<String, Object> partition) {
        return ((Number) partition.get("lagSeconds")).doubleValue();
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> sinks(Map<String, Object> partition) {
        return (List<Map<String, Object>>) partition.get("sinks");
    }
}
