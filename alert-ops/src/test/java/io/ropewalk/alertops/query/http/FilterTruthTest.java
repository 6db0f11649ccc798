package io.ropewalk.alertops.query.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.ropewalk.alertops.query.Parameter;
import io.ropewalk.alertops.query.Question;
import io.ropewalk.alertops.query.Questions;
import io.ropewalk.alertops.testing.Api;
import io.ropewalk.alertops.testing.ServiceResource;
import io.ropewalk.alertops.testing.Vendor;
import io.ropewalk.simulator.fql.Expression;
import io.ropewalk.simulator.fql.FqlParser;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a filter leaves, against what Falcon has, computed here and not by any filter of Falcon's.
 */
@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class FilterTruthTest {
    private static final String TENANT = "zonex";
    private static final List<String> HOSTILE =
            List.of(
                    "x'+status:'new",
                    "x',hostname:!'y",
                    "x\\',a:'b",
                    "\\",
                    "'",
                    "x'),(y:'z",
                    "x']+id:['y",
                    "*");

    @BeforeEach
    void seed() {
        Api.sim(
                        "/_sim/alerts",
                        "{\"tenant\":\"%s\",\"clear\":true,\"rules\":{\"onlyListed\":true},\"seed\":{\"count\":60}}"
                                .formatted(TENANT))
                .statusCode(200);
        Api.sim(
                        "/_sim/iocs",
                        "{\"tenant\":\"%s\",\"clear\":true,\"seed\":{\"count\":40,\"source\":\"sim\",\"createdBy\":\"analyst\",\"tags\":[\"phish\"]}}"
                                .formatted(TENANT))
                .statusCode(200);
    }

    private static ValidatableResponse ask(String path, String query) {
        return Api.as("viewer")
                .urlEncodingEnabled(false)
                .get(Api.of(TENANT) + "/" + path + "?" + query)
                .then();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Every record there is, by the vendor's names. */
    private static List<Map<String, Object>> records(String question) {
        Vendor vendor = Vendor.of(TENANT);
        return switch (question) {
            case "detections" -> vendor.alerts(1_000);
            case "iocs" ->
                    RestAssured.given()
                            .get(Api.falcon() + "/_sim/iocs?limit=1000&tenant=" + TENANT)
                            .then()
                            .statusCode(200)
                            .extract()
                            .path("items");
            case "hosts" ->
                    vendor.get("/devices/combined/devices/v1?limit=1000")
                            .extract()
                            .path("resources");
            case "vulnerabilities" ->
                    vendor.get(
                                    "/spotlight/combined/vulnerabilities/v1?limit=5000&facet=cve&facet=host_info&filter=status:['open','reopen']")
                            .extract()
                            .path("resources");
            case "rtr-sessions" ->
                    vendor.get("/real-time-response-audit/combined/sessions/v1?limit=1000")
                            .extract()
                            .path("resources");
            case "discover-hosts" ->
                    vendor.get(
                                    "/discover/combined/hosts/v1?limit=1000&filter=entity_type:['managed','unmanaged','unsupported']")
                            .extract()
                            .path("resources");
            case "cases" ->
                    ask("cases", "limit=1000&detail=full").statusCode(200).extract().path("items");
            default -> throw new IllegalArgumentException(question);
        };
    }

    /** What stands at a path of a record; several values where lists are on the way. */
    private static Stream<Object> at(Object record, String path) {
        Object found = record;
        int dot = path.indexOf('.');
        String name = dot < 0 ? path : path.substring(0, dot);
        if (found instanceof Collection<?> list) {
            return list.stream().flatMap(it -> at(it, path));
        }
        found = found instanceof Map<?, ?> map ? map.get(name) : null;
        if (dot >= 0) {
            return at(found, path.substring(dot + 1));
        }
        return found instanceof Collection<?> list
                ? list.stream().map(it -> it)
                : Stream.ofNullable(found);
    }

    /** Paths with a bar between are alternatives. */
    private static List<String> values(Object record, String paths) {
        return Arrays.stream(paths.split("\\|"))
                .flatMap(path -> at(record, path))
                .map(String::valueOf)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "detections, hostId, device.device_id|agent_id, composite_id, compositeId",
        "detections, tactic, tactic, composite_id, compositeId",
        "detections, technique, technique, composite_id, compositeId",
        "detections, technique, technique_id, composite_id, compositeId",
        "detections, type, type, composite_id, compositeId",
        "detections, hash, sha256|entities.sha256|entity_values.sha256s, composite_id, compositeId",
        "detections, user, user_name, composite_id, compositeId",
        "detections, filename, filename, composite_id, compositeId",
        "detections, aggregateId, aggregate_id, composite_id, compositeId",
        "hosts, hostId, device_id, device_id, hostId",
        "hosts, hostname, hostname, device_id, hostId",
        "hosts, tag, tags, device_id, hostId",
        "hosts, groupId, groups, device_id, hostId",
        "hosts, ip, local_ip|external_ip, device_id, hostId",
        "hosts, agentVersion, agent_version, device_id, hostId",
        "hosts, serialNumber, serial_number, device_id, hostId",
        "iocs, value, value, id, id",
        "iocs, source, source, id, id",
        "iocs, tag, tags, id, id",
        "iocs, createdBy, created_by, id, id",
        "vulnerabilities, hostId, aid, id, id",
        "vulnerabilities, hostname, host_info.hostname, id, id",
        "vulnerabilities, cve, cve.id, id, id",
        "cases, referenceId, reference_id, id, caseId",
        "cases, name, name, id, caseId",
        "cases, caseId, id, id, caseId",
        "rtr-sessions, hostId, device_id, id, sessionId",
        "rtr-sessions, hostname, hostname, id, sessionId",
        "rtr-sessions, user, user_id, id, sessionId",
        "rtr-sessions, origin, origin, id, sessionId",
        "discover-hosts, hostId, aid, id, assetId",
        "discover-hosts, hostname, hostname, id, assetId",
        "discover-hosts, platform, platform_name, id, assetId",
    })
    void aValueLeavesThoseThatHaveIt(
            String question, String parameter, String paths, String id, String answered) {
        // Given
        List<Map<String, Object>> all = records(question);
        String value =
                all.stream()
                        .flatMap(it -> values(it, paths).stream())
                        .filter(it -> !it.isBlank())
                        .findFirst()
                        .orElseThrow();
        List<String> expected =
                all.stream()
                        .filter(it ->
                                values(it, paths).stream().anyMatch(found -> fits(value, found)))
                        .map(it -> it.get(id).toString())
                        .toList();
        // When, then
        assertThat(found(question, parameter + "=" + encoded(value), answered))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    /** A technique stands for those below it, too. */
    private static boolean fits(String wanted, String found) {
        return wanted.equalsIgnoreCase(found)
                || (wanted.matches("T[0-9]{4}") && found.startsWith(wanted + "."));
    }

    private static List<String> found(String question, String query, String answered) {
        String all =
                question.equals("detections") || question.equals("rtr-sessions")
                        ? "days=3650&"
                        : "";
        return ask(question, "limit=10000&" + all + query)
                .statusCode(200)
                .body("next", nullValue())
                .extract()
                .path("items." + answered);
    }

    @ParameterizedTest
    @CsvSource({
        "detections, severityAtLeast=high, severity, 60, composite_id, compositeId",
        "vulnerabilities, scoreAtLeast=8, cve.base_score, 8, id, id"
    })
    void aNumberLeavesThoseFromThereOn(
            String question, String query, String path, double least, String id, String answered) {
        List<Map<String, Object>> all = records(question);
        List<String> expected =
                all.stream()
                        .filter(it ->
                                values(it, path).stream()
                                        .mapToDouble(Double::parseDouble)
                                        .anyMatch(number -> number >= least))
                        .map(it -> it.get(id).toString())
                        .toList();
        assertThat(expected).isNotEmpty().hasSizeLessThan(all.size());
        assertThat(found(question, query, answered)).containsExactlyInAnyOrderElementsOf(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "vulnerabilities, exploited, cve.cisa_info.is_cisa_kev, id, id",
        "vulnerabilities, suppressed, suppression_info.is_suppressed, id, id",
        "iocs, expired, expired, id, id"
    })
    void aFlagLeavesThoseThatHaveIt(
            String question, String parameter, String path, String id, String answered) {
        List<Map<String, Object>> all = records(question);
        for (String flag : List.of("true", "false")) {
            List<String> expected =
                    all.stream()
                            .filter(it -> values(it, path).contains("true") == flag.equals("true"))
                            .map(it -> it.get(id).toString())
                            .toList();
            assertThat(found(question, parameter + "=" + flag, answered))
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    /** Times of creation, on both sides. */
    @Test
    void aWindowLeavesThoseWithinIt() {
        List<Map<String, Object>> all = records("detections");
        List<String> times =
                all.stream().map(it -> it.get("created_timestamp").toString()).sorted().toList();
        String from = times.get(10).replaceAll("\\.\\d+Z", "Z");
        String to = times.get(50).replaceAll("\\.\\d+Z", "Z");
        List<String> expected =
                all.stream()
                        .filter(it -> {
                            String created = it.get("created_timestamp").toString();
                            return created.compareTo(from.replace("Z", "")) >= 0
                                    && created.compareTo(to.replace("Z", "")) < 0;
                        })
                        .map(it -> it.get("composite_id").toString())
                        .toList();
        assertThat(expected).isNotEmpty().hasSizeLessThan(60);
        List<String> items =
                ask("detections", "limit=10000&from=" + from + "&to=" + to)
                        .statusCode(200)
                        .extract()
                        .path("items.compositeId");
        assertThat(items).containsExactlyInAnyOrderElementsOf(expected);
    }

    /** However hostile a text is, the filter keeps its shape, and Falcon understands it. */
    @Test
    void noTextOfACallerIsReadAsAFilter() {
        Api.forgetRequests();
        List<String> wrong = new ArrayList<>();
        int asked = 0;
        for (Question<?> question : Questions.described()) {
            for (Parameter parameter : question.parameters()) {
                if (parameter.kind() == Parameter.Kind.TEXT) {
                    List<String> plain = shape(question, parameter, "plain");
                    for (String hostile : HOSTILE) {
                        asked++;
                        List<String> shape = shape(question, parameter, hostile);
                        if (!shape.isEmpty() && !shape.equals(plain)) {
                            wrong.add(question.name() + "?" + parameter.name() + "=" + hostile);
                        }
                    }
                }
            }
        }
        assertThat(asked).isGreaterThan(100);
        assertThat(wrong).isEmpty();
        List<String> mistakes =
                RestAssured.given()
                        .get(Api.falcon() + "/_sim/violations")
                        .then()
                        .extract()
                        .path("violations.detail");
        // Spotlight refuses a star, which is answered; two fields of Discover are in its records
        // only.
        assertThat(mistakes)
                .allMatch(it ->
                        it.contains("no wildcards") || it.contains("unknown filter field 'cloud_"));
    }

    /** Fields and operators of the filter that was sent; none where the text was refused. */
    private static List<String> shape(Question<?> question, Parameter parameter, String text) {
        var answer = ask(question.name(), parameter.name() + "=" + encoded(text)).extract();
        if (answer.statusCode() == 400) {
            return List.of();
        }
        assertThat(answer.statusCode()).as(question.name() + " " + text).isEqualTo(200);
        Expression filter = FqlParser.parse(answer.path("filter"));
        return filter.terms()
                .map(it -> it.field() + it.operator() + it.values().size())
                .filter(Objects::nonNull)
                .toList();
    }
}
