package io.ropewalk.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.ropewalk.simulator.ioc.IocRules;
import io.ropewalk.simulator.ioc.IocRules.Batch;
import io.ropewalk.simulator.ioc.IocRules.Duplicates;
import io.ropewalk.simulator.ioc.IocRules.Report;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Custom indicators: what is taken, what is refused, and what becomes of the others. */
class IocTest {
    private static final String ENTITIES = "/iocs/entities/indicators/v1";
    private static final String COMBINED = "/iocs/combined/indicator/v1";
    private static final String SEARCH = "/iocs/queries/indicators/v1";

    private final Contract contract = new Contract();
    private Simulator simulator;
    private SimClient client;

    @BeforeEach
    void start() {
        simulator = Simulator.start(Scenario.ofHosts(0));
        client = SimClient.of(simulator);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private static String domain(String value, String... more) {
        return "{\"type\":\"domain\",\"value\":\"%s\",\"action\":\"detect\",\"severity\":\"high\",\"applied_globally\":true,\"platforms\":[\"mac\"]%s}"
                .formatted(
                        value, Stream.of(more).map(it -> "," + it).collect(Collectors.joining()));
    }

    private static String items(String... items) {
        return "{\"comment\":\"test\",\"indicators\":[" + String.join(",", items) + "]}";
    }

    private HttpResponse<String> create(String... items) {
        return client.post(ENTITIES, items(items));
    }

    private HttpResponse<String> patch(String... items) {
        return client.send(
                client.authorized(ENTITIES)
                        .header("Content-Type", "application/json")
                        .method("PATCH", BodyPublishers.ofString(items(items))));
    }

    private static JsonNode resources(HttpResponse<String> response) {
        return SimClient.json(response).get("resources");
    }

    private static List<String> texts(HttpResponse<String> response, String member) {
        return resources(response).valueStream().map(node -> node.path(member).asText()).toList();
    }

    private String createdId(String item) {
        var response = create(item);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        return texts(response, "id").getFirst();
    }

    private IocRules rules() {
        return simulator.iocs("default").rules();
    }

    private void rules(IocRules rules) {
        simulator.iocs("default").rules(rules);
    }

    @Test
    void whatIsCreatedIsFoundAndKeepsTheContract() {
        // When
        var created = create(domain("a.example"), domain("b.example", "\"tags\":[\"t\"]"));
        var ids = texts(created, "id");
        var found = client.get(ENTITIES + "?ids=" + ids.get(0) + "&ids=" + ids.get(1));
        var combined = client.filtered(COMBINED, "source:!'x'+tags:['t']");
        var search = client.filtered(SEARCH, "value:\"a.example\"+created_by:\"sim-client\"");
        // Then
        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(ids).allMatch(id -> id.matches("[0-9a-f]{64}"));
        assertThat(texts(found, "value")).containsExactly("a.example", "b.example");
        assertThat(texts(combined, "value")).containsExactly("b.example");
        assertThat(SimClient.texts(resources(search))).containsExactly(ids.getFirst());
        assertThat(contract.problems("indicator.create.v1", created)).isEmpty();
        assertThat(contract.problems("indicator.get.v1", found)).isEmpty();
        assertThat(contract.problems("indicator.combined.v1", combined)).isEmpty();
        assertThat(contract.problems("indicator.search.v1", search)).isEmpty();
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void wordsAndActionsKeepTheContract() {
        var actions = client.get("/iocs/queries/actions/v1");
        var table = client.get("/iocs/entities/actions/v1?ids=prevent&ids=detect");
        var types = client.get("/iocs/queries/ioc-types/v1?limit=2&offset=1");
        var platforms = client.get("/iocs/queries/platforms/v1");
        var severities = client.get("/iocs/queries/severities/v1");
        assertThat(contract.problems("action.query.v1", actions)).isEmpty();
        assertThat(contract.problems("action.get.v1", table)).isEmpty();
        assertThat(contract.problems("ioc_type.query.v1", types)).isEmpty();
        assertThat(contract.problems("platform.query.v1", platforms)).isEmpty();
        assertThat(contract.problems("severity.query.v1", severities)).isEmpty();
        assertThat(SimClient.texts(resources(types))).containsExactly("md5", "domain");
        assertThat(resources(table).get(1).get("platforms_by_type").has("ipv4")).isFalse();
        assertThat(SimClient.texts(resources(platforms))).doesNotContain("ios");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "type | {`type`:`sha1`,`value`:`x`,`applied_globally`:true}",
                "type | {`type`:`url`,`value`:`https://a.example/`,`applied_globally`:true}",
                "value | {`type`:`md5`,`value`:`abc`,`applied_globally`:true}",
                "value | {`type`:`domain`,`value`:`a b`,`applied_globally`:true}",
                "value | {`type`:`ipv4`,`value`:`198.51.100.0/24`,`applied_globally`:true}",
                "value | {`type`:`ipv4`,`value`:`010.1.1.1`,`applied_globally`:true}",
                "value | {`type`:`ipv6`,`value`:`2001:db8`,`applied_globally`:true}",
                "applied_globally | {`type`:`ipv6`,`value`:`2001:db8::1`,`platforms`:[`mac`]}",
                "applied_globally | {`type`:`ipv4`,`value`:`192.0.2.1`,`applied_globally`:false,`platforms`:[`mac`]}",
                "platforms | {`type`:`ipv4`,`value`:`192.0.2.1`,`applied_globally`:true}",
                "platforms | {`type`:`ipv4`,`value`:`192.0.2.1`,`applied_globally`:true,`platforms`:[`ios`]}",
                "platforms | {`type`:`ipv4`,`value`:`192.0.2.1`,`applied_globally`:true,`platforms`:[`Windows`]}",
                "action | {`type`:`ipv4`,`value`:`192.0.2.1`,`action`:`prevent`,`severity`:`high`,`applied_globally`:true,`platforms`:[`mac`]}",
                "severity | {`type`:`ipv4`,`value`:`192.0.2.1`,`action`:`detect`,`applied_globally`:true,`platforms`:[`mac`]}",
                "severity | {`type`:`ipv4`,`value`:`192.0.2.1`,`action`:`detect`,`severity`:`urgent`,`applied_globally`:true,`platforms`:[`mac`]}",
                "expiration | {`type`:`ipv4`,`value`:`192.0.2.1`,`expiration`:`2001-01-01T00:00:00Z`,`applied_globally`:true,`platforms`:[`mac`]}",
                "expiration | {`type`:`ipv4`,`value`:`192.0.2.1`,`expiration`:`soon`,`applied_globally`:true,`platforms`:[`mac`]}"
            })
    void whatIsWrongIsRefusedByItsMember(String field, String item) {
        // When
        var response = create(item.replace('`', '"'));
        // Then
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        assertThat(texts(response, "field_name")).containsExactly(field);
        assertThat(texts(response, "message_type")).containsExactly("error");
        assertThat(contract.problems("indicator.create.v1", response)).isEmpty();
        assertThat(simulator.iocs("default").size()).isZero();
    }

    @Test
    void oneBadItemKeepsAllOutOrOnlyItself() {
        // When
        var strict = create(domain("a.example"), domain("b b"), domain("c.example"));
        // Then
        assertThat(strict.statusCode()).isEqualTo(400);
        assertThat(texts(strict, "value")).containsExactly("b b");
        assertThat(simulator.iocs("default").size()).isZero();
        // When
        rules(rules().with(Batch.LENIENT, Report.ERRORS, Duplicates.ERROR));
        var lenient = create(domain("a.example"), domain("b b"), domain("c.example"));
        // Then
        assertThat(lenient.statusCode()).isEqualTo(201);
        assertThat(texts(lenient, "value")).containsExactly("a.example", "c.example");
        assertThat(SimClient.message(lenient)).contains("'b b'");
        assertThat(contract.problems("indicator.create.v1", lenient)).isEmpty();
    }

    @Test
    void anOpaqueRefusalNamesNothing() {
        rules(rules().with(Batch.STRICT, Report.OPAQUE, Duplicates.ERROR));
        var response = create(domain("a.example"), domain("b b"));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).doesNotContain("b b").doesNotContain("a.example");
    }

