package io.ropewalk.falcon.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.Page;
import io.ropewalk.falcon.PageWalk.Step;
import io.ropewalk.falcon.fql.Filter;
import io.ropewalk.falcon.iocs.Indicator;
import io.ropewalk.falcon.iocs.IndicatorFields;
import io.ropewalk.falcon.iocs.IndicatorQuery;
import io.ropewalk.falcon.iocs.IocAction;
import io.ropewalk.falcon.iocs.IocsApi;
import io.ropewalk.falcon.iocs.IocsApi.From;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is read of the indicators. */
@QuarkusTest
class IocsOverTheWireTest {

    private static final CallClass CLASS = CallClass.BACKGROUND;
    private static final IndicatorQuery ALL = IndicatorQuery.of(Filter.NONE);

    private final WireRig rig = new WireRig();
    private final IocsApi iocs = rig.http.iocs("acme", rig.tokens);

    @AfterEach
    void closes() {
        rig.close();
    }

    private static <T> T value(FalconResult<T> result) {
        return ((FalconResult.Ok<T>) result).value();
    }

    @Test
    void indicatorsAreListedOldestFirst() {
        // Given
        rig.server.repliesJson(
                200,
                WireRig.page(
                        "next==",
                        1,
                        """
                        {"id":"a1","type":"domain","value":"bad.example","severity":"",
                         "platforms":["mac"],"tags":null,"applied_globally":true,"expired":"no",
                         "created_on":"2023-12-20T15:23:16.135988021Z","new_member":{}}\
                        """));
        Filter filter = IndicatorFields.SOURCE.equalTo("O'Feed");
        // When
        FalconResult<Page<Indicator>> page =
                iocs.combined(IndicatorQuery.of(filter), From.START, 500, CLASS);
        // Then
        assertThat(value(page).next()).contains("next==");
        assertThat(value(page).items())
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.value()).isEqualTo("bad.example");
                    assertThat(it.severity()).isEmpty();
                    assertThat(it.platforms()).containsExactly("mac");
                    assertThat(it.tags()).isEmpty();
                    assertThat(it.expired()).isFalse();
                    assertThat(it.createdOn())
                            .isEqualTo(Instant.parse("2023-12-20T15:23:16.135988021Z"));
                });
        assertThat(rig.server.requestLine(0)).startsWith("GET /iocs/combined/indicator/v1?");
        assertThat(rig.parameter(0, "filter")).isEqualTo("source:'O\\'Feed'");
        assertThat(rig.parameter(0, "sort")).isEqualTo("created_on.asc");
        assertThat(rig.parameter(0, "limit")).isEqualTo("500");
        assertThat(rig.server.requestLine(0)).doesNotContain("offset").doesNotContain("after");
    }

    @Test
    void idsAreFoundByCursorOrByOffsetAndOfTheParentOnly() {
        // Given
        rig.server
                .repliesJson(200, WireRig.page(2, "\"a\""))
                .repliesJson(200, WireRig.page(2, "\"b\""));
        IndicatorQuery parents = new IndicatorQuery("", "modified_on|desc", Optional.of(true));
        // When
        FalconResult<Page<String>> byOffset = iocs.search(parents, From.offset(7), 1, CLASS);
        iocs.search(ALL, From.cursor(Optional.of("W1==")), 1, CLASS);
        // Then
        assertThat(value(byOffset).items()).containsExactly("a");
        assertThat(rig.server.requestLine(0)).startsWith("GET /iocs/queries/indicators/v1?");
        assertThat(rig.parameter(0, "offset")).isEqualTo("7");
        assertThat(rig.parameter(0, "from_parent")).isEqualTo("true");
        assertThat(rig.parameter(0, "sort")).isEqualTo("modified_on|desc");
        assertThat(rig.parameter(1, "after")).isEqualTo("W1==");
        assertThat(rig.server.requestLine(1)).doesNotContain("offset");
    }

    @Test
    void whatIsBeyondTheWindowIsNotAskedByOffset() {
        assertThatThrownBy(() -> iocs.search(ALL, From.offset(9_999), 2, CLASS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("10000");
        assertThat(rig.server.requests()).isEmpty();
    }

    @Test
    void aWalkEndsAtThePageWithoutIndicators() {
        // Given
        rig.server
                .repliesJson(200, WireRig.page("c1", 2, "{\"id\":\"a\"},{\"id\":\"b\"}"))
                .repliesJson(200, WireRig.page("c2", 2, ""));
        List<Indicator> found = new ArrayList<>();
        // When
        Step<Indicator> end = WireRig.end(iocs.walk(ALL, 2, CLASS), found);
        // Then
        assertThat(end).isEqualTo(new Step.Complete<Indicator>(2, false));
        assertThat(found).extracting(Indicator::id).containsExactly("a", "b");
        assertThat(rig.parameter(1, "after")).isEqualTo("c1");
    }

    @Test
    void anEmptyListingThatSaysThereIsOneIsEmpty() {
        // Given
        rig.server.repliesJson(200, WireRig.page("WzE3MTQ0NjU5ODE4MjddCg==", 1, ""));
        // When, Then
        assertThat(WireRig.end(iocs.walk(ALL, 500, CLASS)))
                .isInstanceOfSatisfying(
                        Step.Complete.class, it -> assertThat(it.received()).isZero());
    }

    @Test
    void aWalkThatBreaksOffIsNotComplete() {
        // Given
        rig.server
                .repliesJson(200, WireRig.page("c1", 3, "{\"id\":\"a\"},{\"id\":\"b\"}"))
                .repliesJson(500, "{}");
        // When, Then
        assertThat(WireRig.end(iocs.walk(ALL, 2, CLASS))).isInstanceOf(Step.NotComplete.class);
    }

    @Test
    void whatIsSaidToBeThereButNeverCameIsMissed() {
        // Given
        rig.server
                .repliesJson(200, WireRig.page("c1", 3, "{\"id\":\"a\"},{\"id\":\"b\"}"))
                .repliesJson(200, WireRig.page("c2", 3, ""));
        // When, Then
        assertThat(WireRig.end(iocs.walk(ALL, 2, CLASS)))
                .isInstanceOfSatisfying(
                        Step.NotComplete.class, it -> assertThat(it.miscounted()).isTrue());
    }

    @Test
    void indicatorsAreFoundByIdAndUnknownOnesAreAbsent() {
        // Given
        rig.server.repliesJson(
                404, "{\"resources\":[{\"id\":\"a\"}],\"errors\":[{\"code\":404,\"id\":\"b\"}]}");
        // When
        FalconResult<List<Indicator>> result = iocs.details(List.of("a", "b"), CLASS);
        // Then
        assertThat(value(result)).extracting(Indicator::id).containsExactly("a");
        assertThat(rig.server.requestLine(0))
                .isEqualTo("GET /iocs/entities/indicators/v1?ids=a&ids=b HTTP/1.1");
    }

    @Test
    void theTableOfActionsIsReadWhole() {
        // Given
        rig.server
                .repliesJson(200, WireRig.page(1, "\"detect\""))
                .repliesJson(
                        200,
                        """
                        {"resources":[{"id":"detect","severities":["low","high"],
                         "platforms_by_type":{"domain":["mac","linux"],"odd":{"a":1},"md5":[]}}]}\
                        """);
        // When
        FalconResult<List<IocAction>> result = iocs.actions(CLASS);
        // Then
        assertThat(value(result))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.platformsByType())
                            .containsEntry("odd", List.of())
                            .containsEntry("domain", List.of("mac", "linux"));
                    assertThat(it.severities()).containsExactly("low", "high");
                });
        assertThat(rig.server.requestLine(1))
                .isEqualTo("GET /iocs/entities/actions/v1?ids=detect HTTP/1.1");
    }

    @Test
    void aMissingScopeIsNamed() {
        // Given
        rig.server
                .repliesJson(403, "{\"errors\":[{\"code\":403,\"message\":\"denied\"}]}")
                .repliesJson(403, "{\"errors\":[{\"code\":403,\"message\":\"denied\"}]}");
        // When, Then
        assertThat(iocs.details(List.of("a"), CLASS).failure().flatMap(FalconFailure::missingScope))
                .contains("IOC Management: read");
    }
}
