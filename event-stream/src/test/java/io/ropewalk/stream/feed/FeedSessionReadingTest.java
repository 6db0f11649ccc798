package io.ropewalk.stream.feed;

import static io.ropewalk.stream.testing.Events.createdAt;
import static io.ropewalk.stream.testing.Events.line;
import static io.ropewalk.stream.testing.Events.lines;
import static io.ropewalk.stream.testing.Events.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ropewalk.stream.delivery.Lane;
import io.ropewalk.stream.event.Event;
import io.ropewalk.stream.feed.FeedState.Cause;
import io.ropewalk.stream.state.Position;
import io.ropewalk.stream.testing.FakeConnection;
import io.ropewalk.stream.testing.FakeFeedOpener;
import io.ropewalk.stream.testing.ManualTime;
import io.ropewalk.stream.testing.RecordingSink;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a session makes of the bytes of its connections. */
class FeedSessionReadingTest {
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

    @Test
    void eventsArriveByteForByte() {
        // Given
        given.opener.next(sending(lines(1, 3)));

        // When
        given.start();

        // Then
        awaitOffsets(numbers(1, 3));
        assertThat(given.sink.taken().stream().map(Event::text).map(it -> it + "\r\n"))
                .containsExactly(line(1), line(2), line(3));
    }

    @Test
    void firstRunAsksForTheOldest() {
        // Given
        given.opener.next(sending(lines(1, 1)));

        // When
        given.start();

        // Then
        awaitOffsets(numbers(1, 1));
        assertThat(given.opener.starts()).containsExactly("appId=app");
    }

    @Test
    void laterRunsAskForTheCommittedOffset() {
        // Given
        given.opener.next(sending(lines(7, 9)));

        // When
        given.start(behind(7));

        // Then
        awaitOffsets(numbers(8, 9));
        assertThat(given.opener.starts()).containsExactly("offset=7");
    }

    @Test
    void cleanCloseGoesOnBehindTheLastEvent() {
        // Given
        given.opener.next(sending(lines(1, 3)).end()).next(sending(lines(3, 6)));

        // When
        given.start();

        // Then
        awaitOffsets(numbers(1, 6));
        assertThat(given.opener.starts()).containsExactly("appId=app", "offset=3");
        assertThat(given.causes).containsExactly(Cause.CLOSED);
    }

    @Test
    void eachOpeningHasATokenOfItsOwn() {
        // Given
        given.opener.next(sending("").end()).next(sending("").end()).next(sending(lines(1, 1)));

        // When
        given.start();

        // Then
        awaitOffsets(numbers(1, 1));
        assertThat(given.opener.asked())
                .extracting(FakeFeedOpener.Asked::token)
                .doesNotHaveDuplicates();
    }

    @Test
    void silenceEndsTheSession() {
        // Given
        given.opener
                .next(sending(lines(1, 2)).fail(new SocketTimeoutException()))
                .next(sending(lines(3, 4)));

        // When
        given.start();

        // Then
        awaitOffsets(numbers(1, 4));
        assertThat(given.causes).containsExactly(Cause.IDLE);
    }

    @Test
    void dripThatNeverEndsALineEndsTheSession() {
        // Given
        var time = new ManualTime();
        given.timing = time.timing();
        given.lineTimeout = Duration.ofSeconds(30);
        var drip = new FakeConnection().beforeRead(() -> time.pass(Duration.ofSeconds(10)));
        for (char one : line(1).toCharArray()) {
            drip.send(String.valueOf(one));
        }
        given.opener.next(drip).next(sending(lines(1, 2)));

        // When
        given.start();

        // Then
        awaitOffsets(numbers(1, 2));
        assertThat(given.causes).containsExactly(Cause.NO_PROGRESS);
        assertThat(drip.isClosed()).isTrue();
    }