    @ParameterizedTest
    @CsvSource({"ERROR, 400, 400, linux", "UPDATE, 400, 201, mac", "SKIP, 400, 201, linux"})
    void aSecondOneOfAValueIsReadInOneOfThreeWays(
            Duplicates reading, int minded, int ignored, String platform) {
        // Given
        rules(rules().with(Batch.STRICT, Report.RESOURCES, reading));
        createdId(domain("a.example").replace("mac", "linux"));
        // When
        var first = create(domain("A.example"));
        var second = client.post(ENTITIES + "?ignore_warnings=true", items(domain("a.example")));
        // Then
        assertThat(List.of(first.statusCode(), second.statusCode()))
                .containsExactly(minded, ignored);
        assertThat(texts(first, "message").getFirst()).startsWith("Duplicate type");
        assertThat(simulator.iocs("default").all())
                .singleElement()
                .satisfies(it -> assertThat(it.platforms()).containsExactly(platform));
    }

    @Test
    void twoOfAValueInOneRequestAreDuplicates() {
        rules(rules().with(Batch.LENIENT, Report.RESOURCES, Duplicates.ERROR));
        var response = create(domain("a.example"), domain("a.example"));
        assertThat(texts(response, "message_type")).containsExactly("", "error");
    }

    @Test
    void aWarningKeepsOutUnlessIgnored() {
        // Given
        rules(rules().withPlanted(Set.of(), Set.of("a.example")));
        // When
        var minded = create(domain("a.example"), domain("b.example"));
        var ignored =
                client.post(
                        ENTITIES + "?ignore_warnings=true",
                        items(domain("a.example"), domain("b.example")));
        // Then
        assertThat(minded.statusCode()).isEqualTo(400);
        assertThat(texts(minded, "message_type")).containsExactly("warning");
        assertThat(ignored.statusCode()).isEqualTo(201);
        assertThat(texts(ignored, "value")).containsExactly("a.example", "b.example");
    }

