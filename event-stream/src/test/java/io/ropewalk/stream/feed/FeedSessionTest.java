package io.ropewalk.stream.feed;

import static io.ropewalk.stream.testing.Events.createdAt;
import static io.ropewalk.stream.testing.Events.line;
import static io.ropewalk.stream.testing.Events.lines;
import static io.ropewalk.stream.testing.Events.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.stream.delivery.FanOut;
import io.ropewalk.stream.feed.FeedOpener.Opened;
import io.ropewalk.stream.feed.FeedState.Cause;
import io.ropewalk.stream.state.Position;
import io.ropewalk.stream.testing.Events;
import io.ropewalk.stream.testing.FakeConnection;
import io.ropewalk.stream.testing.FakeFeedOpener;
import io.ropewalk.stream.testing.FakeFeeds;
import io.ropewalk.stream.testing.RecordingSink;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The life of a session: how it is opened, kept, lost and ended. */
class FeedSessionTest {
    private static final Duration DAY = Duration.ofDays(1);

    private static final FeedSession.Beginning NO_BEGINNING =
            new FeedSession.Beginning() {
                @Override
                public boolean atNewest() {
                    return false;
                }

                @Override
                public boolean begins(Instant since) {
                    return true;
                }
            };

    private final Sessions given = new Sessions();

    @AfterEach
    void end() {
        given.close();
    }

    private static FakeConnection sending(String text) {
        return new FakeConnection().send(text);
    }

    private static Position behind(long offset) {
        return Position.OLDEST.at(offset, createdAt(offset));
    }

    private void awaitOffsets(List<Long> offsets) {
        await().until(() -> given.sink.offsets().size() >= offsets.size());
        assertThat(given.sink.offsets()).isEqualTo(offsets);
    }

    @ParameterizedTest
    @CsvSource({
        "401, AUTH",
        "403, AUTH",
        "404, NOT_FOUND",
        "410, GONE_UPSTREAM",
        "429, THROTTLED",
        "500, VENDOR_DOWN",
        "503, VENDOR_DOWN",
        "400, BAD_REQUEST"
    })
    void refusedFeedIsDiscoveredAnew(int status, FailureCategory category) {
        // Given
        given.opener.next(FakeFeedOpener.refused(status, category)).next(sending(lines(1, 2)));

        // When
        given.start();

        // Then
        awaitOffsets(numbers(1, 2));
        assertThat(given.causes).containsExactly(Cause.REFUSED);
        assertThat(given.feeds.asked()).containsExactly("app", "app");
    }

    @Test
    void throttledFeedIsLeftAloneAsLongAsAsked() {
        // Given
        given.opener.always(
                (_, _) -> new Opened.Refused(429, FailureCategory.THROTTLED, Optional.of(DAY)));

        // When
        FeedSession session = given.start();

        // Then
        await().until(() -> session.state() instanceof FeedState.Reopening);
        assertThat(session.state())
                .isInstanceOfSatisfying(
                        FeedState.Reopening.class, it -> assertThat(it.pause()).isEqualTo(DAY));
    }

    @Test
    void offsetTheVendorWillNotHaveIsReadForFromTheOldest() {
        // Given
        FakeFeedOpener.Opening bad = FakeFeedOpener.refused(400, FailureCategory.BAD_REQUEST);
        given.opener.next(bad).next(bad).next(sending(lines(90, 102)));

        // When
        given.start(behind(100));

        // Then
        awaitOffsets(numbers(101, 102));
        assertThat(given.opener.starts()).containsExactly("offset=100", "offset=100", "appId=app");
    }

    @Test
    void failureToConnectIsTriedAgain() {
        // Given
        given.opener
                .next((_, _) -> {
                    throw new ConnectException("refused");
                })
                .next(sending(lines(1, 2)));

        // When
        given.start();

        // Then
        awaitOffsets(numbers(1, 2));
        assertThat(given.causes).containsExactly(Cause.NETWORK);
    }

    @Test
    void faultOfOursEndsNoLoop() {
        // Given
        given.opener
                .next((_, _) -> {
                    throw new IllegalStateException("a bug");
                })
                .next(sending(lines(1, 2)));

        // When
        given.start();

        // Then
        awaitOffsets(numbers(1, 2));
    }

    @Test
    void busyPartitionIsAskedForUntilItIsFree() {
        // Given
        given.feeds.next(given.feeds.listed()).next(given.feeds.listed("7"));
        given.opener.next(sending(lines(1, 2)));

        // When
        given.start();

        // Then
        awaitOffsets(numbers(1, 2));
        assertThat(given.feeds.asked()).hasSize(3);
        assertThat(given.causes).isEmpty();
    }

