package io.ropewalk.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ropewalk.simulator.alert.AlertRules;
import io.ropewalk.simulator.alert.AlertSeed;
import io.ropewalk.simulator.alert.AlertStore;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Alerts: what is found, what is written, and what is refused. */
class AlertTest {
    private static final String QUERY = "/alerts/queries/alerts/v2";
    private static final String COMBINED = "/alerts/combined/alerts/v1";
    private static final String AGGREGATES = "/alerts/aggregates/alerts/v2";
    private static final String PATCH = "/alerts/entities/alerts/v3";
    private static final String HASH = "cd".repeat(32);

    private final Contract contract = new Contract();
    private Simulator simulator;
    private SimClient client;
    private AlertStore store;

    @BeforeEach
    void start() {
        simulator = Simulator.start(Scenario.ofHosts(10));
        client = SimClient.of(simulator);
        store = simulator.alerts("default");
        store.rules(AlertRules.DEFAULT.with(AlertRules.Reads.DEFAULT.withOnlyListed(true)));
        store.seed(AlertSeed.of(300).with(HASH, 60), Instant.parse("2026-11-20T00:00:00Z"));
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private HttpResponse<String> patch(String body) {
        return client.send(
                client.authorized(PATCH)
                        .header("Content-Type", "application/json")
                        .method("PATCH", BodyPublishers.ofString(body)));
    }

    private String id() {
        return store.all().getFirst().compositeId();
    }

    private String body(String name, String value) {
        return "{\"composite_ids\":[\"%s\"],\"action_parameters\":[{\"name\":\"%s\",\"value\":%s}]}"
                .formatted(id(), name, value);
    }

    private JsonNode combined(String members) {
        var response = client.post(COMBINED, "{" + members + "}");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return SimClient.json(response);
    }

    @Test
    void goodAnswersKeepTheContract() {
        // When
        var listed = client.get(QUERY + "?limit=300");
        var found = client.post(COMBINED, "{\"limit\": 300}");
        var counted = client.post(AGGREGATES, "[{\"type\":\"terms\",\"field\":\"product\"}]");
        var written = patch(body("update_status", "\"closed\""));
        var refused = patch(body("update_status", "\"resolved\""));
        // Then
        assertThat(contract.problems("QueryV2", listed)).isEmpty();
        assertThat(contract.problems("PostCombinedAlertsV1", found)).isEmpty();
        assertThat(contract.problems("GetAggregateV2", counted)).isEmpty();
        assertThat(contract.problems("UpdateV3", written)).isEmpty();
        assertThat(contract.problems("UpdateV3", refused)).isEmpty();
        assertThat(SimClient.json(written).has("resources")).isFalse();
        assertThat(SimClient.json(written).at("/meta/writes/resources_affected").asInt())
                .isEqualTo(1);
    }

    @Test
    void aWalkByAfterEndsWithoutOne() {
        // Given
        var query = "\"sort\": \"created_timestamp|asc\", \"limit\": 100";
        // When
        var first = combined(query);
        var second = combined(query + after(first));
        var third = combined(query + after(second));
        // Then
        assertThat(first.at("/meta/pagination/total").asInt()).isEqualTo(300);
        assertThat(third.at("/meta/pagination").has("after")).isFalse();
        var ids =
                List.of(first, second, third).stream()
                        .flatMap(page -> page.get("resources").valueStream())
                        .map(alert -> alert.get("composite_id").asText())
                        .toList();
        assertThat(ids)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(
                        store.all().stream().map(it -> it.compositeId()).toList());
    }

    private static String after(JsonNode page) {
        return ", \"after\": \"" + page.at("/meta/pagination/after").asText() + "\"";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "(sha256:'" + "cdcdcdcd" + "',entities.sha256:'x');0",
                "severity:>=80+status:!'closed';-1",
                "assigned_to_name:!'*';300",
                "created_timestamp:>='2026-11-20T00:00:00Z';0",
                "created_timestamp:<'2026-11-20T00:00:00Z';300",
                "no_such_field:'x';0",
                "product:'automated-lead';-1"
            })
    void filtersMeanWhatTheySay(String filter, int expected) {
        // When
        var page = combined("\"filter\": \"" + filter + "\", \"limit\": 1000");
        // Then
        var found = page.get("resources").size();
        if (expected < 0) {
            assertThat(found).isBetween(1, 299);
        } else {
            assertThat(found).isEqualTo(expected);
        }
        assertThat(simulator.violations()).hasSize(filter.startsWith("no_such") ? 1 : 0);
    }

