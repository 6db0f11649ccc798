package io.ropewalk.falcon.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.falcon.iocs.Indicator;
import io.ropewalk.falcon.iocs.IndicatorSettings;
import io.ropewalk.falcon.iocs.IndicatorSettings.Clearable;
import io.ropewalk.falcon.iocs.IndicatorUpdate;
import io.ropewalk.falcon.iocs.IocsApi;
import io.ropewalk.falcon.iocs.ItemOutcome;
import io.ropewalk.falcon.iocs.NewIndicator;
import io.ropewalk.falcon.iocs.WriteOptions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What became of each indicator of a write, whatever the vendor answers. */
@QuarkusTest
class IocWritesOverTheWireTest {

    private static final CallClass CLASS = CallClass.BACKGROUND;
    private static final WriteOptions OPTIONS = WriteOptions.commented("mirror");
    private static final String OPAQUE =
            "{\"meta\":{},\"errors\":[{\"code\":400,\"message\":\"1 or more are wrong\"}]}";

    private final WireRig rig = new WireRig();
    private final IocsApi iocs = rig.http.iocs("acme", rig.tokens);

    @AfterEach
    void closes() {
        rig.close();
    }

    private static NewIndicator domain(String value) {
        return new NewIndicator(
                "domain",
                value,
                IndicatorSettings.NONE.action("detect").platforms(List.of("mac")).severity("high"));
    }

    private static List<NewIndicator> domains(String... values) {
        return Stream.of(values).map(IocWritesOverTheWireTest::domain).toList();
    }

    private static String kept(String... values) {
        return Stream.of(values)
                .map(value ->
                        "{\"id\":\"id-%s\",\"type\":\"domain\",\"value\":\"%s\"}"
                                .formatted(value, value))
                .collect(Collectors.joining(","));
    }

    private static String answer(String resources, String errors) {
        return "{\"meta\":{},\"resources\":[" + resources + "],\"errors\":[" + errors + "]}";
    }

    private static String complaint(String value, String type) {
        return "{\"type\":\"domain\",\"value\":\"%s\",\"message_type\":\"%s\",\"field_name\":\"value\",\"message\":\"no good\"}"
                .formatted(value, type);
    }

    /** {@code done}, {@code undone}, {@code unknown} or the category of the refusal. */
    private static <T> String word(ItemOutcome<T> outcome) {
        return switch (outcome) {
            case ItemOutcome.Done<T> _ -> "done";
            case ItemOutcome.Refused<T> it -> it.why().category().word();
            case ItemOutcome.Undone<T> _ -> "undone";
            case ItemOutcome.Unknown<T> _ -> "unknown";
        };
    }

    private static <T> List<String> words(List<ItemOutcome<T>> outcomes) {
        return outcomes.stream().map(IocWritesOverTheWireTest::word).toList();
    }

    private List<ItemOutcome<Indicator>> create(String... values) {
        return iocs.create(domains(values), OPTIONS, CLASS);
    }

    @Test
    void aCreationSendsWhatIsSetAndBringsWhatIsKept() {
        // Given
        rig.server.repliesJson(201, answer(kept("a.example"), ""));
        NewIndicator item =
                new NewIndicator(
                        "domain",
                        "a.example",
                        IndicatorSettings.NONE
                                .action("detect")
                                .appliedGlobally(true)
                                .expiration(Instant.parse("2026-06-01T10:00:00.987Z"))
                                .tags(List.of("x\"y")));
        // When
        List<ItemOutcome<Indicator>> outcomes =
                iocs.create(List.of(item), OPTIONS.withWarningsIgnored(true), CLASS);
        // Then
        assertThat(((ItemOutcome.Done<Indicator>) outcomes.getFirst()).value().id())
                .isEqualTo("id-a.example");
        assertThat(rig.server.requestLine(0)).startsWith("POST /iocs/entities/indicators/v1?");
        assertThat(rig.parameter(0, "ignore_warnings")).isEqualTo("true");
        assertThat(rig.parameter(0, "retrodetects")).isEqualTo("false");
        assertThat(rig.server.requests().getFirst())
                .endsWith(
                        "{\"comment\":\"mirror\",\"indicators\":[{\"type\":\"domain\",\"value\":\"a.example\","
                                + "\"action\":\"detect\",\"applied_globally\":true,"
                                + "\"expiration\":\"2026-06-01T10:00:00Z\",\"tags\":[\"x\\\"y\"]}]}");
    }

    @Test
    void anUpdateSendsOnlyWhatChangesAndClearsWithNull() {
        // Given
        rig.server.repliesJson(200, answer("{\"id\":\"i1\"}", ""));
        IndicatorUpdate update =
                new IndicatorUpdate(
                        "i1",
                        IndicatorSettings.NONE.action("no_action").cleared(Clearable.EXPIRATION));
        // When
        List<ItemOutcome<Indicator>> outcomes = iocs.update(List.of(update), OPTIONS, CLASS);
        // Then
        assertThat(words(outcomes)).containsExactly("done");
        assertThat(rig.server.requests().getFirst())
                .startsWith("PATCH /iocs/entities/indicators/v1?")
                .endsWith(
                        "{\"comment\":\"mirror\",\"indicators\":[{\"id\":\"i1\",\"action\":\"no_action\",\"expiration\":null}]}");
    }

    @Test
    void outcomesStandInTheOrderAskedWhateverTheOrderOfTheAnswer() {
        // Given
        rig.server.repliesJson(
                201,
                answer(
                        kept("c", "a"),
                        "{\"code\":409,\"message\":\"Duplicate type: 'domain' and value: 'b'\"}"));
        // When, Then
        assertThat(words(create("a", "b", "c"))).containsExactly("done", "conflict", "done");
    }

