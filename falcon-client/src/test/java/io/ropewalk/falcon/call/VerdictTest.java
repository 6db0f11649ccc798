package io.ropewalk.falcon.call;

import static io.ropewalk.falcon.call.Script.envelope;
import static io.ropewalk.falcon.call.Script.error;
import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.ItemError;
import io.ropewalk.falcon.call.Envelope.Paging;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each answer means. */
class VerdictTest {

    private static final Operation LIST = Operation.listing("list", "/list", "Things: read");
    private static final Operation BY_ID = Operation.entities("get", "GET", "/get", "Things: read");
    private static final Operation WRITE =
            new Operation(
                    "write",
                    "PATCH",
                    "/write",
                    Optional.empty(),
                    false,
                    Operation.Lifecycle.CURRENT,
                    Operation.Answers.META_ONLY,
                    Operation.NotFound.THING);

    private final Verdict verdict = new Verdict(new MovingClock(), CallLimits.defaults());

    private FalconResult<Envelope<String>> on(
            Operation operation, int status, Envelope<String> body) {
        return verdict.on(
                operation, new Answer<>(status, AnswerHeaders.NONE, Optional.of(body), 50));
    }

    private static Optional<FailureCategory> category(FalconResult<?> result) {
        return result.failure().map(FalconFailure::category);
    }

    private static List<ItemError> itemErrors(FalconResult<Envelope<String>> result) {
        return ((FalconResult.Ok<Envelope<String>>) result).itemErrors();
    }

    @ParameterizedTest
    @CsvSource({"200", "201", "202", "204", "207", "299"})
    void everyTwoHundredIsGood(int status) {
        assertThat(on(LIST, status, envelope(List.of("a")))).isInstanceOf(FalconResult.Ok.class);
    }

    @ParameterizedTest
    @CsvSource({
        "400, BAD_REQUEST", "401, AUTH", "402, BAD_REQUEST", "403, SCOPE_MISSING",
        "404, GONE_UPSTREAM", "405, GONE_UPSTREAM", "408, TIMEOUT", "409, CONFLICT",
        "410, GONE_UPSTREAM", "413, BAD_REQUEST", "422, BAD_REQUEST", "429, THROTTLED",
        "500, VENDOR_DOWN", "501, GONE_UPSTREAM", "502, VENDOR_DOWN", "503, VENDOR_DOWN",
        "301, VENDOR_DOWN", "308, AUTH", "600, VENDOR_DOWN"
    })
    void everyOtherStatusHasACategory(int status, FailureCategory expected) {
        assertThat(category(on(LIST, status, Envelope.empty()))).contains(expected);
    }

    @Test
    void a404OfAThingIsNotFound() {
        assertThat(category(on(WRITE, 404, Envelope.empty()))).contains(FailureCategory.NOT_FOUND);
        assertThat(category(on(BY_ID, 404, Envelope.empty()))).contains(FailureCategory.NOT_FOUND);
    }

    @Test
    void a404BesideRecordsIsGoodForThoseRecords() {
        // Given
        ItemError unknown = new ItemError(404, "unknown", Optional.of("b"));
        // When
        FalconResult<Envelope<String>> result = on(BY_ID, 404, envelope(List.of("a"), unknown));
        // Then
        assertThat(itemErrors(result)).containsExactly(unknown);
    }

    @Test
    void a404WhoseErrorsAllNameTheirIdIsGoodAndEmpty() {
        // Given
        ItemError unknown = new ItemError(404, "unknown", Optional.of("b"));
        // When, Then
        assertThat(on(BY_ID, 404, envelope(List.of(), unknown)))
                .isInstanceOf(FalconResult.Ok.class);
        assertThat(category(on(BY_ID, 404, envelope(List.of(), error(404, "no such path")))))
                .contains(FailureCategory.NOT_FOUND);
    }

