package io.ropewalk.falcon.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FakeTokens;
import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.FalconToken;
import io.ropewalk.falcon.ItemError;
import io.ropewalk.falcon.call.Answer;
import io.ropewalk.falcon.call.AnswerHeaders;
import io.ropewalk.falcon.call.CallLimits;
import io.ropewalk.falcon.call.CallObserver;
import io.ropewalk.falcon.call.Envelope;
import io.ropewalk.falcon.call.Envelope.Paging;
import io.ropewalk.falcon.call.FalconCalls;
import io.ropewalk.falcon.call.MovingClock;
import io.ropewalk.falcon.call.Pacer;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamsClientTest {

    private static final String FEED = "https://firehose.invalid/sensors/entities/datafeed/v1/";
    private static final String REFRESH =
            "https://api.invalid/sensors/entities/datafeed-actions/v1/";
    private static final URI REFRESH_URL = URI.create(REFRESH + "0?appId=x");

    private final MovingClock clock = new MovingClock();
    private final Cloud cloud = new Cloud();
    private final StreamsClient streams =
            new StreamsClient(
                    new FalconCalls(
                            "acme",
                            new FakeTokens(URI.create("https://falcon.invalid")),
                            new Pacer(clock, CallLimits.defaults()),
                            CallLimits.defaults().withRetries(2),
                            CallObserver.NONE,
                            clock.timing()),
                    cloud);

    /** Answers every request the same. */
    private static final class Cloud implements StreamsTransport {
        private final List<String> asked = new ArrayList<>();
        private Answer<ListedStream> answer = answer(200, Envelope.empty());

        private static Answer<ListedStream> answer(int status, Envelope<ListedStream> body) {
            return new Answer<>(status, AnswerHeaders.NONE, Optional.of(body), 10);
        }

        void lists(ListedStream... listed) {
            answer = answer(200, new Envelope<>(List.of(listed), 0, List.of(), "t", Paging.NONE));
        }

        @Override
        public Answer<ListedStream> discover(FalconToken token, String appId) {
            asked.add("discover " + appId);
            return answer;
        }

        @Override
        public Answer<ListedStream> refresh(FalconToken token, URI refreshUrl) {
            asked.add("refresh " + refreshUrl);
            return answer;
        }
    }

    private static ListedStream stream(String partition) {
        return stream(partition, "1800");
    }

    private static ListedStream stream(String partition, String interval) {
        return new ListedStream(
                FEED + partition + "?appId=x",
                "c2VjcmV0",
                "2026-01-31T12:05:00.123456789Z",
                REFRESH + partition + "?appId=x",
                interval);
    }

    private FalconResult<List<StreamDescriptor>> discover() {
        return streams.discover("x", CallClass.STREAM);
    }

    private static <T> T value(FalconResult<T> result) {
        return ((FalconResult.Ok<T>) result).value();
    }

    private static List<ItemError> itemErrors(FalconResult<?> result) {
        return ((FalconResult.Ok<?>) result).itemErrors();
    }

    @Test
    void everyPartitionIsAStream() {
        // Given
        cloud.lists(stream("0"), stream("1a"));
        // When
        FalconResult<List<StreamDescriptor>> result = discover();
        // Then
        assertThat(value(result))
                .extracting(StreamDescriptor::partition)
                .containsExactly("0", "1a");
        assertThat(value(result).getFirst())
                .isEqualTo(
                        new StreamDescriptor(
                                URI.create(FEED + "0?appId=x"),
                                new SessionToken(
                                        "c2VjcmV0",
                                        Optional.of(
                                                Instant.parse("2026-01-31T12:05:00.123456789Z"))),
                                URI.create(REFRESH + "0?appId=x"),
                                OptionalLong.of(1800),
                                "0"));
        assertThat(itemErrors(result)).isEmpty();
    }

    @Test
    void anEmptyListIsAGoodAnswer() {
        // Given
        cloud.lists();
        // When, Then
        assertThat(value(discover())).isEmpty();
    }

    @Test
    void noListIsTheVendorsFaultAndAskedForAgain() {
        // When
        FalconResult<List<StreamDescriptor>> result = discover();
        // Then
        assertThat(result.failure())
                .contains(
                        FalconFailure.of(
                                FailureCategory.VENDOR_DOWN,
                                "Falcon answered 200 without the list asked for."));
        assertThat(cloud.asked).hasSize(3);
    }

    @Test
    void aBrokenStreamDoesNotTakeTheOthersWithIt() {
        // Given
        ListedStream whole = stream("1");
        cloud.lists(
                new ListedStream(null, "t", null, whole.refreshActiveSessionUrl(), null),
                new ListedStream(whole.dataFeedUrl(), "t", null, "ftp://x/v1/1", null),
                new ListedStream(
                        whole.dataFeedUrl(), null, null, whole.refreshActiveSessionUrl(), null),
                new ListedStream("https://x.invalid/", "t", null, "https://x.invalid/", null),
                new ListedStream(null, null, null, null, null),
                whole,
                stream("1"));
        // When
        FalconResult<List<StreamDescriptor>> result = discover();
        // Then
        assertThat(value(result)).extracting(StreamDescriptor::partition).containsExactly("1");
        assertThat(itemErrors(result))
                .containsExactly(
                        new ItemError(0, "Stream 1 has no usable dataFeedURL.", Optional.of("1")),
                        new ItemError(
                                0,
                                "Stream 2 has no usable refreshActiveSessionURL.",
                                Optional.of("1")),
                        new ItemError(0, "Stream 3 has no usable session token.", Optional.of("1")),
                        new ItemError(
                                0,
                                "Stream 4 names no partition in its addresses.",
                                Optional.empty()),
                        new ItemError(0, "Stream 5 has no usable dataFeedURL.", Optional.empty()),
                        new ItemError(
                                0,
                                "Stream 7 names a partition that was listed before.",
                                Optional.of("1")));
    }

    @Test
    void nothingButBrokenStreamsIsNotABusyId() {
        // Given
        cloud.lists(new ListedStream(null, null, null, null, null));
        // When
        FalconFailure why = discover().failure().orElseThrow();
        // Then
        assertThat(why.category()).isEqualTo(FailureCategory.VENDOR_DOWN);
        assertThat(why.message()).endsWith("Stream 1 has no usable dataFeedURL.");
    }

    @Test
    void entriesThatAreNoStreamsAreNotABusyIdEither() {
        // Given
        cloud.answer = Cloud.answer(200, new Envelope<>(List.of(), 2, List.of(), "", Paging.NONE));
        // When, Then
        assertThat(discover().failure().map(FalconFailure::category))
                .contains(FailureCategory.VENDOR_DOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-5, -5",
        "1799.9, 1799",
        "1e3, 1000",
        "99999999999999999999, 9223372036854775807",
        "-1e300, -9223372036854775808"
    })
    void theIntervalIsPassedOnAsItIs(String sent, long read) {
        // Given
        cloud.lists(stream("0", sent));
        // When, Then
        assertThat(value(discover()).getFirst().refreshIntervalSeconds()).hasValue(read);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "NaN", "1e99999999999"})
    void anIntervalThatIsNoNumberIsNone(String sent) {
        // Given
        cloud.lists(stream("0", sent), stream("1", null));
        // When, Then
        assertThat(value(discover()))
                .extracting(StreamDescriptor::refreshIntervalSeconds)
                .containsExactly(OptionalLong.empty(), OptionalLong.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "https://x.invalid/prefix/sensors/entities/datafeed-actions/v1/AZ09/?a=b, AZ09",
        "https://x.invalid/sensors/entities/datafeed-actions/v1?partition=1, 7",
        "https://x.invalid/sensors/entities/datafeed-actions/v1/, 7",
        "https://x.invalid/sensors/entities/datafeed-actions/v1/a-b, 7",
        "https://x.invalid, 7"
    })
    void thePartitionIsTheEndOfThePathOfEitherAddress(String refreshUrl, String partition) {
        // Given
        cloud.lists(new ListedStream(FEED + "7?appId=x", "t", null, refreshUrl, null));
        // When, Then
        assertThat(value(discover()))
                .extracting(StreamDescriptor::partition)
                .containsExactly(partition);
    }

    @Test
    void anUnreadableExpirationIsNone() {
        // Given
        cloud.lists(
                new ListedStream(FEED + "0", "t", "tomorrow", REFRESH + "0", null),
                new ListedStream(FEED + "1", "t", null, REFRESH + "1", null));
        // When, Then
        assertThat(value(discover()))
                .extracting(stream -> stream.sessionToken().expiration())
                .containsExactly(Optional.empty(), Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\r\nHost: x", "tökén"})
    void aTokenThatFitsIntoNoHeaderIsNone(String token) {
        // Given
        cloud.lists(new ListedStream(FEED + "0", token, null, REFRESH + "0", null), stream("1"));
        // When, Then
        assertThat(value(discover())).extracting(StreamDescriptor::partition).containsExactly("1");
    }

    @Test
    void aRefreshThatBringsNoTokenIsGood() {
        assertThat(value(streams.refresh(REFRESH_URL, CallClass.STREAM)))
                .isEqualTo(new Refreshed(Optional.empty()));
    }

    @Test
    void aRefreshMayBringANewToken() {
        // Given
        cloud.lists(
                new ListedStream(null, null, null, null, null),
                new ListedStream(null, "new", "2026-01-31T13:00:00Z", null, null));
        // When, Then
        assertThat(value(streams.refresh(REFRESH_URL, CallClass.STREAM)).sessionToken())
                .contains(
                        new SessionToken(
                                "new", Optional.of(Instant.parse("2026-01-31T13:00:00Z"))));
    }

    @Test
    void aSessionThatIsGoneIsNotFoundAndNotAskedForAgain() {
        // Given
        cloud.answer = Cloud.answer(404, Envelope.empty());
        // When
        FalconResult<Refreshed> result = streams.refresh(REFRESH_URL, CallClass.STREAM);
        // Then
        assertThat(result.failure().map(FalconFailure::category))
                .contains(FailureCategory.NOT_FOUND);
        assertThat(cloud.asked).containsExactly("refresh " + REFRESH_URL);
    }

    @Test
    void aRefreshIsRepeatedAfterAFault() {
        // Given
        cloud.answer = Cloud.answer(503, Envelope.empty());
        // When
        streams.refresh(REFRESH_URL, CallClass.STREAM);
        // Then
        assertThat(cloud.asked).hasSize(3);
    }

    @Test
    void errorsInAGoodAnswerAreARefreshThatFailed() {
        // Given
        ItemError error = new ItemError(404, "no active stream session found", Optional.empty());
        cloud.answer =
                Cloud.answer(200, new Envelope<>(List.of(), 0, List.of(error), "", Paging.NONE));
        // When, Then
        assertThat(
                        streams.refresh(REFRESH_URL, CallClass.STREAM)
                                .failure()
                                .map(FalconFailure::category))
                .contains(FailureCategory.NOT_FOUND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "ftp://x.invalid/1", "/v1/0", "https:x"})
    void aTokenIsSentNowhereButOverHttp(String address) {
        // When
        FalconResult<Refreshed> result = streams.refresh(URI.create(address), CallClass.STREAM);
        // Then
        assertThat(result.failure().map(FalconFailure::category)).contains(FailureCategory.BUG);
        assertThat(cloud.asked).isEmpty();
    }
}