    @Test
    void keepAlivesAreProgress() {
        // Given
        var time = new ManualTime();
        given.timing = time.timing();
        given.lineTimeout = Duration.ofSeconds(30);
        var quiet = new FakeConnection().beforeRead(() -> time.pass(Duration.ofSeconds(20)));
        quiet.send("\r\n").send("\r\n").send("\r\n").send("\r\n").send(line(1));
        given.opener.next(quiet);

        // When
        given.start();

        // Then
        awaitOffsets(numbers(1, 1));
        assertThat(given.causes).isEmpty();
    }

    @Test
    void keepAliveSaysThatThereIsNothingMoreToRead() {
        // Given
        given.timing = new ManualTime().timing();
        FakeConnection connection = sending(line(1));
        given.opener.next(connection);
        FeedSession session = given.start();
        awaitOffsets(numbers(1, 1));
        assertThat(session.view().waiting()).isFalse();

        // When
        connection.send("\r\n");

        // Then
        await().until(() -> session.view().waiting());
    }

    @Test
    void halfALineIsNeverAnEvent() {
        // Given
        given.opener
                .next(sending(line(1) + line(2).substring(0, 40)).fail(new IOException("reset")))
                .next(sending(lines(2, 3)));

        // When
        given.start();

        // Then
        awaitOffsets(numbers(1, 3));
        assertThat(given.partials).hasValue(1);
        assertThat(given.kept).isEmpty();
    }

    @Test
    void wholeEventWithoutItsLineEndIsReadAgain() {
        // Given
        given.opener.next(sending(line(1) + line(2).strip()).end()).next(sending(lines(2, 3)));

        // When
        given.start();

        // Then
        awaitOffsets(numbers(1, 3));
        assertThat(given.opener.starts()).containsExactly("appId=app", "offset=1");
    }

    @Test
    void brokenLineIsKeptWithItsPlaceAndReadingGoesOn() {
        // Given
        given.opener.next(sending(lines(1, 2) + "<html>\r\n" + line(3)));

        // When
        given.start();

        // Then
        awaitOffsets(numbers(1, 3));
        assertThat(given.kept).containsExactly(new Sessions.Kept(OptionalLong.of(2), "<html>"));
    }

    @Test
    void brokenLineReadAgainHasTheSamePlace() {
        // Given
        given.opener
                .next(sending(line(1)).send("400\r\n").end())
                .next(sending("400\r\n" + line(2)));

        // When
        given.start();

        // Then
        awaitOffsets(numbers(1, 2));
        var same = new Sessions.Kept(OptionalLong.of(1), "400");
        assertThat(given.kept).containsExactly(same, same);
    }

    @Test
    void lateEventIsDeliveredOnce() {
        // Given
        given.opener.next(sending(line(1) + line(2) + line(4)).send(line(3) + line(3) + line(5)));

        // When
        given.start();

        // Then
        awaitOffsets(List.of(1L, 2L, 4L, 3L, 5L));
        await().until(() -> given.lanes.savedOffset("sink") == 5);
    }

    @Test
    void holeInAQuietFeedIsPassedWhenItIsGivenUp() {
        // Given
        var time = new ManualTime();
        given.timing = time.timing();
        FakeConnection connection = sending(line(1) + line(5));
        given.opener.next(connection);
        given.start();
        await().until(() -> given.lanes.savedOffset("sink") == 1);
        time.pass(Duration.ofMinutes(1));

        // When
        connection.send("\r\n");

        // Then
        await().until(() -> given.lanes.savedOffset("sink") == 5);
    }

    @Test
    void offsetsBegunAnewGoOnInANewEpoch() {
        // Given
        String anew = line(1, createdAt(200)) + line(2, createdAt(201));
        given.opener.next(sending(lines(99, 100) + anew));

        // When
        given.start(behind(98));

        // Then
        awaitOffsets(List.of(99L, 100L, 1L, 2L));
        await().until(() -> given.lanes.savedOffset("sink") == 2);
        assertThat(given.lanes.saved("sink").orElseThrow().epoch()).isOne();
    }