    @Test
    void aBatchThatTurnsAwayWithItsBadItemsNamedIsSentAgainWithoutThem() {
        // Given
        rig.server
                .repliesJson(
                        400, answer(complaint("b", "error") + "," + complaint("D", "warning"), ""))
                .repliesJson(201, answer(kept("a", "c"), ""));
        // When
        List<ItemOutcome<Indicator>> outcomes = create("a", "b", "c", "d");
        // Then
        assertThat(words(outcomes)).containsExactly("done", "bad-request", "done", "bad-request");
        ItemOutcome.Refused<Indicator> warned = (ItemOutcome.Refused<Indicator>) outcomes.get(3);
        assertThat(warned.warning()).isTrue();
        assertThat(warned.field()).contains("value");
        assertThat(rig.server.requests().get(1)).doesNotContain("\"b\"").contains("\"a\"", "\"c\"");
    }

    @Test
    void whatIsKeptInSpiteOfAWarningIsDone() {
        // Given
        rig.server.repliesJson(201, answer(complaint("a", "warning") + "," + kept("a"), ""));
        // When, Then
        assertThat(words(create("a"))).containsExactly("done");
    }

    @Test
    void aBatchRefusedWithoutAWordIsHalvedUntilTheBadOneIsAlone() {
        // Given
        rig.server
                .repliesJson(400, OPAQUE)
                .repliesJson(201, answer(kept("a", "b"), ""))
                .repliesJson(400, OPAQUE)
                .repliesJson(400, OPAQUE)
                .repliesJson(201, answer(kept("d"), ""));
        // When
        List<ItemOutcome<Indicator>> outcomes = create("a", "b", "c", "d");
        // Then
        assertThat(words(outcomes)).containsExactly("done", "done", "bad-request", "done");
        assertThat(rig.server.requests()).hasSize(5);
    }

    @Test
    void aValueInsideAnotherIsNotTakenForIt() {
        // Given
        rig.server
                .repliesJson(
                        400,
                        answer(
                                "",
                                "{\"code\":400,\"message\":\"value \\\"very.bad.example\\\" is bad\"}"))
                .repliesJson(201, answer(kept("bad.example"), ""));
        // When, Then
        assertThat(words(create("bad.example", "very.bad.example")))
                .containsExactly("done", "bad-request");
    }

    @Test
    void anItemTheAnswerIsSilentOnIsUnknown() {
        // Given
        rig.server.repliesJson(201, answer(kept("a"), ""));
        // When, Then
        assertThat(words(create("a", "b"))).containsExactly("done", "unknown");
    }

    @Test
    void aThrottledRequestLeavesTheRestUndone() {
        // Given
        rig.server
                .repliesJson(201, answer(kept("a"), ""))
                .repliesJson(429, "{}", "Retry-After: 600");
        // When
        List<ItemOutcome<Indicator>> outcomes =
                iocs.create(domains("a", "b", "c"), OPTIONS.withBatch(1), CLASS);
        // Then
        assertThat(words(outcomes)).containsExactly("done", "undone", "undone");
        assertThat(((ItemOutcome.Undone<Indicator>) outcomes.get(2)).why().category())
                .isEqualTo(FailureCategory.THROTTLED);
        assertThat(rig.server.requests()).hasSize(2);
    }

    @Test
    void aLostAnswerLeavesItsItemsUnknownAndTheRestUndone() {
        // Given
        rig.server.repliesRaw("HTTP/1.1 201 Created\r\nContent-Length: 900\r\n\r\n{\"meta\"");
        // When
        List<ItemOutcome<Indicator>> outcomes =
                iocs.create(domains("a", "b"), OPTIONS.withBatch(1), CLASS);
        // Then
        assertThat(words(outcomes)).containsExactly("unknown", "undone");
        assertThat(rig.server.requests()).hasSize(1);
    }

    @Test
    void afterAnAnswerThatSaysNothingOfItemsTheyAreUnknown() {
        // Given
        rig.server.repliesJson(500, "{\"errors\":[{\"code\":500,\"message\":\"oops\"}]}");
        // When, Then
        assertThat(words(create("a", "b"))).containsExactly("unknown", "unknown");
    }

    @Test
    void aMissingScopeIsNamedAndNothingIsTriedAgain() {
        // Given
        rig.server.repliesJson(403, "{\"errors\":[{\"code\":403,\"message\":\"denied\"}]}");
        // When
        List<ItemOutcome<String>> outcomes = iocs.delete(List.of("a", "b"), "gone", CLASS);
        // Then
        assertThat(words(outcomes)).containsExactly("undone", "undone");
        assertThat(outcomes)
                .allSatisfy(it ->
                        assertThat(
                                        Optional.of(((ItemOutcome.Undone<String>) it).why())
                                                .flatMap(FalconFailure::missingScope))
                                .contains("IOC Management: write"));
    }

    @Test
    void aDeletionNamesIdsAndTellsWhichWereNotThere() {
        // Given
        rig.server.repliesJson(
                200, answer("\"a\"", "{\"code\":404,\"message\":\"no such one\",\"id\":\"b\"}"));
        // When
        List<ItemOutcome<String>> outcomes = iocs.delete(List.of("a", "b"), "gone", CLASS);
        // Then
        assertThat(words(outcomes)).containsExactly("done", "not-found");
        assertThat(rig.server.requestLine(0))
                .isEqualTo("DELETE /iocs/entities/indicators/v1?ids=a&ids=b&comment=gone HTTP/1.1");
    }

    @Test
    void nothingToWriteIsNoRequest() {
        assertThat(create()).isEmpty();
        assertThat(rig.server.requests()).isEmpty();
    }
}