    @Test
    void anUpdateChangesWhatItNamesAndClearsWithNull() {
        // Given
        var id =
                createdId(
                        domain(
                                "a.example",
                                "\"description\":\"d\",\"source\":\"s\",\"tags\":[\"x\"]"));
        // When
        var response =
                patch(
                        "{\"id\":\""
                                + id
                                + "\",\"description\":null,\"tags\":[],\"severity\":\"LOW\"}");
        // Then
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(contract.problems("indicator.update.v1", response)).isEmpty();
        var now = simulator.iocs("default").find(id).orElseThrow();
        assertThat(List.of(now.description(), now.source(), now.severity()))
                .containsExactly("", "s", "low");
        assertThat(now.tags()).isEmpty();
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void typeAndValueCannotBeChangedAndTryingIsAMistake() {
        var id = createdId(domain("a.example"));
        var response = patch("{\"id\":\"" + id + "\",\"value\":\"b.example\"}");
        assertThat(texts(response, "value")).containsExactly("a.example");
        assertThat(simulator.violations())
                .extracting(Violation::kind)
                .containsExactly("unknown-member");
    }

    @Test
    void anUnknownIdIsNamed() {
        // Given
        rules(rules().with(Batch.LENIENT, Report.ERRORS, Duplicates.ERROR));
        var id = createdId(domain("a.example"));
        // When
        var updated = patch("{\"id\":\"" + id + "\"}", "{\"id\":\"nobody\"}");
        var deleted = client.method("DELETE", ENTITIES + "?ids=" + id + "&ids=nobody&comment=x");
        // Then
        assertThat(updated.statusCode()).isEqualTo(200);
        assertThat(SimClient.json(updated).at("/errors/0/id").asText()).isEqualTo("nobody");
        assertThat(SimClient.texts(resources(deleted))).containsExactly(id);
        assertThat(SimClient.json(deleted).at("/errors/0/code").asInt()).isEqualTo(404);
        assertThat(contract.problems("indicator.delete.v1", deleted)).isEmpty();
        assertThat(simulator.iocs("default").size()).isZero();
    }

    @Test
    void aFilterBesideIdsWinsAndIsAMistake() {
        // Given
        var kept = createdId(domain("a.example"));
        createdId(domain("b.example"));
        // When
        client.method(
                "DELETE",
                ENTITIES + "?ids=" + kept + "&filter=" + SimClient.encoded("value:'b.example'"));
        // Then
        assertThat(simulator.iocs("default").all())
                .singleElement()
                .satisfies(it -> assertThat(it.id()).isEqualTo(kept));
        assertThat(simulator.violations())
                .extracting(Violation::kind)
                .containsExactly("delete-by-filter");
    }

    @Test
    void theParentsCannotBeTouched() {
        // Given
        var item = SimClient.json(domain("a.example", "\"from_parent\":true"));
        var id = simulator.iocs("default").plant(item, simulator.clock().instant(), "up").id();
        // When
        var deleted = client.method("DELETE", ENTITIES + "?ids=" + id);
        // Then
        assertThat(SimClient.json(deleted).at("/errors/0/code").asInt()).isEqualTo(403);
        assertThat(resources(client.get(COMBINED + "?from_parent=true"))).hasSize(1);
        assertThat(resources(client.get(COMBINED + "?from_parent=false"))).isEmpty();
    }

    @Test
    void whatHasExpiredStaysAndDoesNothing() {
        // Given
        var at = simulator.clock().instant().plus(Duration.ofHours(1));
        var id = createdId(domain("a.example", "\"expiration\":\"" + at + "\""));
        // When
        simulator.clock().advance(Duration.ofHours(2));
        client = SimClient.of(simulator);
        // Then
        var found = resources(client.filtered(COMBINED, "expired:true")).get(0);
        assertThat(found.get("id").asText()).isEqualTo(id);
        assertThat(found.get("action").asText()).isEqualTo("no_action");
    }

    @Test
    void aNewOneIsFoundByIdAtOnceAndBySearchLater() {
        // Given
        rules(rules().withSearchLag(Duration.ofSeconds(30)));
        var id = createdId(domain("a.example"));
        // When, Then
        assertThat(resources(client.get(ENTITIES + "?ids=" + id))).hasSize(1);
        assertThat(resources(client.filtered(SEARCH, "value:'a.example'"))).isEmpty();
        simulator.clock().advance(Duration.ofSeconds(31));
        assertThat(resources(client.filtered(SEARCH, "value:'a.example'"))).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"created_on.asc", "value.asc", "value.desc", "created_on.desc"})
    void aWalkByCursorFindsEachOnce(String sort) {
        // Given
        var values = IntStream.range(0, 25).mapToObj(i -> "h" + i + ".example").toList();
        create(values.stream().map(IocTest::domain).toArray(String[]::new));
        // When
        var found = new ArrayList<String>();
        var after = "";
        JsonNode page;
        do {
            page =
                    SimClient.json(
                            client.get(
                                    COMBINED
                                            + "?limit=10&sort="
                                            + sort
                                            + (after.isEmpty()
                                                    ? ""
                                                    : "&after=" + SimClient.encoded(after))));
            page.get("resources").forEach(it -> found.add(it.get("value").asText()));
            assertThat(page.at("/meta/pagination/total").asInt()).isEqualTo(25);
            after = page.at("/meta/pagination/after").asText();
        } while (!page.get("resources").isEmpty());
        // Then
        assertThat(found).hasSize(25).containsExactlyInAnyOrderElementsOf(values);
    }