    @Test
    void a404WhoseSentencesAllHoldAnIdIsGoodAndEmpty() {
        // Given
        ItemError sensor = error(404, "No sensor found for id '" + "0a".repeat(16) + "'");
        ItemError path = error(404, "404: Page Not Found 33b6a1b0-2bd3-4a71-9a0e-0f8d5be0f9a1");
        // When, Then
        assertThat(itemErrors(on(BY_ID, 404, envelope(List.of(), sensor)))).containsExactly(sensor);
        assertThat(category(on(BY_ID, 404, envelope(List.of(), sensor, path))))
                .contains(FailureCategory.NOT_FOUND);
    }

    @ParameterizedTest
    @CsvSource({
        "400, BAD_REQUEST",
        "403, SCOPE_MISSING",
        "404, GONE_UPSTREAM",
        "409, CONFLICT",
        "429, THROTTLED",
        "500, VENDOR_DOWN",
        "0, VENDOR_DOWN"
    })
    void errorsWithoutRecordsInAGoodAnswerAreItsFailure(int code, FailureCategory expected) {
        assertThat(category(on(LIST, 200, envelope(List.of(), error(code, "no")))))
                .contains(expected);
    }

    @Test
    void errorsBesideRecordsStayPerItem() {
        // When
        FalconResult<Envelope<String>> result =
                on(LIST, 200, envelope(List.of("a"), error(400, "hidden")));
        // Then
        assertThat(itemErrors(result)).containsExactly(error(400, "hidden"));
    }

    @Test
    void errorsOfARequestThatHasNoItemsAreItsFailure() {
        assertThat(category(on(WRITE, 200, envelope(List.of("a"), error(404, "gone")))))
                .contains(FailureCategory.NOT_FOUND);
    }

    @Test
    void aListThatMustBeThereMayBeEmptyButNotMissing() {
        Operation listed =
                new Operation(
                        "listed",
                        "GET",
                        "/listed",
                        Optional.empty(),
                        true,
                        Operation.Lifecycle.CURRENT,
                        Operation.Answers.LIST,
                        Operation.NotFound.OPERATION);
        assertThat(on(listed, 200, envelope(List.of()))).isInstanceOf(FalconResult.Ok.class);
        assertThat(category(on(listed, 200, Envelope.empty())))
                .contains(FailureCategory.VENDOR_DOWN);
        assertThat(on(LIST, 200, Envelope.empty())).isInstanceOf(FalconResult.Ok.class);
    }

    @Test
    void recordsThatCouldNotBeReadAreAnItemError() {
        // Given
        Envelope<String> body = new Envelope<>(List.of("a"), 2, List.of(), "", Paging.NONE);
        // When, Then
        assertThat(itemErrors(on(LIST, 200, body))).hasSize(1);
    }

    @Test
    void anEmptyBodyIsGoodOnlyWhereNothingIsExpected() {
        Answer<String> empty = new Answer<>(204, AnswerHeaders.NONE, Optional.empty(), 0);
        assertThat(verdict.on(WRITE, empty)).isInstanceOf(FalconResult.Ok.class);
        assertThat(category(verdict.on(LIST, empty))).contains(FailureCategory.VENDOR_DOWN);
        Answer<String> garbage = new Answer<>(200, AnswerHeaders.NONE, Optional.empty(), 9);
        assertThat(category(verdict.on(WRITE, garbage))).contains(FailureCategory.VENDOR_DOWN);
    }

    @Test
    void aMissingScopeIsNamed() {
        // When
        FalconFailure why = on(LIST, 403, Envelope.empty()).failure().orElseThrow();
        // Then
        assertThat(why.missingScope()).contains("Things: read");
        assertThat(why.message()).contains("Things: read").contains("allow-list");
    }

    @Test
    void theTraceIdComesFromTheHeaderElseFromTheBody() {
        AnswerHeaders headers = AnswerHeaders.of(Map.of("x-cs-traceid", List.of("head")));
        assertThat(on(LIST, 500, envelope(List.of())).trace()).isEqualTo("body-trace");
        assertThat(
                        verdict.on(
                                        LIST,
                                        new Answer<>(
                                                500, headers, Optional.of(envelope(List.of())), 9))
                                .trace())
                .isEqualTo("head");
    }
}