    @Test
    void busyShowsSinceWhenAndWhy() {
        // Given
        given.backoff = Duration.ofMillis(10);
        given.feeds.always(_ -> given.feeds.listed());

        // When
        FeedSession session = given.start();

        // Then
        await().until(() -> session.state() instanceof FeedState.Busy);
        long since = ((FeedState.Busy) session.state()).sinceMillis();
        await().until(() -> given.feeds.asked().size() > 5);
        assertThat(session.state().reason()).contains("application id app");
        assertThat(session.state())
                .isInstanceOfSatisfying(
                        FeedState.Busy.class, it -> assertThat(it.sinceMillis()).isEqualTo(since));
    }

    @Test
    void missingScopeIsRetriedSlowly() {
        // Given
        given.slowRetry = DAY;
        given.feeds.always(_ -> FakeFeeds.rejected(FailureCategory.SCOPE_MISSING, 403));

        // When
        FeedSession session = given.start();

        // Then
        await().until(() -> session.state() instanceof FeedState.Reopening);
        assertThat(((FeedState.Reopening) session.state()).pause()).isEqualTo(DAY);
        assertThat(given.feeds.asked()).hasSize(1);
    }

    @Test
    void addressThatIsNotBelievedGetsNoToken() {
        // Given
        given.feeds.next(
                FalconResult.ok(
                        List.of(given.feeds.descriptor("0", "https://evil.example/v1/0?appId=app")),
                        ""));

        // When
        FeedSession session = given.start();

        // Then
        await().until(() -> session.state() instanceof FeedState.Reopening);
        assertThat(session.state().reason()).contains("evil.example");
        assertThat(given.opener.asked()).isEmpty();
        assertThat(given.causes).containsExactly(Cause.NOT_BELIEVED);
    }

    @Test
    void deadSessionIsDiscoveredAnew() {
        // Given
        given.feeds.refreshEvery(0);
        given.feeds.nextRefresh(() -> FakeFeeds.rejected(FailureCategory.NOT_FOUND, 404));
        FakeConnection dead = sending(lines(1, 2));
        given.opener.next(dead).next(sending(lines(3, 4)));

        // When
        given.start();

        // Then
        awaitOffsets(numbers(1, 4));
        assertThat(given.causes).contains(Cause.SESSION_DEAD);
        assertThat(dead.isClosed()).isTrue();
    }

    @Test
    void deadSessionIsNoticedThoughASinkHoldsTheFeedBack() {
        // Given
        given.feeds.refreshEvery(0);
        given.feeds.nextRefresh(() -> FakeFeeds.rejected(FailureCategory.NOT_FOUND, 404));
        var stuck = new CountDownLatch(1);
        given.sink.next(RecordingSink.stuckUntil(stuck));
        given.opener
                .next(sending(lines(1, 60)).send(lines(61, 120)).send(lines(121, 180)))
                .next(sending(lines(1, 200)));
        given.start();
        await().until(() -> given.causes.contains(Cause.SESSION_DEAD));

        // When
        stuck.countDown();

        // Then
        await().until(() -> given.lanes.savedOffset("sink") == 200);
        assertThat(given.sink.offsets()).isEqualTo(numbers(1, 200));
    }

    @Test
    void refreshThatFailsIsTriedAgainBeforeTheSessionIsGivenUp() {
        // Given
        given.feeds.refreshEvery(1);
        given.feeds
                .nextRefresh(() -> FakeFeeds.rejected(FailureCategory.VENDOR_DOWN, 503))
                .nextRefresh(FakeFeeds::unreachable);
        given.opener.next(sending(lines(1, 2)));

        // When
        given.start();

        // Then
        await().until(() -> given.feeds.refreshed() >= 4);
        assertThat(given.causes).isEmpty();
    }

    @Test
    void refreshThatHangsDoesNotStopReading() {
        // Given
        given.feeds.refreshEvery(0).alwaysRefresh(FakeFeeds::hang);
        FakeConnection connection = sending(lines(1, 2));
        given.opener.next(connection).next(sending(lines(5, 6)));
        given.start();
        await().until(() -> given.feeds.refreshed() == 1);

        // When
        connection.send(lines(3, 4)).end();

        // Then
        awaitOffsets(numbers(1, 6));
    }