    @Test
    void anEmptyListingClaimsOne() {
        var page = SimClient.json(client.filtered(SEARCH, "value:'nothing.example'"));
        assertThat(page.get("resources")).isEmpty();
        assertThat(page.at("/meta/pagination/total").asInt()).isEqualTo(1);
        assertThat(page.at("/meta/pagination/after").asText()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "400, limit=5&offset=1&after=WzAsIjAiXQ%3D%3D",
        "400, limit=2001",
        "400, after=nonsense",
        "400, filter=value:",
        "500, offset=9999&limit=2",
        "500, sort=tags.asc"
    })
    void wrongQuestionsAreRefused(int status, String query) {
        assertThat(client.get(SEARCH + "?" + query).statusCode()).isEqualTo(status);
        assertThat(simulator.violations()).hasSize(1);
    }

    @Test
    void aLongAddressIsRefused() {
        var ids = IntStream.range(0, 200).mapToObj("ids=%064x"::formatted);
        var response =
                client.method("DELETE", ENTITIES + "?" + ids.collect(Collectors.joining("&")));
        assertThat(response.statusCode()).isEqualTo(414);
    }

    @Test
    void theCapHolds() {
        rules(rules().withCap(1));
        assertThat(create(domain("a.example")).statusCode()).isEqualTo(201);
        assertThat(create(domain("b.example")).statusCode()).isEqualTo(400);
    }

    @Test
    void aFaultRefusesSomeItemsAndAnotherLosesTheAnswerAfterTheWrite() {
        // Given
        simulator.arm(FaultRule.once(ENTITIES, new Fault.RefuseItems(1)));
        assertThat(create(domain("a.example")).statusCode()).isEqualTo(400);
        simulator.arm(FaultRule.once(ENTITIES, new Fault.Reset()));
        // When, Then
        assertThatThrownBy(() -> create(domain("a.example")))
                .isInstanceOf(UncheckedIOException.class);
        assertThat(simulator.iocs("default").size()).isEqualTo(1);
    }

    @Test
    void controlSeedsPlantsAndShows() {
        // When
        var seeded =
                SimClient.json(
                        client.post(
                                "/_sim/iocs",
                                """
                                {"rules":{"batch":"lenient","searchLag":"5s"},
                                 "seed":{"count":3,"source":"OpenCTI IOC"},
                                 "put":[{"type":"domain","value":"mine.example","created_by":"someone"}]}\
                                """));
        // Then
        assertThat(seeded.get("total").asInt()).isEqualTo(4);
        assertThat(seeded.at("/rules/batch").asText()).isEqualTo("lenient");
        var shown = SimClient.json(client.get("/_sim/iocs?limit=10")).get("items");
        assertThat(shown.valueStream().map(it -> it.get("value").asText()))
                .contains("mine.example");
        var id = shown.get(0).get("id").asText();
        var left = client.post("/_sim/iocs", "{\"delete\":[\"" + id + "\"]}");
        assertThat(SimClient.json(left).get("total").asInt()).isEqualTo(3);
    }
}
