package io.ropewalk.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ropewalk.simulator.estate.InventorySpec;
import io.ropewalk.simulator.spotlight.FindingChange;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpotlightTest {
    private static final String COMBINED = "/spotlight/combined/vulnerabilities/v1";
    private static final String QUERY = "/spotlight/queries/vulnerabilities/v1";
    private static final String ENTITIES = "/spotlight/entities/vulnerabilities/v2";
    private static final String REMEDIES = "/spotlight/entities/remediations/v2";
    private static final String NOT_CLOSED = "status:!'closed'";
    private static final Instant LATER = Instant.parse("2026-11-20T06:00:00Z");

    private final Contract contract = new Contract();
    private Simulator simulator;
    private SimClient client;

    @BeforeEach
    void start() {
        simulator = Simulator.start(Scenario.ofHosts(200));
        client = SimClient.of(simulator);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private static String filtered(String path, String filter) {
        return path + "?filter=" + SimClient.encoded(filter);
    }

    private static String after(JsonNode page) {
        return page.at("/meta/pagination/after").asText();
    }

    private List<JsonNode> walk(String path) {
        return walk(path, "");
    }

    private List<JsonNode> walk(String path, String from) {
        var found = new ArrayList<JsonNode>();
        var after = from;
        do {
            var page = client.get(path + (after.isEmpty() ? "" : "&after=" + after));
            assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
            SimClient.json(page).get("resources").forEach(found::add);
            after = after(SimClient.json(page));
        } while (!after.isEmpty());
        return found;
    }

    private List<String> walkIds(String path) {
        return walk(path).stream().map(finding -> finding.get("id").asText()).toList();
    }

    @Test
    void aWalkGivesEveryFindingOnce() {
        // When
        var combined = walkIds(filtered(COMBINED, NOT_CLOSED) + "&limit=333");
        var queried = walk(filtered(QUERY, NOT_CLOSED) + "&limit=400");
        // Then
        assertThat(combined)
                .doesNotHaveDuplicates()
                .isEqualTo(simulator.findingIds("default", NOT_CLOSED));
        assertThat(queried.stream().map(JsonNode::asText)).isEqualTo(combined.stream().toList());
        assertThat(simulator.findingIds("default", "")).hasSize(2000);
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void findingsBelongToHostsThatExist() {
        // When
        var aids =
                walk(filtered(COMBINED, NOT_CLOSED) + "&limit=5000").stream()
                        .map(finding -> finding.get("aid").asText())
                        .collect(Collectors.toSet());
        // Then
        assertThat(simulator.deviceIds("default")).containsAll(aids);
        assertThat(aids).hasSizeBetween(150, 200);
    }

    @Test
    void aFindingTellsTheSameOfItsHostAsTheHost() {
        // Given
        var finding =
                SimClient.json(client.get(filtered(COMBINED, NOT_CLOSED) + "&facet=host_info"))
                        .at("/resources/7");
        // When
        var host =
                SimClient.json(
                        simulator.hostJson("default", finding.get("aid").asText()).orElseThrow());
        // Then
        var told = finding.get("host_info");
        assertThat(told.get("local_ip")).isEqualTo(host.get("local_ip"));
        assertThat(told.get("hostname").asText()).isEqualTo(host.path("hostname").asText());
        assertThat(told.get("os_version")).isEqualTo(host.get("os_version"));
        assertThat(told.get("tags")).isEqualTo(host.get("tags"));
        assertThat(told.get("groups").valueStream().map(group -> group.get("id")).toList())
                .isEqualTo(host.get("groups").valueStream().toList());
        assertThat(finding.get("id").asText()).startsWith(finding.get("aid").asText() + "_");
    }

    @Test
    void withoutFacetsThereAreIdsOnly() {
        // When
        var bare = SimClient.json(client.get(filtered(COMBINED, NOT_CLOSED))).at("/resources/0");
        var full =
                SimClient.json(
                                client.get(
                                        filtered(COMBINED, NOT_CLOSED)
                                                + "&facet=cve&facet=host_info&facet=remediation"
                                                + "&facet=evaluation_logic"))
                        .at("/resources/0");
        // Then
        assertThat(bare.has("host_info")).isFalse();
        assertThat(List.copyOf(bare.get("cve").properties())).hasSize(1);
        assertThat(bare.get("remediation").has("entities")).isFalse();
        assertThat(bare.at("/apps/0/evaluation_logic").has("logic")).isFalse();
        assertThat(full.at("/cve/exprt_rating").asText()).isNotEmpty();
        assertThat(full.at("/cve/cisa_info").has("is_cisa_kev")).isTrue();
        assertThat(full.at("/remediation/entities/0/action").asText()).isNotEmpty();
        assertThat(full.at("/apps/0/evaluation_logic/logic/0/id").isBigInteger()).isTrue();
        assertThat(full.get("host_info").has("hostname")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "status:'open', status, open",
        "cve.severity:'CRITICAL', cve.severity, CRITICAL",
        "cve.is_cisa_kev:true, cve.cisa_info.is_cisa_kev, true",
        "'cve.exprt_rating:[''HIGH'']', cve.exprt_rating, HIGH",
        "host_info.platform_name:'Linux', host_info.platform, Linux",
        "suppression_info.is_suppressed:true, suppression_info.is_suppressed, true"
    })
    void filtersLeaveWhatTheySay(String filter, String member, String value) {
        // When
        var found = walk(filtered(COMBINED, filter) + "&facet=cve&facet=host_info&limit=5000");
        // Then
        assertThat(found).isNotEmpty().hasSizeLessThan(2000);
        assertThat(found)
                .allSatisfy(finding ->
                        assertThat(finding.at("/" + member.replace('.', '/')).asText())
                                .isEqualTo(value));
    }

    @Test
    void scoresCompareAsNumbers() {
        // When
        var found = walk(filtered(COMBINED, "cve.base_score:>=9.8") + "&facet=cve&limit=5000");
        // Then
        assertThat(found.stream().map(finding -> finding.at("/cve/base_score").asDouble()))
                .isNotEmpty()
                .contains(10.0)
                .allMatch(score -> score >= 9.8);
    }

    /** Of a host whose name is a quote there is no finding; the value is not empty all the same. */
    @Test
    void anEscapedQuoteIsAValue() {
        // When
        var found = client.get(filtered(COMBINED, "host_info.hostname:'\\''"));
        // Then
        assertThat(found.statusCode()).as(found.body()).isEqualTo(200);
        assertThat(SimClient.json(found).get("resources")).isEmpty();
        assertThat(simulator.violations()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "cve.id:'CVE-2024*'", "cve.id:''", "cve.base_score:'high'"})
    void refusesFiltersItDoesNotTake(String filter) {
        // When
        var refused = client.get(filtered(COMBINED, filter));
        // Then
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(simulator.violations()).hasSize(1);
        assertThat(contract.problems("combinedQueryVulnerabilities", refused)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                COMBINED,
                COMBINED + "?filter=status:'open'&limit=5001",
                QUERY + "?filter=status:'open'&limit=401",
                COMBINED + "?filter=status:'open'&facet=cve,host_info",
                COMBINED + "?filter=status:'open'&facet=apps",
                COMBINED + "?filter=status:'open'&offset=3",
                COMBINED + "?filter=status:'open'&after=3"
            })
    void refusesBadParameters(String path) {
        // When
        var refused = client.get(path);
        // Then
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(SimClient.json(refused).get("resources")).isEmpty();
    }

    @Test
    void refusesMoreThanFourHundredIds() {
        // Given
        var query = "?ids=a" + "&ids=a".repeat(400);
        // When, Then
        assertThat(client.get(ENTITIES + query).statusCode()).isEqualTo(400);
        assertThat(client.get(REMEDIES + query).statusCode()).isEqualTo(400);
    }

    @Test
    void refusesWhoeverLacksTheScope() {
        // Given
        var tenant = Tenant.standard(5).withScopes(Set.of("Hosts:read"));
        simulator.scenario(Scenario.ofTenants(List.of(tenant)));
        // When
        var refused = client.get(filtered(COMBINED, NOT_CLOSED));
        // Then
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(contract.problems("combinedQueryVulnerabilities", refused)).isEmpty();
    }

    @Test
    void cursorsDieAfterTwoMinutesAsNotFoundWithoutResources() {
        // Given
        var path = filtered(COMBINED, NOT_CLOSED) + "&limit=10";
        var next = path + "&after=" + after(SimClient.json(client.get(path)));
        simulator.clock().advance(Duration.ofSeconds(118));
        var before = client.get(next);
        simulator.clock().advance(Duration.ofSeconds(3));
        // When
        var dead = client.get(next);
        // Then
        assertThat(before.statusCode()).isEqualTo(200);
        assertThat(dead.statusCode()).isEqualTo(404);
        assertThat(SimClient.json(dead).get("resources")).isEmpty();
    }

    @Test
    void anArmedFaultExpiresTheCursorOfALaterPage() {
        // Given
        simulator.arm(FaultRule.once("/spotlight/*", new Fault.ExpireCursor()));
        var path = filtered(COMBINED, NOT_CLOSED) + "&limit=10";
        // When
        var first = client.get(path);
        var second = client.get(path + "&after=" + after(SimClient.json(first)));
        // Then
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(second.statusCode()).isEqualTo(404);
    }

    @Test
    void pagesTakeTheFaultsOfPages() {
        // Given
        var path = filtered(COMBINED, NOT_CLOSED) + "&limit=10";
        simulator.arm(FaultRule.once(COMBINED, new Fault.ShortPage(5, true)));
        simulator.arm(FaultRule.once(COMBINED, new Fault.EmptyPage(false)));
        simulator.arm(FaultRule.once(COMBINED, new Fault.OmitField("cve")));
        simulator.arm(FaultRule.once(COMBINED, new Fault.TotalDrift(7)));
        // When
        var half = SimClient.json(client.get(path));
        var empty = SimClient.json(client.get(path));
        var without = SimClient.json(client.get(path));
        var drifted = SimClient.json(client.get(path));
        // Then
        assertThat(half.get("resources")).hasSize(5);
        assertThat(empty.get("resources")).isEmpty();
        assertThat(after(empty)).isEmpty();
        assertThat(without.at("/resources/0").has("cve")).isFalse();
        assertThat(drifted.at("/meta/pagination/total").asInt())
                .isEqualTo(half.at("/meta/pagination/total").asInt() + 7);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"updated_timestamp.asc", "updated_timestamp|desc", "closed_timestamp|asc"})
    void sortsByTimes(String sort) {
        // Given
        var field = sort.substring(0, sort.length() - (sort.endsWith("asc") ? 4 : 5));
        // When
        var times =
                walk(
                                filtered(COMBINED, "status:'closed'")
                                        + "&limit=50&sort="
                                        + SimClient.encoded(sort))
                        .stream()
                        .map(finding -> finding.get(field).asText())
                        .toList();
        // Then
        var ordered = times.stream().sorted().toList();
        assertThat(times).isEqualTo(sort.endsWith("asc") ? ordered : ordered.reversed());
    }

    @Test
    void sortingByAnotherFieldFails() {
        assertThat(client.get(filtered(COMBINED, NOT_CLOSED) + "&sort=cve.id.asc").statusCode())
                .isEqualTo(500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&sort=updated_timestamp.asc", "&sort=created_timestamp.desc"})
    void aWalkLosesNothingWhenFindingsCloseMeanwhile(String sort) {
        // Given
        var path = filtered(COMBINED, NOT_CLOSED) + "&limit=100" + sort;
        var first = SimClient.json(client.get(path));
        var seen = new HashSet<String>();
        first.get("resources").forEach(finding -> seen.add(finding.get("id").asText()));
        simulator.change(
                "default",
                FindingChange.closing(seen.stream().limit(40).collect(Collectors.toSet()), LATER));
        // When
        walk(path, after(first)).forEach(finding -> seen.add(finding.get("id").asText()));
        // Then
        assertThat(seen).containsAll(simulator.findingIds("default", NOT_CLOSED));
    }

    @Test
    void closedAndReopenedFindingsAreUpdatedThen() {
        // Given
        var id = simulator.findingIds("default", "status:'open'").getFirst();
        var filter = "updated_timestamp:>='" + LATER + "'";
        // When
        simulator.change("default", FindingChange.closing(Set.of(id), LATER));
        var closed = SimClient.json(client.get(ENTITIES + "?ids=" + id)).at("/resources/0");
        var changed = walkIds(filtered(COMBINED, filter));
        simulator.change("default", FindingChange.reopening(Set.of(id), LATER.plusSeconds(60)));
        var reopened = SimClient.json(client.get(ENTITIES + "?ids=" + id)).at("/resources/0");
        // Then
        assertThat(closed.get("status").asText()).isEqualTo("closed");
        assertThat(closed.get("closed_timestamp").asText()).isEqualTo(LATER.toString());
        assertThat(changed).containsExactly(id);
        assertThat(reopened.get("status").asText()).isEqualTo("reopen");
        assertThat(reopened.has("closed_timestamp")).isFalse();
    }

    @Test
    void sharesOfFindingsCloseAndMove() {
        // Given
        var open = simulator.findingIds("default", NOT_CLOSED).size();
        // When
        simulator.change("default", FindingChange.closing(0.1, LATER));
        var left = simulator.findingIds("default", NOT_CLOSED).size();
        simulator.change("default", FindingChange.touching(0.1, LATER.plusSeconds(60)));
        var moved =
                simulator.findingIds(
                        "default", "updated_timestamp:>'" + LATER.plusSeconds(1) + "'");
        // Then
        assertThat(left).isBetween((int) (open * 0.85), (int) (open * 0.95));
        assertThat(moved).hasSizeBetween(120, 280);
    }

    @Test
    void theMeanIsSettable() {
        // Given
        var tenant =
                Tenant.standard(100).withInventory(InventorySpec.DEFAULT.withFindingsPerHost(40));
        // When
        simulator.scenario(Scenario.ofTenants(List.of(tenant)));
        // Then
        assertThat(simulator.findingIds("default", "")).hasSize(4000).doesNotHaveDuplicates();
    }

    @Test
    void remediesAreThoseOfTheFindings() {
        // Given
        var finding =
                SimClient.json(client.get(filtered(COMBINED, NOT_CLOSED) + "&facet=remediation"))
                        .at("/resources/3");
        // When
        var response =
                client.get(
                        REMEDIES + "?ids=" + finding.at("/remediation/ids/0").asText() + "&ids=x");
        // Then
        assertThat(SimClient.json(response).get("resources")).hasSize(1);
        assertThat(SimClient.json(response).at("/resources/0"))
                .isEqualTo(finding.at("/remediation/entities/0"));
        assertThat(contract.problems("getRemediationsV2", response)).isEmpty();
    }

    @Test
    void answersKeepTheContract() {
        // Given
        var ids = simulator.findingIds("default", "").subList(0, 30);
        // When
        HttpResponse<String> combined =
                client.get(
                        filtered(COMBINED, NOT_CLOSED)
                                + "&limit=500&facet=cve&facet=host_info&facet=remediation"
                                + "&facet=evaluation_logic");
        var bare = client.get(filtered(COMBINED, NOT_CLOSED));
        var queried = client.get(filtered(QUERY, NOT_CLOSED));
        var entities = client.get(ENTITIES + "?ids=" + String.join("&ids=", ids) + "&ids=unknown");
        // Then
        assertThat(contract.problems("combinedQueryVulnerabilities", combined)).isEmpty();
        assertThat(contract.problems("combinedQueryVulnerabilities", bare)).isEmpty();
        assertThat(contract.problems("queryVulnerabilities", queried)).isEmpty();
        assertThat(contract.problems("getVulnerabilities", entities)).isEmpty();
        assertThat(SimClient.json(entities).get("resources")).hasSize(30);
    }
}
