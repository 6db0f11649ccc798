package io.ropewalk.falcon.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FakeTokens;
import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.call.CallLimits;
import io.ropewalk.falcon.call.CallObserver;
import io.ropewalk.falcon.call.CallTiming;
import io.ropewalk.falcon.streams.Refreshed;
import io.ropewalk.falcon.streams.SessionToken;
import io.ropewalk.falcon.streams.StreamDescriptor;
import io.ropewalk.falcon.streams.StreamsApi;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class StreamsOverTheWireTest {

    private static final String STREAM =
            """
            {"dataFeedURL":"https://firehose.invalid/sensors/entities/datafeed/v1/0?appId=a1",
             "sessionToken":{"token":"bm90LWEtc2VjcmV0","expiration":"2026-01-31T12:05:00.5Z","new":{}},
             "refreshActiveSessionURL":"https://api.invalid/sensors/entities/datafeed-actions/v1/0?appId=a1",
             "refreshActiveSessionInterval":1800,"new":[{"dataFeedURL":"x"}]}\
            """;

    private final RawServer server = new RawServer();
    private FalconHttp http;
    private StreamsApi streams;

    @BeforeEach
    void opens() {
        http =
                new FalconHttp(
                        FalconHttpOptions.defaults()
                                .withLimits(CallLimits.defaults().withRetries(0)),
                        CallObserver.NONE,
                        new CallTiming(Clock.systemUTC(), _ -> {}, () -> 0.5));
        streams = http.streams("acme", new FakeTokens(server.base()));
    }

    @AfterEach
    void closes() {
        http.close();
        server.close();
    }

    private FalconResult<List<StreamDescriptor>> discovered(String body) {
        server.repliesJson(200, body);
        return streams.discover("a1", CallClass.STREAM);
    }

    private static List<StreamDescriptor> listed(FalconResult<List<StreamDescriptor>> result) {
        return ((FalconResult.Ok<List<StreamDescriptor>>) result).value();
    }

    private static Optional<FailureCategory> category(FalconResult<?> result) {
        return result.failure().map(FalconFailure::category);
    }

    private FalconResult<Refreshed> refreshed(int status, String body) {
        server.repliesJson(status, body);
        return streams.refresh(server.base().resolve("/any/0?appId=a1"), CallClass.STREAM);
    }

    @Test
    void discoveryAsksForItsApplicationId() {
        // When
        discovered("{\"resources\":[]}");
        // Then
        assertThat(server.requestLine(0))
                .isEqualTo("GET /sensors/entities/datafeed/v2?appId=a1 HTTP/1.1");
        assertThat(server.requests().getFirst()).contains("uthorization: Bearer token-1\r\n");
    }

    @Test
    void readsWhatDiscoveryLists() {
        // When
        FalconResult<List<StreamDescriptor>> result =
                discovered("{\"meta\":{\"trace_id\":\"t\"},\"resources\":[" + STREAM + "]}");
        // Then
        StreamDescriptor stream = listed(result).getFirst();
        assertThat(stream.dataFeedUrl())
                .isEqualTo(
                        URI.create(
                                "https://firehose.invalid/sensors/entities/datafeed/v1/0?appId=a1"));
        assertThat(stream.refreshUrl().getPath()).endsWith("/datafeed-actions/v1/0");
        assertThat(stream.sessionToken().token()).isEqualTo("bm90LWEtc2VjcmV0");
        assertThat(stream.sessionToken().expiration()).isPresent();
        assertThat(stream.refreshIntervalSeconds()).isEqualTo(OptionalLong.of(1800));
        assertThat(stream.partition()).isEqualTo("0");
        assertThat(result.trace()).isEqualTo("t");
    }

    @Test
    void aBusyIdIsAGoodEmptyList() {
        assertThat(
                        listed(
                                discovered(
                                        "{\"resources\":[],\"meta\":{\"powered_by\":\"FalconHose\"}}")))
                .isEmpty();
        assertThat(listed(discovered("{\"resources\":[],\"errors\":null}"))).isEmpty();
        assertThat(listed(discovered("{\"errors\":[],\"resources\":[]}"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \n",
                "{}",
                "null",
                "{\"meta\":{},\"errors\":[]}",
                "{\"resources\":null}",
                "{\"resources\":{}}",
                "{\"resources\":[null,7,\"x\",[]]}",
                "{\"resources\":[{}]}",
                "{\"errors\":[{\"code\":500,\"message\":\"no\"}],\"resources\":[]}",
                "<html>Maintenance</html>",
                "{\"resources\":[{\"dataFeedURL\":"
            })
    void anythingElseInAGoodAnswerIsTheVendorsFault(String body) {
        assertThat(category(discovered(body))).contains(FailureCategory.VENDOR_DOWN);
    }

    @Test
    void membersMayBeMisshapen() {
        // When
        FalconResult<List<StreamDescriptor>> result =
                discovered(
                        "{\"resources\":["
                                + STREAM.replace("1800", "{\"a\":[1]}")
                                + ","
                                + STREAM.replace("v1/0", "v1/1").replace("1800", "\"900\"")
                                + ","
                                + STREAM.replace("\"bm90LWEtc2VjcmV0\"", "17")
                                + ","
                                + STREAM.replaceAll("(?s)\\{\"token\".*?}}", "\"t\"")
                                + ","
                                + STREAM.replace("\"dataFeedURL\":\"https", "\"dataFeedURL\":\"\\n")
                                + "]}");
        // Then
        assertThat(listed(result))
                .extracting(StreamDescriptor::refreshIntervalSeconds)
                .containsExactly(OptionalLong.empty(), OptionalLong.of(900));
        assertThat(((FalconResult.Ok<?>) result).itemErrors()).hasSize(3);
    }

    @Test
    void aMissingScopeIsNamed() {
        // Given
        server.repliesJson(403, "{\"errors\":[{\"code\":403,\"message\":\"denied\"}]}");
        // When, Then
        assertThat(
                        streams.discover("a1", CallClass.STREAM)
                                .failure()
                                .flatMap(FalconFailure::missingScope))
                .contains("Event streams: read");
    }

    @Test
    void aRefreshGoesToItsAddressUnchanged() {
        // Given
        server.repliesJson(200, "{\"meta\":{}}");
        String address =
                "/sensors/entities/datafeed-actions/v1/3"
                        + "?appId=sio-1.5%2B%26x&action_name=refresh_active_stream_session";
        // When
        FalconResult<Refreshed> result =
                streams.refresh(URI.create(server.base() + address), CallClass.STREAM);
        // Then
        assertThat(result).isInstanceOf(FalconResult.Ok.class);
        assertThat(server.requestLine(0)).isEqualTo("POST " + address + " HTTP/1.1");
        assertThat(server.requests().getFirst())
                .contains("uthorization: Bearer token-1\r\n")
                .containsIgnoringCase("\r\ncontent-type: application/json")
                .endsWith("\r\n\r\n{}");
    }

    @Test
    void aRefreshMayAnswerAnythingGood() {
        for (String body : List.of("", "{}", "{\"errors\":null}", "{\"resources\":[]}")) {
            assertThat(refreshed(200, body)).as(body).isInstanceOf(FalconResult.Ok.class);
        }
        assertThat(category(refreshed(200, "<html>"))).contains(FailureCategory.VENDOR_DOWN);
    }

    @Test
    void aNewTokenIsFoundWhereverItStands() {
        for (String body :
                List.of(
                        STREAM,
                        "{\"meta\":{},\"sessionToken\":{\"token\":\"bm90LWEtc2VjcmV0\"}}",
                        "{\"meta\":{},\"resources\":[" + STREAM + "]}")) {
            FalconResult<Refreshed> result = refreshed(200, body);
            assertThat(((FalconResult.Ok<Refreshed>) result).value().sessionToken())
                    .as(body)
                    .map(SessionToken::token)
                    .contains("bm90LWEtc2VjcmV0");
        }
    }

    @Test
    void aDeadSessionIsNotFound() {
        assertThat(
                        category(
                                refreshed(
                                        404,
                                        "{\"errors\":[{\"code\":404,"
                                                + "\"message\":\"no active stream session found\"}]}")))
                .contains(FailureCategory.NOT_FOUND);
        assertThat(category(refreshed(404, "gone"))).contains(FailureCategory.NOT_FOUND);
    }
}
