package io.ropewalk.alertops.action.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.ropewalk.alertops.testing.Api;
import io.ropewalk.alertops.testing.ServiceResource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Actions that read hosts, against the simulated Falcon. */
@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class HostReadsTest {
    private static final String NOBODY = "0".repeat(32);

    /** Begins a host in an answer that is too long for a tree. */
    private static final Pattern ITEM =
            Pattern.compile(
                    "\"id\":\"([0-9a-f]{32})\",\"outcome\":\"done\",\"traceId\":\"[^\"]*\",\"resource\":\\{\"device_id\":\"([0-9a-f]{32})\"");

    private static String search(String more) {
        return "{\"limit\":1000%s}".formatted(more.isEmpty() ? "" : "," + more);
    }

    private static List<String> found(String more) {
        return Api.act("viewer", "query_devices_by_filter", search(more))
                .statusCode(200)
                .extract()
                .path("items.id");
    }

    @Test
    void tenThousandHostsAreAnsweredInOneCallAndInOrder() {
        // Given
        List<String> ids = new ArrayList<>(Api.hostIds("wide", "", 10_000));
        Collections.shuffle(ids, new Random(7));
        Api.forgetRequests();
        // When
        String answer =
                Api.act(
                                "viewer",
                                "wide",
                                "get_device_details",
                                "{\"ids\":%s}".formatted(Api.list(ids)))
                        .statusCode(200)
                        .extract()
                        .asString();
        // Then
        List<String> items = new ArrayList<>();
        List<String> records = new ArrayList<>();
        ITEM.matcher(answer)
                .results()
                .forEach(it -> {
                    items.add(it.group(1));
                    records.add(it.group(2));
                });
        assertThat(items).isEqualTo(ids);
        assertThat(records).isEqualTo(ids);
        assertThat(Api.statuses("wide", "/devices/entities/devices/v2")).containsExactly(200, 200);
    }

    @Test
    void detailsStatesAndLoginsComeInOrderInChunksTheVendorTakes() {
        List<String> ids = new ArrayList<>(Api.hostIds("wide", "", 150));
        ids.add(75, NOBODY);
        Api.forgetRequests();
        for (String slug :
                List.of("get_device_details", "get_online_state", "query_device_login_history")) {
            Api.act("viewer", "wide", slug, "{\"ids\":%s}".formatted(Api.list(ids)))
                    .statusCode(200)
                    .body("items.id", equalTo(ids))
                    .body("items[74].outcome", equalTo("done"))
                    .body("items[75].outcome", equalTo("not-found"))
                    .body("items[76].outcome", equalTo("done"));
        }
        assertThat(Api.statuses("wide", "/devices/entities/online-state/v1"))
                .containsExactly(200, 200);
        assertThat(Api.statuses("wide", "/devices/combined/devices/login-history/v2"))
                .hasSize(16)
                .containsOnly(200);
    }

    @ParameterizedTest
    @CsvSource({
        "viewer, get_device_details, envelope",
        "viewer, get_device_details, html",
        "responder, isolate_endpoints, envelope",
        "responder, isolate_endpoints, html"
    })
    void aPathThatIsNotThereIsNoMissingHost(String role, String slug, String body) {
        // Given
        List<String> host = Api.hostIds("acme", "", 1);
        Api.fault(
                "acme",
                "/devices/entities/*",
                "1",
                "{\"type\":\"status\",\"status\":404,\"body\":\"%s\"}".formatted(body));
        // When, Then
        Api.act(role, slug, "{\"ids\":%s}".formatted(Api.list(host)))
                .statusCode(404)
                .body("detail", containsString("Falcon does not know"))
                .body("items", nullValue());
        Api.noFaults();
    }

    @Test
    void aHostsLoginsAreBoundedByCountAndTime() {
        List<String> host = Api.hostIds("acme", "", 1);
        Api.act(
                        "viewer",
                        "query_device_login_history",
                        "{\"ids\":%s,\"limit\":1,\"from\":\"2020-01-01T00:00:00Z\",\"to\":\"now\"}"
                                .formatted(Api.list(host)))
                .statusCode(200)
                .body("items[0].resource.device_id", equalTo(host.getFirst()))
                .body("items[0].resource.recent_logins.size()", lessThan(2));
    }

    @Test
    void theLimitIsTheAnswersAndTheRestIsReachedByNext() {
        // Given
        List<String> all = found("");
        assertThat(all).hasSize(50);
        List<String> walked = new ArrayList<>();
        String next = "";
        // When
        do {
            JsonPath page =
                    Api.act(
                                    "viewer",
                                    "query_devices_by_filter",
                                    "{\"limit\":20,\"offset\":\"%s\"}".formatted(next))
                            .statusCode(200)
                            .extract()
                            .jsonPath();
            walked.addAll(page.getList("items.id"));
            next = page.getString("next");
        } while (next != null);
        // Then
        assertThat(walked).isEqualTo(all);
        Api.act("viewer", "query_devices_by_filter", "{\"limit\":7}")
                .body("items", hasSize(7))
                .body("next", notNullValue())
                .body("items.resource.hostname", notNullValue());
    }

    @Test
    void aCloudWithoutTheCombinedListingIsWalkedByIds() {
        List<String> first =
                Api.act("viewer", "govcloud", "query_devices_by_filter", "{\"limit\":30}")
                        .statusCode(200)
                        .body("items", hasSize(30))
                        .extract()
                        .path("items.id");
        String next =
                Api.act("viewer", "govcloud", "query_devices_by_filter", "{\"limit\":30}")
                        .extract()
                        .path("next");
        List<String> rest =
                Api.act(
                                "viewer",
                                "govcloud",
                                "query_devices_by_filter",
                                "{\"limit\":30,\"offset\":\"%s\"}".formatted(next))
                        .statusCode(200)
                        .body("next", nullValue())
                        .extract()
                        .path("items.id");
        assertThat(new HashSet<>(first)).hasSize(30).doesNotContainAnyElementsOf(rest);
        assertThat(rest).hasSize(20);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"platform\":\"Windows\" | platform_name | Windows",
                "\"filter\":\"platform_name:'Linux'\" | platform_name | Linux",
                "\"filter\":\"platform_name:['Mac']+(status:'normal',status:'contained')\" |"
                        + " platform_name | Mac"
            })
    void everyHostFoundIsOneAskedFor(String arguments, String field, String value) {
        Api.act("viewer", "query_devices_by_filter", search(arguments))
                .statusCode(200)
                .body("items.resource." + field, everyItem(equalTo(value)));
        assertThat(found(arguments)).isNotEmpty().hasSizeLessThan(50);
    }

    @Test
    void aNameFindsItsHostAndNothingElse() {
        List<String> names =
                Api.act("viewer", "query_devices_by_filter", search("\"sort\":\"hostname.desc\""))
                        .statusCode(200)
                        .extract()
                        .path("items.resource.hostname");
        String name = names.stream().filter(Objects::nonNull).findFirst().orElseThrow();
        assertThat(found("\"hostname\":\"%s\"".formatted(name))).isNotEmpty();
        assertThat(found("\"hostname\":\"%s*\"".formatted(name.substring(0, 3)))).isNotEmpty();
        assertThat(found("\"hostname\":\"x'+status:'normal\"")).isEmpty();
        assertThat(found("\"tag\":\"No/Such\"")).isEmpty();
    }

    @Test
    void hostsComeInTheOrderAskedFor() {
        List<String> seen =
                Api.act("viewer", "query_devices_by_filter", search("\"sort\":\"last_seen|desc\""))
                        .statusCode(200)
                        .extract()
                        .path("items.resource.last_seen");
        List<String> present = seen.stream().filter(Objects::nonNull).toList();
        assertThat(present).isSortedAccordingTo(Comparator.reverseOrder());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "device_policies.prevention.applied:true",
                "first_seen:>'now-400d'+last_seen:<='now'",
                "local_ip:'10.*',external_ip:!'1.2.3.4'",
                "os_version:*'*Windows*'+(ou:['Servers','Desks'],tags:'x')",
                "serial_number:'7',hostname:!'a'"
            })
    void whatIsSentIsWhatTheVendorTakes(String filter) {
        Api.forgetRequests();
        assertThat(found("\"filter\":\"%s\"".formatted(filter))).hasSizeLessThan(51);
        given().get(Api.falcon() + "/_sim/violations")
                .then()
                .body("violations.detail", equalTo(List.of()));
    }

    @Test
    void aHostThatIsNotThereIsNotFound() {
        Api.act("viewer", "get_device_details", "{\"ids\":[\"%s\"]}".formatted(NOBODY))
                .statusCode(200)
                .body("items.outcome", contains("not-found"));
    }
}
