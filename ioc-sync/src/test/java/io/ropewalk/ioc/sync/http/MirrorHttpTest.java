package io.ropewalk.ioc.sync.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.ropewalk.ioc.testing.Api;
import io.ropewalk.ioc.testing.ServiceResource;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole service, from a frame of the stream to an IOC of the simulated Falcon. */
@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class MirrorHttpTest {
    @TestHTTPResource(value = "/", management = true)
    URI management;

    @Test
    void anIndicatorOfTheStreamBecomesAnIocAndGoesOutOfUseAgain() {
        // When
        Api.event(
                "create",
                "create",
                Api.indicator("indicator--1", "2026-03-01T00:00:00Z", "one.example"));
        // Then
        await().until(() -> falcon().getList("items.value"), it -> it.contains("one.example"));
        assertThat(find("one.example", "action")).isEqualTo("detect");
        assertThat(find("one.example", "source")).isEqualTo("Ropewalk OpenCTI");
        // When
        Api.event(
                "delete",
                "update",
                Api.indicator("indicator--1", "2026-03-02T00:00:00Z", "one.example"));
        // Then
        await().until(() -> find("one.example", "action"), "no_action"::equals);
        Api.mirror(it -> it.getInt("counts.pending") == 0 && it.getInt("counts.retired") > 0);
        await().until(Api::asked, it -> it.contains("register") && it.contains("ping"));
    }

    @Test
    void anEventThatCannotBeReadIsShownAndCanBeTriedAgain() {
        // When
        var sent = new AtomicInteger();
        String id =
                await().pollInterval(Duration.ofSeconds(1))
                        .until(
                                () -> {
                                    // Who is not connected at this moment never sees a raw frame.
                                    Api.raw(
                                            "id: 5-%d\nevent: create\ndata: {\"broken\n\n"
                                                    .formatted(sent.incrementAndGet()));
                                    return Api.as("viewer")
                                            .get(Api.of("acme") + "/quarantine")
                                            .then()
                                            .statusCode(200)
                                            .extract()
                                            .jsonPath();
                                },
                                it -> !it.getList("items").isEmpty())
                        .getString("items.find { it.kind == 'event' }.id");
        // Then
        Api.as("responder")
                .post(Api.of("acme") + "/quarantine/" + id + "/replay")
                .then()
                .statusCode(200)
                .body("outcome", equalTo("refused"))
                .body("message", containsString("no JSON"));
    }

    @Test
    void aComparisonFindsNothingToDo() {
        Api.event(
                "create",
                "create",
                Api.indicator("indicator--2", "2026-03-01T00:00:00Z", "two.example"));
        await().until(() -> falcon().getList("items.value"), it -> it.contains("two.example"));
        Api.mirror(it -> it.getInt("counts.pending") == 0);
        Api.as("responder")
                .body("{\"dryRun\":true}")
                .post(Api.of("acme") + "/mirror/reconcile")
                .then()
                .statusCode(202);
        JsonPath mirror = Api.mirror(it -> it.get("reconcile") != null);
        assertThat(mirror.getString("reconcile.state")).isEqualTo("succeeded");
        assertThat(mirror.getList("objections")).isEmpty();
        assertThat(mirror.getInt("reconcile.counts.missing")).isZero();
        assertThat(mirror.getInt("reconcile.counts.extra")).isZero();
        assertThat(mirror.getInt("reconcile.counts.drifted")).isZero();
        assertThat(mirror.getBoolean("reconcile.counts.clean")).isTrue();
    }

    @Test
    void aResetInOpenctiReadsEverythingAgain() {
        Api.event(
                "create",
                "create",
                Api.indicator("indicator--3", "2026-03-01T00:00:00Z", "three.example"));
        Api.mirror(it -> it.get("writtenPosition") != null);
        given().post(Api.openCti() + "/_reset").then().statusCode(200);
        await().until(Api::asked, it -> it.lines().filter("from 0-0"::equals).count() >= 2);
    }

    @ParameterizedTest
    @CsvSource({
        "viewer, POST, /mirror/reconcile, 403",
        "responder, POST, /mirror/reset, 403",
        "viewer, POST, /quarantine/x/replay, 403",
        "viewer, GET, /quarantine?limit=0, 400",
        "responder, POST, /quarantine/x/replay, 404"
    })
    void whoMayNotIsToldSo(String role, String method, String path, int status) {
        Api.as(role).request(method, Api.of("acme") + path).then().statusCode(status);
    }

    @Test
    void removalsPastTheGuardTakeAnAdmin() {
        for (String wish : List.of("\"allowRemovals\":true", "\"adopt\":\"analyst\"")) {
            Api.as("responder")
                    .body("{" + wish + "}")
                    .post(Api.of("acme") + "/mirror/reconcile")
                    .then()
                    .statusCode(403)
                    .body("detail", containsString("admin"));
        }
    }

    @Test
    void aTenantThatIsNotMirroredIsNotFound() {
        Api.as("viewer").get(Api.of("other") + "/mirror").then().statusCode(404);
        given().get(Api.of("acme") + "/mirror").then().statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/health/live", "/q/health/ready", "/q/health/started"})
    void healthIsOpenAndUp(String path) {
        given().get(management.resolve(path)).then().statusCode(200).body("status", equalTo("UP"));
    }

    @Test
    void metricsSayHowTheMirrorStands() {
        await().until(
                        () -> given().get(management.resolve("/q/metrics")).asString(),
                        it ->
                                it.contains("ropewalk_ioc_entries{")
                                        && it.contains("ropewalk_ioc_lag_seconds"));
    }

    private static JsonPath falcon() {
        String falcon = ConfigProvider.getConfig().getValue(ServiceResource.FALCON, String.class);
        return given().get(falcon + "/_sim/iocs?tenant=acme").then().extract().jsonPath();
    }

    private static String find(String value, String member) {
        return falcon().getString("items.find { it.value == '%s' }.%s".formatted(value, member));
    }
}
