package io.ropewalk.falcon.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.Page;
import io.ropewalk.falcon.PageWalk;
import io.ropewalk.falcon.PageWalk.Step;
import io.ropewalk.falcon.fql.Filter;
import io.ropewalk.falcon.spotlight.Facet;
import io.ropewalk.falcon.spotlight.Remediation;
import io.ropewalk.falcon.spotlight.SpotlightApi;
import io.ropewalk.falcon.spotlight.Vulnerability;
import io.ropewalk.falcon.spotlight.VulnerabilityFields;
import io.ropewalk.falcon.spotlight.VulnerabilityQuery;
import io.ropewalk.falcon.spotlight.VulnerableApp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SpotlightOverTheWireTest {

    private static final VulnerabilityQuery OPEN =
            new VulnerabilityQuery(
                    VulnerabilityFields.STATUS.not("closed"), Set.of(Facet.CVE, Facet.HOST_INFO));

    private final WireRig rig = new WireRig();
    private final RawServer server = rig.server;
    private final SpotlightApi spotlight = rig.http.spotlight("acme", rig.tokens);

    @AfterEach
    void closes() {
        rig.close();
    }

    private static String body(String after, int total, String... ids) {
        return WireRig.page(
                after,
                total,
                Stream.of(ids)
                        .map("{\"id\":\"%s\",\"aid\":\"c1_a1\",\"cid\":\"c1\"}"::formatted)
                        .collect(Collectors.joining(",")));
    }

    private PageWalk<Vulnerability> walk() {
        return spotlight.walk(OPEN, 2, CallClass.BACKGROUND);
    }

    @Test
    void walksByTheCursorUntilNoneIsOffered() {
        // Given
        server.repliesJson(200, body("next==", 3, "f1", "f2")).repliesJson(200, body("", 3, "f3"));
        // When
        Step<Vulnerability> end = WireRig.end(walk());
        // Then
        assertThat(end).isEqualTo(new Step.Complete<>(3, false));
        assertThat(server.requestLine(0)).startsWith("GET /spotlight/combined/vulnerabilities/v1?");
        assertThat(server.requestLine(0))
                .contains("facet=host_info&facet=cve")
                .contains("limit=2")
                .contains("sort=created_timestamp.asc")
                .doesNotContain("after=");
        assertThat(rig.parameter(0, "filter")).isEqualTo("status:!'closed'");
        assertThat(rig.parameter(1, "after")).isEqualTo("next==");
    }

    @Test
    void aFindingOfAChildHasTheBareAgentId() {
        // Given
        server.repliesJson(200, body("", 1, "f1"));
        // When
        FalconResult<Page<Vulnerability>> result =
                spotlight.combined(OPEN, Optional.empty(), 1, CallClass.INTERACTIVE);
        // Then
        Page<Vulnerability> page = ((FalconResult.Ok<Page<Vulnerability>>) result).value();
        assertThat(page.items()).extracting(Vulnerability::aid).containsExactly("a1");
        assertThat(page.next()).isEmpty();
    }

    @Test
    void anExpiredCursorIsAFailureOfItsOwn() {
        String gone = "{\"errors\":[{\"code\":%d,\"message\":\"gone\"}],\"resources\":[]}";
        for (int status : new int[] {400, 404}) {
            // Given
            server.repliesJson(200, body("n", 3, "f1", "f2"));
            server.repliesJson(status, gone.formatted(status));
            // When
            Step<Vulnerability> end = WireRig.end(walk());
            // Then
            assertThat(end)
                    .isInstanceOfSatisfying(
                            Step.NotComplete.class,
                            it -> {
                                assertThat(it.cursorRefused()).isTrue();
                                assertThat(it.received()).isEqualTo(2);
                            });
            // And the same for one who turns the pages himself
            server.repliesJson(status, gone.formatted(status));
            assertThat(
                            spotlight
                                    .combined(OPEN, Optional.of("n"), 2, CallClass.INTERACTIVE)
                                    .failure())
                    .hasValueSatisfying(why -> {
                        assertThat(why.category()).isEqualTo(FailureCategory.BAD_REQUEST);
                        assertThat(why.message()).contains("it may have expired");
                    });
        }
    }

    @Test
    void otherFailuresAreNotTheCursors() {
        for (int status : new int[] {403, 429, 500, 503}) {
            server.repliesJson(200, body("n", 3, "f1", "f2")).repliesJson(status, "{}");
            assertThat(WireRig.end(walk()))
                    .isInstanceOfSatisfying(
                            Step.NotComplete.class, it -> assertThat(it.cursorRefused()).isFalse());
        }
        server.repliesJson(400, "{\"errors\":[{\"code\":400,\"message\":\"bad filter\"}]}");
        assertThat(WireRig.end(walk()))
                .isInstanceOfSatisfying(
                        Step.NotComplete.class, it -> assertThat(it.cursorRefused()).isFalse());
    }

    @Test
    void anEmptyPageOnTheWayIsNotTheEnd() {
        // Given
        server.repliesJson(200, body("n", 3, "f1", "f2")).repliesJson(200, body("", 3));
        // When, Then
        assertThat(WireRig.end(walk())).isInstanceOf(Step.NotComplete.class);
    }

    @Test
    void aMissingScopeIsNamed() {
        // Given
        server.repliesJson(403, "{\"errors\":[{\"code\":403,\"message\":\"no\"}]}");
        // When
        FalconFailure why =
                spotlight
                        .combined(OPEN, Optional.empty(), 1, CallClass.INTERACTIVE)
                        .failure()
                        .orElseThrow();
        // Then
        assertThat(why.missingScope()).contains("Vulnerabilities: read");
    }

    @Test
    void remediationsAreAskedForInChunks() {
        // Given
        String one = "{\"resources\":[{\"id\":\"r\",\"title\":\"Update\",\"action\":null}]}";
        server.repliesJson(200, one).repliesJson(200, one);
        List<String> ids = IntStream.range(0, 101).mapToObj(i -> "r" + i).toList();
        // When
        FalconResult<List<Remediation>> result = spotlight.remediations(ids, CallClass.BACKGROUND);
        // Then
        assertThat(((FalconResult.Ok<List<Remediation>>) result).value())
                .extracting(Remediation::title)
                .containsExactly("Update", "Update");
        assertThat(server.requestLine(0)).contains("ids=r0&ids=r1&").contains("ids=r99 ");
        assertThat(server.requestLine(1)).endsWith("/v2?ids=r100 HTTP/1.1");
    }

    @Test
    void aQueryNeedsAFilter() {
        assertThatThrownBy(() -> new VulnerabilityQuery(Filter.NONE, Set.of()))
                .hasMessageContaining("name a status or a time");
        Filter since =
                VulnerabilityFields.UPDATED_TIMESTAMP.atOrAfter(
                        Instant.parse("2026-01-31T12:00:00Z"));
        assertThat(new VulnerabilityQuery(since, Set.of()).filter().text())
                .isEqualTo("updated_timestamp:>='2026-01-31T12:00:00Z'");
    }

    @Test
    void theProductsAreReadFromEitherMember() {
        // Given
        String app = "{\"product_name_version\":\"%s\",\"sub_status\":\"open\"}";
        String record = "{\"resources\":[{\"id\":\"f\",\"aid\":\"a\",\"cid\":\"c\",%s}]}";
        // When, Then
        assertThat(products(record.formatted("\"app\":" + app.formatted("one"))))
                .containsExactly("one");
        assertThat(
                        products(
                                record.formatted(
                                        "\"app\":null,\"apps\":[%s,%s]"
                                                .formatted(
                                                        app.formatted("one"),
                                                        app.formatted("two")))))
                .containsExactly("one", "two");
        assertThat(products(record.formatted("\"apps\":[]"))).isEmpty();
    }

    private List<String> products(String body) {
        server.repliesJson(200, body);
        FalconResult<Page<Vulnerability>> result =
                spotlight.combined(OPEN, Optional.empty(), 1, CallClass.INTERACTIVE);
        return ((FalconResult.Ok<Page<Vulnerability>>) result)
                .value().items().getFirst().products().stream()
                        .map(VulnerableApp::productNameVersion)
                        .toList();
    }

    @Test
    void theListOfExploitedVulnerabilitiesIsReadFromEitherMember() {
        for (String cve :
                List.of(
                        "{\"cisa_info\":{\"is_cisa_kev\":true}}",
                        "{\"is_cisa_kev\":true}",
                        "{\"is_cisa_kev\":true,\"cisa_info\":{}}")) {
            // Given
            server.repliesJson(
                    200,
                    "{\"resources\":[{\"id\":\"f\",\"aid\":\"a\",\"cid\":\"c\",\"cve\":%s}]}"
                            .formatted(cve));
            // When
            FalconResult<Page<Vulnerability>> result =
                    spotlight.combined(OPEN, Optional.empty(), 1, CallClass.INTERACTIVE);
            // Then
            Page<Vulnerability> page = ((FalconResult.Ok<Page<Vulnerability>>) result).value();
            assertThat(page.items().getFirst().cve().isCisaKev()).as(cve).isTrue();
        }
    }
}