    @Test
    void bothFieldsTogetherFindAllOfAHash() {
        var filter = "(sha256:'" + HASH + "',entities.sha256:'" + HASH + "')";
        assertThat(combined("\"filter\": \"" + filter + "\"").get("resources")).hasSize(60);
        assertThat(combined("\"filter\": \"sha256:'" + HASH + "'\"").get("resources")).hasSize(30);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "?offset=9999&limit=2;500",
                "?limit=10001;400",
                "?sort=nonsense|asc;500",
                "?filter=status:;400",
                "?filter=created_timestamp:'2026*';400",
                "?after=x;400"
            })
    void badQueriesAreRefused(String query, int status) {
        assertThat(client.get(QUERY + query.replace("|", "%7C")).statusCode()).isEqualTo(status);
        assertThat(simulator.violations()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"limit\": 1001}",
                "{\"limit\": \"10\"}",
                "{\"after\": \"bm8=\"}",
                "[]",
                "nonsense"
            })
    void badCombinedBodiesAreRefused(String body) {
        assertThat(client.post(COMBINED, body).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "update_status;\"resolved\";must be one of new, in_progress, reopened, closed",
                "update_status;\"false_positive\";must be one of",
                "show_in_ui;true;failed to read and parse request",
                "unassign;true;failed to read and parse request",
                "append_comment;\"\";empty value",
                "set_fire;\"x\";unknown action parameter"
            })
    void badActionsAreRefusedAndWriteNothing(String name, String value, String says) {
        // When
        var response = patch(body(name, value));
        // Then
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(SimClient.message(response)).contains(says);
        assertThat(store.all()).allSatisfy(it -> assertThat(it.writes()).isZero());
    }

    @Test
    void idsUnderTheNameOfOldAreRefused() {
        var response = patch(body("add_tag", "\"x\"").replace("composite_ids", "ids"));
        assertThat(response.statusCode()).isEqualTo(400);
    }

    @Test
    void aThousandIdsAreTakenAndNotOneMoreNorAMebibyte() {
        // Given
        store.seed(AlertSeed.of(1_000), Instant.parse("2026-11-20T00:00:00Z"));
        var ids = store.all().stream().map(it -> "\"" + it.compositeId() + "\"").toList();
        var form =
                "{\"composite_ids\":[%s],\"action_parameters\":[{\"name\":\"add_tag\",\"value\":\"%s\"}]}";
        // When
        var thousand = patch(form.formatted(String.join(",", ids.subList(0, 1000)), "x"));
        var more = patch(form.formatted(String.join(",", ids.subList(0, 1001)), "x"));
        var large = patch(form.formatted(ids.getFirst(), "x".repeat(1024 * 1024)));
        // Then
        assertThat(List.of(thousand.statusCode(), more.statusCode(), large.statusCode()))
                .containsExactly(200, 413, 413);
        assertThat(store.all().stream().filter(it -> it.writes() > 0)).hasSize(1000);
    }

    @Test
    void aggregatesWantAListAndTheirCompanions() {
        var statuses =
                IntStream.of(0)
                        .boxed()
                        .flatMap(_ ->
                                List.of(
                                        "{\"type\":\"terms\",\"field\":\"product\"}",
                                        "[{\"type\":\"date_histogram\",\"field\":\"created_timestamp\"}]",
                                        "[{\"type\":\"terms\",\"field\":\"product\",\"sort\":\"count.desc\"}]",
                                        "[{\"type\":\"stats\",\"field\":\"severity\"}]",
                                        "[{\"type\":\"range\",\"field\":\"severity\",\"ranges\":[{\"From\":60,\"To\":101}]}]",
                                        "[{\"type\":\"percentiles\",\"field\":\"severity\"}]",
                                        "[{\"type\":\"cardinality\",\"field\":\"status\"}]")
                                        .stream())
                        .map(body -> client.post(AGGREGATES, body).statusCode())
                        .collect(Collectors.toList());
        assertThat(statuses).containsExactly(400, 500, 400, 500, 200, 200, 200);
    }

    @Test
    void hiddenAlertsNeedTheQueryParameter() {
        // Given
        patch(body("show_in_ui", "\"false\""));
        // When
        var response =
                client.send(
                        client.authorized(PATCH + "?include_hidden=false")
                                .header("Content-Type", "application/json")
                                .method(
                                        "PATCH",
                                        BodyPublishers.ofString(body("add_tag", "\"x\""))));
        // Then
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(SimClient.message(response))
                .isEqualTo("no visible alert present in the update query");
        assertThat(
                        SimClient.json(client.get(QUERY + "?include_hidden=false&limit=1"))
                                .at("/meta/pagination/total")
                                .asInt())
                .isEqualTo(299);
    }

    @Test
    void controlMakesChangesAndShowsTheLog() {
        // When
        var made =
                client.post(
                        "/_sim/alerts",
                        """
                        {"tenant": "default", "clear": true,
                         "seed": {"count": 20, "sha256": "%s", "planted": 5},
                         "rules": {"unknown": "whole", "searchLag": "2s"}}
                        """
                                .formatted(HASH));
        var changed =
                client.post(
                        "/_sim/alerts",
                        """
                        {"change": {"ids": ["%s"], "actions": [
                         {"name": "assign_to_name", "value": "Ana"}]}}
                        """
                                .formatted(id()));
        patch(body("update_status", "\"closed\""));
        var shown = SimClient.json(client.get("/_sim/alerts?tenant=default&log=true&limit=1"));
        // Then
        assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        assertThat(shown.get("total").asInt()).isEqualTo(20);
        assertThat(shown.at("/items/0/assigned_to_name").asText()).isEqualTo("Ana");
        assertThat(shown.at("/written/1").asInt()).isEqualTo(1);
        assertThat(shown.at("/rules/unknown").asText()).isEqualTo("whole");
        assertThat(shown.at("/log/0/actions/0/value").asText()).isEqualTo("closed");
        assertThat(client.post("/_sim/alerts", "{\"seeds\": 1}").statusCode()).isEqualTo(400);
    }

    @Test
    void whatIsHeldIsShownInPages() {
        // When
        var shown = SimClient.json(client.get("/_sim/alerts?offset=298&limit=10"));
        // Then
        assertThat(shown.get("total").asInt()).isEqualTo(300);
        assertThat(shown.get("items").findValuesAsText("composite_id"))
                .containsExactly(
                        store.all().get(298).compositeId(), store.all().get(299).compositeId());
        assertThat(client.get("/_sim/alerts?offset=-1").statusCode()).isEqualTo(400);
        assertThat(client.get("/_sim/alerts?offset=ten").statusCode()).isEqualTo(400);
    }

    @Test
    void theSameSeedGivesTheSameAlerts() {
        // Given
        var before = combined("\"limit\": 1000, \"sort\": \"composite_id|asc\"").get("resources");
        // When
        store.clear();
        store.seed(AlertSeed.of(300).with(HASH, 60), Instant.parse("2026-11-20T00:00:00Z"));
        // Then
        assertThat(combined("\"limit\": 1000, \"sort\": \"composite_id|asc\"").get("resources"))
                .isEqualTo(before);
    }

    @Test
    void plantedAlertsAreFoundByWhatTheySayAndTakenAway() {
        // Given
        var planted =
                simulator.scenario().tenants().getFirst().cid()
                        + ":ind:"
                        + "a".repeat(32)
                        + ":7-7-7";
        var hash = "ef".repeat(32);
        // When
        var made =
                client.post(
                        "/_sim/alerts",
                        """
                        {"put": [{"composite_id": "%s", "status": "reopened", "tags": ["mine"],
                         "quarantined_files": [{"id": "q", "sha256": "%s"}]}]}
                        """
                                .formatted(planted, hash));
        var found =
                combined(
                        "\"filter\": \"quarantined_files.sha256:'%s'+status:'reopened'+tags:'mine'\""
                                .formatted(hash));
        var refused = client.post("/_sim/alerts", "{\"put\": [{\"composite_id\": \"x\"}]}");
        client.post("/_sim/alerts", "{\"remove\": [\"%s\"]}".formatted(planted));
        // Then
        assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
        assertThat(found.at("/resources/0/composite_id").asText()).isEqualTo(planted);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(store.find(planted)).isEmpty();
    }

    @Test
    void whatTheFeedNamesCanBeWrittenAndIsListedFromThenOn() {
        // Given
        store.clear();
        store.rules(AlertRules.DEFAULT);
        var cid = simulator.scenario().tenants().getFirst().cid();
        var named = cid + ":ind:" + "b".repeat(32) + ":1-2-3";
        var foreign = "0".repeat(32) + ":ind:" + "b".repeat(32) + ":1-2-3";
        // When
        var written =
                patch(
                        "{\"composite_ids\":[\"%s\",\"%s\"],\"action_parameters\":[{\"name\":\"add_tag\",\"value\":\"x\"}]}"
                                .formatted(named, foreign));
        // Then
        assertThat(written.statusCode()).isEqualTo(200);
        assertThat(SimClient.json(written).get("errors")).hasSize(1);
        assertThat(combined("\"filter\": \"tags:'x'\"").at("/resources/0/composite_id").asText())
                .isEqualTo(named);
    }
}
