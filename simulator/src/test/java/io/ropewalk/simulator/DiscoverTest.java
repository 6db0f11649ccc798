package io.ropewalk.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ropewalk.simulator.estate.InventorySpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiscoverTest {
    private static final String APPLICATIONS = "/discover/combined/applications/v1";
    private static final String ASSETS = "/discover/combined/hosts/v1";
    private static final String EVERYTHING = "?filter=cid:!'nobody'";

    private final Contract contract = new Contract();
    private Simulator simulator;
    private SimClient client;

    @BeforeEach
    void start() {
        simulator = Simulator.start(Scenario.ofHosts(120));
        client = SimClient.of(simulator);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private JsonNode page(String path) {
        var page = client.get(path);
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        return SimClient.json(page);
    }

    private List<JsonNode> walk(String path) {
        var found = new ArrayList<JsonNode>();
        var after = "";
        do {
            var page = page(path + (after.isEmpty() ? "" : "&after=" + after));
            page.get("resources").forEach(found::add);
            after = page.at("/meta/pagination/after").asText();
        } while (!after.isEmpty());
        return found;
    }

    private List<String> ids(String collection, String query) {
        var found = new ArrayList<String>();
        while (true) {
            var path = "/discover/queries/" + collection + "/v1?offset=" + found.size() + query;
            var resources = page(path).get("resources");
            if (resources.isEmpty()) {
                return found;
            }
            found.addAll(SimClient.texts(resources));
        }
    }

    private List<JsonNode> entities(String collection, List<String> ids) {
        var path = "/discover/entities/" + collection + "/v1?ids=";
        return page(path + String.join("&ids=", ids)).get("resources").valueStream().toList();
    }

    private JsonNode host(String id) {
        return SimClient.json(simulator.hostJson("default", id).orElseThrow());
    }

    @Test
    void everyHostIsAManagedAssetAndSomeMachinesAreNot() {
        // When
        var assets = walk(ASSETS + EVERYTHING + "&limit=33");
        // Then
        assertThat(assets).hasSize(140);
        assertThat(
                        assets.stream()
                                .filter(asset ->
                                        asset.get("entity_type").asText().equals("managed"))
                                .map(asset -> asset.get("aid").asText()))
                .containsExactlyInAnyOrderElementsOf(simulator.deviceIds("default"));
        assertThat(assets.stream().filter(asset -> !asset.has("aid")))
                .hasSize(20)
                .allMatch(asset ->
                        simulator
                                .deviceIds("default")
                                .contains(asset.get("last_discoverer_aid").asText()));
    }

    @Test
    void anAssetTellsTheSameAsItsHost() {
        for (var asset : walk(ASSETS + "?filter=entity_type:'managed'")) {
            // When
            var host = host(asset.get("aid").asText());
            // Then
            assertThat(asset.path("hostname").asText()).isEqualTo(host.path("hostname").asText());
            assertThat(asset.get("groups")).isEqualTo(host.get("groups"));
            assertThat(asset.path("cloud_instance_id").asText())
                    .isEqualTo(host.path("instance_id").asText());
        }
    }

    @Test
    void applicationsWalkCompletelyAndNameTheirHost() {
        // When
        var found = walk(APPLICATIONS + EVERYTHING + "&facet=host_info&limit=100");
        // Then
        assertThat(found).hasSize(720);
        assertThat(found.stream().map(app -> app.get("id").asText())).doesNotHaveDuplicates();
        assertThat(
                        found.stream()
                                .map(app -> app.at("/host/aid").asText())
                                .collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(simulator.deviceIds("default"));
        assertThat(
                        found.stream()
                                .map(app ->
                                        app.at("/host/aid").asText() + app.get("name").asText()))
                .doesNotHaveDuplicates();
    }

    @Test
    void blocksOfApplicationsComeWithTheirFacetOnly() {
        // When
        var bare = page(APPLICATIONS + EVERYTHING).at("/resources/0");
        var used = page(APPLICATIONS + EVERYTHING + "&facet=install_usage").at("/resources/0");
        // Then
        assertThat(bare.has("host")).isFalse();
        assertThat(bare.has("installation_paths")).isFalse();
        assertThat(used.has("host")).isFalse();
        assertThat(used.get("installation_paths")).hasSize(1);
    }

    @Test
    void theLastLoginIsTheOneTheHostNames() {
        // Given
        var logins = entities("logins", ids("logins", "&limit=100").subList(0, 100));
        for (var aid :
                logins.stream()
                        .map(login -> login.get("aid").asText())
                        .distinct()
                        .limit(20)
                        .toList()) {
            // When
            var last =
                    logins.stream()
                            .filter(login -> login.get("aid").asText().equals(aid))
                            .filter(login ->
                                    login.get("login_status").asText().equals("Successful"))
                            .findFirst()
                            .orElseThrow();
            // Then
            assertThat(last.get("username")).isEqualTo(host(aid).get("last_login_user"));
            assertThat(last.get("login_timestamp"))
                    .isEqualTo(host(aid).get("last_login_timestamp"));
        }
    }

    @Test
    void loginsNameAccountsThatExist() {
        // Given
        var accounts = ids("accounts", "");
        var logins = entities("logins", ids("logins", "&limit=50").subList(0, 50));
        // When
        var named =
                logins.stream().map(login -> login.get("account_id").asText()).distinct().toList();
        // Then
        assertThat(accounts).containsAll(named).doesNotHaveDuplicates();
        assertThat(entities("accounts", named)).hasSize(named.size());
    }

    @ParameterizedTest
    @CsvSource({
        "applications, name:'Chrome', name, Chrome",
        "applications, name:'Chr*', name, Chrome",
        "hosts, entity_type:'unmanaged', entity_type, unmanaged",
        "logins, login_status:'Failed', login_status, Failed",
        "accounts, account_type:'Domain', account_type, Domain"
    })
    void filtersLeaveWhatTheySay(String collection, String filter, String member, String value) {
        // When
        var ids = ids(collection, "&filter=" + SimClient.encoded(filter));
        // Then
        assertThat(ids).isNotEmpty();
        assertThat(entities(collection, ids.stream().limit(100).toList()))
                .hasSize(Math.min(100, ids.size()))
                .allMatch(found -> found.get(member).asText().equals(value));
    }

    @ParameterizedTest
    @CsvSource({"cloud_provider", "cloud_account_id"})
    void assetsAreFoundByTheirCloud(String member) {
        // Given
        var all = walk(ASSETS + EVERYTHING);
        var value =
                all.stream()
                        .map(asset -> asset.path(member).asText())
                        .filter(text -> !text.isEmpty())
                        .findFirst()
                        .orElseThrow();
        // When
        var found = walk(ASSETS + "?filter=" + SimClient.encoded(member + ":'" + value + "'"));
        // Then
        assertThat(found)
                .containsExactlyInAnyOrderElementsOf(
                        all.stream()
                                .filter(asset -> asset.path(member).asText().equals(value))
                                .toList());
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void sortsByTexts() {
        // When
        var names =
                walk(
                                APPLICATIONS
                                        + EVERYTHING
                                        + "&limit=200&sort="
                                        + SimClient.encoded("name|desc"))
                        .stream()
                        .map(app -> app.get("name").asText())
                        .toList();
        // Then
        assertThat(names).hasSize(720).isEqualTo(names.stream().sorted().toList().reversed());
    }

    @Test
    void offsetsEndAtTenThousand() {
        // Given
        var tenant =
                Tenant.standard(1000)
                        .withInventory(InventorySpec.DEFAULT.withApplicationsPerHost(12));
        simulator.scenario(Scenario.ofTenants(List.of(tenant)));
        var path = "/discover/queries/applications/v1?limit=100&offset=";
        // When
        var last = client.get(path + 9900);
        var beyond = client.get(path + 9901);
        // Then
        assertThat(SimClient.json(last).get("resources")).hasSize(100);
        assertThat(beyond.statusCode()).isEqualTo(400);
        assertThat(SimClient.message(beyond))
                .isEqualTo(
                        "offset 9901 and limit 100 are invalid; offset + limit must be less than or equal to 10000");
        assertThat(SimClient.json(beyond).get("resources").isNull()).isTrue();
        assertThat(contract.problems("query-applications", beyond)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hosts", "applications", "accounts", "logins"})
    void answersKeepTheContract(String collection) {
        // When
        var queried = client.get("/discover/queries/" + collection + "/v1");
        var ids = SimClient.texts(SimClient.json(queried).get("resources"));
        var entities =
                client.get(
                        "/discover/entities/"
                                + collection
                                + "/v1?ids=unknown&ids="
                                + String.join("&ids=", ids.subList(0, 30)));
        // Then
        assertThat(SimClient.json(entities).get("resources")).hasSize(30);
        assertThat(contract.problems("query-" + collection, queried)).isEmpty();
        assertThat(contract.problems("get-" + collection, entities)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "combined-hosts, " + ASSETS + EVERYTHING + "&facet=risk_factors",
        "combined-hosts, " + ASSETS + "?filter=entity_type:!'managed'",
        "combined-applications, " + APPLICATIONS + EVERYTHING + "&facet=host_info"
    })
    void combinedAnswersKeepTheContract(String operation, String path) {
        assertThat(contract.problems(operation, client.get(path))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                APPLICATIONS,
                APPLICATIONS + EVERYTHING + "&limit=1001",
                APPLICATIONS + EVERYTHING + "&facet=hosts",
                APPLICATIONS + EVERYTHING + "&offset=100",
                ASSETS + "?filter=",
                "/discover/queries/logins/v1?limit=101"
            })
    void refusesBadParameters(String path) {
        assertThat(client.get(path).statusCode()).isEqualTo(400);
    }

    @Test
    void refusesMoreThanAHundredIds() {
        assertThat(
                        client.get("/discover/entities/logins/v1?ids=a" + "&ids=a".repeat(100))
                                .statusCode())
                .isEqualTo(400);
    }

    @Test
    void cursorsDie() {
        // Given
        var after = page(APPLICATIONS + EVERYTHING).at("/meta/pagination/after").asText();
        // When
        simulator.clock().advance(Duration.ofSeconds(121));
        // Then
        assertThat(client.get(APPLICATIONS + EVERYTHING + "&after=" + after).statusCode())
                .isEqualTo(404);
    }

    @Test
    void refusesWhoeverLacksTheScope() {
        // Given
        var tenant = Tenant.standard(5).withScopes(Set.of("Hosts:read"));
        simulator.scenario(Scenario.ofTenants(List.of(tenant)));
        // When, Then
        assertThat(client.get(APPLICATIONS + EVERYTHING).statusCode()).isEqualTo(403);
    }
}