    @Test
    void offsetsBegunAnewStopTheSessionWhereThatIsWanted() throws InterruptedException {
        // Given
        given.stopOnNewOffsets = true;
        given.opener.next(sending(lines(99, 100) + line(1, createdAt(200))));

        // When
        FeedSession session = given.start(behind(98));

        // Then
        assertThat(session.awaitEnd(Sessions.PATIENCE)).isTrue();
        assertThat(session.state().word()).isEqualTo("stopped");
        assertThat(session.state().reason()).contains("began anew");
        awaitOffsets(numbers(99, 100));
    }

    @Test
    void newestAsksForWhatComesFromNowOn() {
        // Given
        given.atNewest = true;
        given.opener.next(sending(lines(60, 61)));

        // When
        given.start();

        // Then
        awaitOffsets(numbers(60, 61));
        assertThat(given.opener.starts()).containsExactly("whence=2");
        assertThat(given.begunSince)
                .isEqualTo(FakeFeedOpener.VENDOR_TIME.minus(Duration.ofHours(1)));
    }

    @Test
    void newestGoesOnByOffsetLater() {
        // Given
        given.atNewest = true;
        given.opener.next(sending(lines(60, 61)).end()).next(sending(lines(62, 63)));

        // When
        given.start();

        // Then
        awaitOffsets(numbers(60, 63));
        assertThat(given.opener.starts()).containsExactly("whence=2", "offset=61");
    }

    @Test
    void newestThatIsLostBeforeTheFirstEventMissesNothingThatCameInBetween() {
        // Given
        given.atNewest = true;
        long opened = FakeFeedOpener.VENDOR_TIME.toEpochMilli();
        String before = line(38, opened - 7_200_000) + line(39, opened - 3_600_001);
        String late = line(40, opened - 1_800_000) + line(41, opened - 7_200_000);
        given.opener
                .next(sending("\r\n").end())
                .next(sending(before + late + line(42, opened + 1)));

        // When
        given.start();

        // Then
        awaitOffsets(numbers(40, 42));
        assertThat(given.opener.starts()).containsExactly("whence=2", "appId=app");
    }

    @Test
    void newestThatCannotBeNotedReadsNothing() {
        // Given
        given.atNewest = true;
        given.notes.add(false);
        given.opener.next(sending(lines(58, 59))).next(sending(lines(60, 61)));

        // When
        given.start();

        // Then
        awaitOffsets(numbers(60, 61));
        assertThat(given.opener.starts()).containsExactly("whence=2", "whence=2");
    }

    @Test
    void newestThatIsNotHadAtFirstIsAskedForAgain() {
        // Given
        given.atNewest = true;
        given.opener
                .next((_, _) -> {
                    throw new IOException("refused");
                })
                .next(sending(lines(60, 61)));

        // When
        given.start();

        // Then
        awaitOffsets(numbers(60, 61));
        assertThat(given.opener.starts()).containsExactly("whence=2", "whence=2");
    }

    @Test
    void sinkThatComesBackIsReadForAgainThoughTheFeedIsBusy() {
        // Given
        var stuck = new CountDownLatch(1);
        var other = new RecordingSink("other").next(RecordingSink.stuckUntil(stuck));
        Lane good = given.lanes.started(given.sink);
        Lane bad = given.lanes.started(other);
        FakeConnection busy = new FakeConnection();
        for (int i = 0; i < 20; i++) {
            busy.send(lines(i * 10L + 1, i * 10L + 10));
        }
        given.opener.next(busy).next(sending(lines(1, 300)));
        given.start(Position.OLDEST, good, bad);
        await().until(() -> given.sink.offsets().size() == 200);
        await().until(bad::isWantingBack, is -> !is);
        stuck.countDown();
        await().until(bad::isWantingBack);

        // When
        busy.send(line(201));

        // Then
        await().until(() -> given.lanes.savedOffset("other") == 300);
        assertThat(other.offsets()).isEqualTo(numbers(1, 300));
        awaitOffsets(numbers(1, 300));
        assertThat(given.causes).containsExactly(Cause.LANE_BACK);
    }
}
