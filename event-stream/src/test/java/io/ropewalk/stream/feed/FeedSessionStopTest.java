package io.ropewalk.stream.feed;

import static io.ropewalk.stream.testing.Events.lines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.stream.delivery.FanOut;
import io.ropewalk.stream.state.Position;
import io.ropewalk.stream.testing.Events;
import io.ropewalk.stream.testing.FakeConnection;
import io.ropewalk.stream.testing.FakeFeedOpener;
import io.ropewalk.stream.testing.FakeFeeds;
import io.ropewalk.stream.testing.RecordingSink;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A session ends when it is told to, wherever it is. */
class FeedSessionStopTest {

    private static final Duration DAY = Duration.ofDays(1);

    private final Sessions given = new Sessions();

    @AfterEach
    void end() {
        given.close();
    }

    private static FakeConnection sending(String text) {
        return new FakeConnection().send(text);
    }

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
}
