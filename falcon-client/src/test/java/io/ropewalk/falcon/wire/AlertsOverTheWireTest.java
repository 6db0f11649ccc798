package io.ropewalk.falcon.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FakeTokens;
import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.alerts.Alert;
import io.ropewalk.falcon.alerts.AlertsApi;
import io.ropewalk.falcon.call.CallLimits;
import io.ropewalk.falcon.call.CallObserver;
import io.ropewalk.falcon.detects.Detection;
import io.ropewalk.falcon.detects.DetectsApi;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class AlertsOverTheWireTest {

    private final RawServer server = new RawServer();
    private FalconHttp http;
    private AlertsApi alerts;
    private DetectsApi detects;

    @BeforeEach
    void opens() {
        http =
                new FalconHttp(
                        FalconHttpOptions.defaults()
                                .withLimits(CallLimits.defaults().withRetries(0)),
                        CallObserver.NONE,
                        Clock.systemUTC());
        alerts = http.alerts("acme", new FakeTokens(server.base()));
        detects = http.detects("acme", new FakeTokens(server.base()));
    }

    @AfterEach
    void closes() {
        http.close();
        server.close();
    }

    @Test
    void asksForCompositeIds() {
        // Given
        server.repliesJson(
                200,
                "{\"resources\":[{\"composite_id\":\"c:xdr|inc-1\",\"severity\":70,\"new\":[]}]}");
        // When
        FalconResult<List<Alert>> result =
                alerts.details(List.of("c:xdr|inc-1", "c:ind:a:2\""), CallClass.STREAM);
        // Then
        assertThat(((FalconResult.Ok<List<Alert>>) result).value())
                .singleElement()
                .satisfies(alert -> {
                    assertThat(alert.compositeId()).isEqualTo("c:xdr|inc-1");
                    assertThat(alert.severity()).isEqualTo(70);
                });
        assertThat(server.requestLine(0)).isEqualTo("POST /alerts/entities/alerts/v2 HTTP/1.1");
        assertThat(server.requests().getFirst())
                .contains("uthorization: Bearer token-1\r\n")
                .containsIgnoringCase("\r\ncontent-type: application/json")
                .endsWith("\r\n\r\n{\"composite_ids\":[\"c:xdr|inc-1\",\"c:ind:a:2\\\"\"]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"meta\":{},\"errors\":[],\"resources\":null}",
                "{\"meta\":{},\"errors\":[]}"
            })
    void anAnswerWithoutItsListSaysNothingOfAnyAlert(String body) {
        // Given
        server.repliesJson(200, body).repliesJson(200, body);
        // When, Then
        assertThat(category(alerts.details(List.of("a"), CallClass.STREAM)))
                .isEqualTo(FailureCategory.VENDOR_DOWN);
        assertThat(category(alerts.records(List.of("a"), true, CallClass.STREAM)))
                .isEqualTo(FailureCategory.VENDOR_DOWN);
    }

    @Test
    void anEmptyListSaysThatThereIsNoneOfThem() {
        server.repliesJson(200, "{\"meta\":{},\"resources\":[]}");
        FalconResult<List<Alert>> result = alerts.details(List.of("a"), CallClass.STREAM);
        assertThat(((FalconResult.Ok<List<Alert>>) result).value()).isEmpty();
    }

    private static FailureCategory category(FalconResult<?> result) {
        return result.failure().map(FalconFailure::category).orElseThrow();
    }

    @Test
    void whatIsTooLargeIsHalved() {
        // Given
        server.repliesJson(413, "{\"errors\":[{\"code\":413,\"message\":\"too large\"}]}")
                .repliesJson(200, "{\"resources\":[{\"composite_id\":\"a\"}]}")
                .repliesJson(200, "{\"resources\":[{\"composite_id\":\"b\"}]}");
        // When
        FalconResult<List<Alert>> result = alerts.details(List.of("a", "b"), CallClass.STREAM);
        // Then
        assertThat(((FalconResult.Ok<List<Alert>>) result).value())
                .extracting(Alert::compositeId)
                .containsExactly("a", "b");
    }

    @Test
    void aMissingScopeIsNamed() {
        // Given
        server.repliesJson(403, "{\"errors\":[{\"code\":403,\"message\":\"denied\"}]}");
        // When, Then
        assertThat(
                        alerts.details(List.of("a"), CallClass.STREAM)
                                .failure()
                                .flatMap(FalconFailure::missingScope))
                .contains("Alerts: read");
    }

    @Test
    void asksForDetections() {
        // Given
        server.repliesJson(
                200,
                """
                {"resources":[{"detection_id":"ldt:a:1","behaviors":[
                  {"triggering_process_graph_id":"pid:a:1",
                   "parent_details":{"parent_process_graph_id":"pid:a:2"}}]}]}\
                """);
        // When
        FalconResult<List<Detection>> result =
                detects.summaries(List.of("ldt:a:1"), CallClass.STREAM);
        // Then
        assertThat(((FalconResult.Ok<List<Detection>>) result).value().getFirst().graphIds())
                .containsExactly("pid:a:1", "pid:a:2");
        assertThat(server.requests().getFirst())
                .startsWith("POST /detects/entities/summaries/GET/v1 HTTP/1.1\r\n")
                .endsWith("\r\n\r\n{\"ids\":[\"ldt:a:1\"]}");
    }

    @Test
    void aCloudThatHasEndedDetectionsSaysSo() {
        for (int status : List.of(404, 405)) {
            server.repliesJson(status, "{\"errors\":[{\"code\":" + status + "}]}");
            assertThat(
                            detects.summaries(List.of("ldt:a:1"), CallClass.STREAM)
                                    .failure()
                                    .map(FalconFailure::category))
                    .contains(FailureCategory.GONE_UPSTREAM);
        }
    }

    @Test
    void allThatIsAskedForACustomerSharesOnePacing() {
        // Given
        server.repliesJson(429, "{}", "Retry-After: 600").repliesJson(200, "{\"resources\":[]}");
        FakeTokens tokens = new FakeTokens(server.base());
        http.streams("acme", tokens).discover("a1", CallClass.STREAM);
        // When
        FalconResult<List<Alert>> same = alerts.details(List.of("a"), CallClass.STREAM);
        FalconResult<List<Alert>> other =
                http.alerts("other", tokens).details(List.of("a"), CallClass.STREAM);
        // Then
        assertThat(same).isInstanceOf(FalconResult.Throttled.class);
        assertThat(other).isInstanceOf(FalconResult.Ok.class);
        assertThat(server.requests()).hasSize(2);
    }
}
