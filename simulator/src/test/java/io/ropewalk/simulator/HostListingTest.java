package io.ropewalk.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.simulator.estate.Change;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostListingTest {
    private Simulator simulator;
    private SimClient client;

    @BeforeEach
    void start() {
        simulator =
                Simulator.start(
                        Scenario.ofTenants(List.of(Tenant.standard(12_000).withHiddenHosts(30))));
        client = SimClient.of(simulator);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void combinedPagesGiveEveryHostOnceInTheOrderOfIds() {
        // When
        var ids = client.walk(5000);
        // Then
        assertThat(ids).hasSize(12_000).isSorted().doesNotHaveDuplicates();
        assertThat(ids).isEqualTo(simulator.deviceIds("default"));
    }

    @Test
    void scrollPagesGiveEveryHostOnce() {
        // Given
        var first = SimClient.json(client.get(SimClient.SCROLL + "?limit=10000"));
        var token = first.at("/meta/pagination/offset").asText();
        // When
        var second = SimClient.json(client.get(SimClient.SCROLL + "?limit=10000&offset=" + token));
        // Then
        assertThat(first.get("resources")).hasSize(10_000);
        assertThat(second.get("resources")).hasSize(2000);
        assertThat(second.at("/meta/pagination/offset").asText()).isEmpty();
        assertThat(second.at("/meta/pagination/total").asInt()).isEqualTo(12_000);
    }

    @Test
    void plainListingGivesTheOffsetAfterThePage() {
        // When
        var page = SimClient.json(client.get(SimClient.QUERY + "?limit=500&offset=1000"));
        // Then
        assertThat(page.at("/meta/pagination/offset").asInt()).isEqualTo(1500);
        assertThat(SimClient.texts(page.get("resources")))
                .isEqualTo(simulator.deviceIds("default").subList(1000, 1500));
    }

    @ParameterizedTest
    @CsvSource({"5000, 5000", "1, 9999", "100, 10000"})
    void plainListingRefusesWhatLiesBeyondTheWindow(int limit, int offset) {
        // When
        var refused = client.get(SimClient.QUERY + "?limit=" + limit + "&offset=" + offset);
        // Then
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(SimClient.message(refused)).isEqualTo("limit + offset must be less than 10000");
    }

    @ParameterizedTest
    @ValueSource(strings = {SimClient.COMBINED, SimClient.SCROLL})
    void cursorsDieAfterTwoMinutes(String path) {
        // Given
        var first = SimClient.json(client.get(path + "?limit=10"));
        var pointer =
                path.equals(SimClient.COMBINED)
                        ? "/meta/pagination/next"
                        : "/meta/pagination/offset";
        var next = path + "?limit=10&offset=" + first.at(pointer).asText();
        simulator.clock().advance(Duration.ofSeconds(118));
        var before = client.get(next);
        simulator.clock().advance(Duration.ofSeconds(3));
        // When
        var after = client.get(next);
        // Then
        assertThat(before.statusCode()).isEqualTo(200);
        assertThat(after.statusCode()).isEqualTo(404);
        assertThat(SimClient.message(after)).isEqualTo("offset has expired");
    }

    @Test
    void cursorsFitOnlyTheQueryTheyCameFrom() {
        // Given
        var next =
                SimClient.json(client.get(SimClient.COMBINED + "?limit=10"))
                        .at("/meta/pagination/next")
                        .asText();
        // When
        var other = client.get(SimClient.COMBINED + "?sort=hostname.asc&offset=" + next);
        var forged = client.get(SimClient.COMBINED + "?offset=100");
        // Then
        assertThat(other.statusCode()).isEqualTo(400);
        assertThat(forged.statusCode()).isEqualTo(400);
        assertThat(simulator.violations())
                .extracting(Violation::kind)
                .containsExactly("foreign-cursor", "bad-cursor");
    }

    @Test
    void aWalkStaysRightWhenHostsDisappearMeanwhile() {
        // Given
        var ids = simulator.deviceIds("default");
        var first = SimClient.json(client.get(SimClient.COMBINED + "?limit=10"));
        simulator.change("default", Change.removedIds(Set.copyOf(ids.subList(0, 5))));
        // When
        var second =
                SimClient.json(
                        client.get(
                                SimClient.COMBINED
                                        + "?limit=10&offset="
                                        + first.at("/meta/pagination/next").asText()));
        // Then
        assertThat(second.at("/resources/0/device_id").asText()).isEqualTo(ids.get(10));
    }

    @Test
    void previousLeadsBack() {
        // Given
        var first = SimClient.json(client.get(SimClient.COMBINED + "?limit=10"));
        var second =
                SimClient.json(
                        client.get(
                                SimClient.COMBINED
                                        + "?limit=10&offset="
                                        + first.at("/meta/pagination/next").asText()));
        // When
        var back =
                SimClient.json(
                        client.get(
                                SimClient.COMBINED
                                        + "?limit=10&offset="
                                        + second.at("/meta/pagination/previous").asText()));
        // Then
        assertThat(back.get("resources")).isEqualTo(first.get("resources"));
    }

    @Test
    void entitiesAnswerTheSameRecordsAsCombinedPages() {
        // Given
        var page = SimClient.json(client.get(SimClient.COMBINED + "?limit=3")).get("resources");
        var ids = page.findValuesAsText("device_id");
        // When
        var entities =
                SimClient.json(
                        client.post(
                                SimClient.ENTITIES,
                                "{\"ids\": [\"" + String.join("\",\"", ids) + "\"]}"));
        // Then
        assertThat(entities.get("resources")).isEqualTo(page);
    }

    @Test
    void unknownIdsGiveThePartFoundWith404OrAreDropped() {
        // Given
        var body =
                "{\"ids\": [\""
                        + simulator.deviceIds("default").getFirst()
                        + "\", \"no-such-id\"]}";
        var partial = client.post(SimClient.ENTITIES, body);
        simulator.scenario(
                simulator
                        .scenario()
                        .withChoices(Choices.DEFAULT.withUnknownIds(Choices.UnknownIds.DROP)));
        // When
        var dropped = client.post(SimClient.ENTITIES, body);
        // Then
        assertThat(partial.statusCode()).isEqualTo(404);
        assertThat(SimClient.json(partial).get("resources")).hasSize(1);
        assertThat(SimClient.json(partial).get("errors")).hasSize(1);
        assertThat(dropped.statusCode()).isEqualTo(200);
        assertThat(SimClient.json(dropped).get("resources")).hasSize(1);
    }

    @Test
    void entitiesRefuseMoreIdsThanTheyTake() {
        // Given
        var ids = simulator.deviceIds("default");
        var query = String.join("&ids=", ids.subList(0, 101));
        var body = "{\"ids\": [\"" + String.join("\",\"", ids.subList(0, 5001)) + "\"]}";
        // When
        var got = client.get(SimClient.ENTITIES + "?ids=" + query);
        var posted = client.post(SimClient.ENTITIES, body);
        // Then
        assertThat(got.statusCode()).isEqualTo(400);
        assertThat(posted.statusCode()).isEqualTo(400);
        assertThat(simulator.violations())
                .extracting(Violation::kind)
                .containsOnly("too-many-items");
    }

    @Test
    void hiddenHostsStandInTheHiddenListingsOnly() {
        // When
        var hidden =
                SimClient.texts(
                        SimClient.json(client.get("/devices/queries/devices-hidden/v1"))
                                .get("resources"));
        // Then
        assertThat(hidden).hasSize(30).doesNotContainAnyElementsOf(simulator.deviceIds("default"));
    }

    @Test
    void combinedIsMissingWhereTheCloudLacksIt() {
        // Given
        simulator.scenario(
                simulator.scenario().withTenants(List.of(Tenant.standard(10).withCombined(false))));
        // When
        var missing = client.get(SimClient.COMBINED);
        // Then
        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(client.get(SimClient.SCROLL).statusCode()).isEqualTo(200);
    }

    @Test
    void fieldsChooseWhatRecordsHold() {
        // When
        var page =
                SimClient.json(client.get(SimClient.COMBINED + "?limit=1&fields=platform_name,ou"));
        // Then
        assertThat(page.at("/resources/0").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("device_id", "cid", "platform_name", "ou");
    }

    @Test
    void sortsByAnyFieldAndRefusesABadOneWith500() {
        // Given
        var path = SimClient.COMBINED + "?limit=1000&fields=hostname&sort=";
        // When
        var sorted = SimClient.json(client.get(path + "hostname.desc")).get("resources");
        var refused = client.get(path + "colour.asc");
        // Then
        assertThat(sorted.findValuesAsText("hostname"))
                .isSortedAccordingTo((a, b) -> b.compareTo(a));
        assertThat(refused.statusCode()).isEqualTo(500);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "?colour=red | unknown-parameter",
                "?limit=0 | beyond-limit",
                "?limit=10001 | beyond-limit",
                "?limit=ten | wrong-type",
                "?limit=1&limit=2 | repeated-parameter",
                "?filter=platform_name | bad-filter",
                "?fields=colour | unknown-field"
            })
    void mistakesAreRefusedAndRemembered(String query, String kind) {
        // When
        var refused = client.get(SimClient.COMBINED + query);
        // Then
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(simulator.violations()).extracting(Violation::kind).containsExactly(kind);
    }

    @Test
    void anUnknownFilterFieldFindsNothingAndIsRemembered() {
        // When
        var answer = client.filtered(SimClient.COMBINED, "colour:'red'");
        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(SimClient.json(answer).get("resources")).isEmpty();
        assertThat(simulator.violations())
                .extracting(Violation::kind)
                .containsExactly("unknown-filter-field");
    }

    @Test
    void membersOfAGroupAreTheHostsThatNameIt() {
        // Given
        var group =
                SimClient.json(client.get("/devices/combined/host-groups/v1?limit=1"))
                        .at("/resources/0/id")
                        .asText();
        // When
        var members =
                SimClient.json(
                        client.get(
                                "/devices/combined/host-group-members/v1?limit=5000&id=" + group));
        // Then
        assertThat(members.get("resources"))
                .isNotEmpty()
                .allSatisfy(
                        host -> assertThat(SimClient.texts(host.get("groups"))).contains(group));
    }
}