    @Test
    void lateNewsOfAnOldSessionDoesNotEndTheNext() {
        // Given
        var answer = new CountDownLatch(1);
        given.feeds.refreshEvery(0);
        given.feeds
                .nextRefresh(() -> deafUntil(answer))
                .alwaysRefresh(() -> FalconResult.ok(true, ""));
        FakeConnection old = sending(line(1));
        FakeConnection young = new FakeConnection();
        given.opener.next(old).next(young);
        given.start();
        await().until(() -> given.feeds.refreshed() == 1);
        old.end();
        await().until(() -> given.opener.asked().size() == 2);

        // When
        answer.countDown();

        // Then
        await().during(Duration.ofMillis(150)).until(() -> given.opener.asked().size() == 2);
        young.send(line(2));
        awaitOffsets(numbers(1, 2));
    }

    /** Does not heed interrupts, and then fails. */
    private static FalconResult<Boolean> deafUntil(CountDownLatch latch) {
        while (true) {
            try {
                latch.await();
                throw new IllegalStateException("a bug");
            } catch (InterruptedException _) {
                // Deaf.
            }
        }
    }

    static Stream<Arguments> states() {
        FakeFeedOpener.Opening bad = FakeFeedOpener.refused(500, FailureCategory.VENDOR_DOWN);
        return Stream.of(
                Arguments.of(
                        "discovering",
                        (Setup) it -> it.feeds.always(_ -> FakeFeeds.hang()),
                        (Ready) (it, _) -> it.feeds.asked().size() == 1),
                Arguments.of(
                        "opening",
                        (Setup) it -> it.opener.always(FakeFeedOpener.hanging()),
                        (Ready) (it, _) -> it.opener.asked().size() == 1),
                Arguments.of(
                        "open",
                        (Setup) it -> it.opener.next(new FakeConnection()),
                        (Ready) (_, session) -> session.state() instanceof FeedState.Open),
                Arguments.of(
                        "busy",
                        (Setup)
                                it -> {
                                    it.backoff = DAY;
                                    it.feeds.always(_ -> it.feeds.listed());
                                },
                        (Ready) (_, session) -> session.state() instanceof FeedState.Busy),
                Arguments.of(
                        "reopening",
                        (Setup)
                                it -> {
                                    it.backoff = DAY;
                                    it.opener.always(bad);
                                },
                        (Ready) (_, session) -> session.state() instanceof FeedState.Reopening),
                Arguments.of(
                        "held back by a sink",
                        (Setup)
                                it -> {
                                    it.sink.always(RecordingSink.stuckUntil(new CountDownLatch(1)));
                                    it.opener.next(
                                            sending(lines(1, 60))
                                                    .send(lines(61, 120))
                                                    .send(lines(121, 180)));
                                },
                        (Ready) (_, session) -> session.view().events() >= 120));
    }

    interface Setup {
        void of(Sessions given);
    }

    interface Ready {
        boolean is(Sessions given, FeedSession session);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("states")
    void stopEndsItAtOnce(String state, Setup setup, Ready ready) throws InterruptedException {
        // Given
        setup.of(given);
        FeedSession session = given.start();
        await().until(() -> ready.is(given, session));

        // When
        session.stop("Enough.");

        // Then
        assertThat(session.awaitEnd(Sessions.PATIENCE)).as(state).isTrue();
        assertThat(session.state()).isEqualTo(new FeedState.Draining("Enough."));
    }

    @Test
    void stopBeforeTheStartEndsItToo() throws InterruptedException {
        // Given
        var session =
                new FeedSession(
                        Events.PARTITION,
                        given.tools(),
                        new FanOut(List.of(), DAY, given.timing),
                        Position.OLDEST,
                        NO_BEGINNING);
        session.stop("Enough.");

        // When
        session.start();

        // Then
        assertThat(session.awaitEnd(Sessions.PATIENCE)).isTrue();
        assertThat(given.opener.asked()).isEmpty();
    }

    @Test
    void addressWithoutParametersGetsTheFirst() {
        // Given
        given.feeds.next(
                FalconResult.ok(
                        List.of(
                                given.feeds.descriptor(
                                        "0", "https://firehose.crowdstrike.com/v1/0")),
                        ""));
        given.opener.next(sending(lines(8, 9)));

        // When
        given.start(behind(7));

        // Then
        awaitOffsets(numbers(8, 9));
        assertThat(given.opener.asked().getFirst().url())
                .isEqualTo(URI.create("https://firehose.crowdstrike.com/v1/0?offset=7"));
    }
}
