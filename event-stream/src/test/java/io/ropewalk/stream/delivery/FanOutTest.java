package io.ropewalk.stream.delivery;

import static io.ropewalk.stream.testing.Events.createdAt;
import static io.ropewalk.stream.testing.Events.numbers;
import static io.ropewalk.stream.testing.Events.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ropewalk.stream.event.Event;
import io.ropewalk.stream.state.Position;
import io.ropewalk.stream.testing.Lanes;
import io.ropewalk.stream.testing.ManualTime;
import io.ropewalk.stream.testing.RecordingSink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FanOutTest {
    private static final Duration PATIENCE = Duration.ofMillis(50);
    private static final long NOTHING_HELD = Long.MAX_VALUE;
    private static final int STEP = 20;
    private static final int LAST = 400;

    private final Lanes lanes = new Lanes();
    private final RecordingSink good = new RecordingSink("good");
    private final RecordingSink bad = new RecordingSink("bad");
    private final CountDownLatch mended = new CountDownLatch(1);

    @AfterEach
    void end() {
        mended.countDown();
        lanes.close();
    }

    private FanOut fanOut() {
        return new FanOut(List.of(lanes.started(good), lanes.started(bad)), PATIENCE, lanes.timing);
    }

    private FanOut withStuckSink() {
        bad.next(RecordingSink.stuckUntil(mended));
        return fanOut();
    }

    /** Reads like a feed from behind an offset; true when it got to the end. */
    private static boolean read(FanOut fanOut, long from) throws InterruptedException {
        for (long first = from + 1; first <= LAST; first += STEP) {
            if (!fanOut.offer(Segments.of(range(first, Math.min(LAST, first + STEP - 1))))) {
                return false;
            }
        }
        return true;
    }

    /** Reads, again and again, until a reading got to the end. */
    private static void readAll(FanOut fanOut) throws InterruptedException {
        long from = 0;
        while (!read(fanOut, from)) {
            from = fanOut.rewind(NOTHING_HELD).offset().orElse(0);
        }
    }

    @Test
    void everySinkGetsEverything() throws InterruptedException {
        // Given
        FanOut fanOut = fanOut();

        // When
        readAll(fanOut);

        // Then
        await().until(() -> good.offsets().equals(numbers(1, LAST)));
        await().until(() -> bad.offsets().equals(numbers(1, LAST)));
    }

    @Test
    void stuckSinkHoldsTheOthersUpForAWhileOnly() throws InterruptedException {
        // Given
        FanOut fanOut = withStuckSink();

        // When
        boolean whole = read(fanOut, 0);

        // Then
        assertThat(whole).isTrue();
        await().until(() -> lanes.savedOffset("good") == LAST);
        assertThat(fanOut.lanes().getLast().view().state()).isEqualTo(LaneState.DETACHED);
        assertThat(good.offsets()).isEqualTo(numbers(1, LAST));
    }

    @Test
    void sinkThatFallsBehindAgainAndAgainIsReadForLessAndLessOften() throws InterruptedException {
        // Given
        var time = new ManualTime();
        Lane lane = lanes.started(bad);
        var fanOut = new FanOut(List.of(lanes.started(good), lane), PATIENCE, time.timing());
        List<Integer> waited = new ArrayList<>();

        // When
        for (int round = 0; round < 4; round++) {
            lane.detach();
            await().until(lane::isWantingBack);
            int patiences = 0;
            while (!fanOut.wantsBack()) {
                time.pass(PATIENCE);
                patiences++;
            }
            waited.add(patiences);
            fanOut.rewind(NOTHING_HELD);
        }

        // Then
        assertThat(waited).containsExactly(0, 6, 12, 24);
    }

    @Test
    void sinkThatCameBackAndStayedIsReadForAtOnceWhenItFallsBehindLater()
            throws InterruptedException {
        // Given
        var time = new ManualTime();
        Lane lane = lanes.started(bad);
        var fanOut = new FanOut(List.of(lanes.started(good), lane), PATIENCE, time.timing());
        lane.detach();
        await().until(fanOut::wantsBack);
        fanOut.rewind(NOTHING_HELD);

        // When
        time.pass(PATIENCE.multipliedBy(1000));
        lane.detach();

        // Then
        await().until(fanOut::wantsBack);
    }

    @Test
    void aFeedThatIsOpenedAgainAnywayTakesTheSinkAlong() throws InterruptedException {
        // Given
        var time = new ManualTime();
        Lane lane = lanes.started(bad);
        var fanOut = new FanOut(List.of(lanes.started(good), lane), PATIENCE, time.timing());
        lane.detach();
        await().until(fanOut::wantsBack);
        fanOut.rewind(NOTHING_HELD);
        lane.detach();
        await().until(lane::isWantingBack);
        assertThat(fanOut.wantsBack()).isFalse();

        // When
        fanOut.rewind(NOTHING_HELD);

        // Then
        assertThat(lane.isDetached()).isFalse();
    }

    @Test
    void nobodyWaitsForASinkThatIsReadForWhenThereIsNoOther() {
        // Given
        var time = new ManualTime();
        Lane lane = lanes.started(bad);
        var fanOut = new FanOut(List.of(lane), PATIENCE, time.timing());
        lane.detach();
        await().until(fanOut::wantsBack);
        fanOut.rewind(NOTHING_HELD);

        // When
        lane.detach();

        // Then
        await().until(fanOut::wantsBack);
    }

    @Test
    void stuckSinkKeepsNoMoreThanItsShareOfMemory() throws InterruptedException {
        // Given
        FanOut fanOut = withStuckSink();

        // When
        read(fanOut, 0);

        // Then
        assertThat(fanOut.lanes().getLast().view().queuedBytes())
                .isLessThanOrEqualTo(Lanes.QUEUE_BYTES);
    }

    @Test
    void sinkThatCameBackGetsTheRestInOrderAndNobodyGetsAnythingTwice()
            throws InterruptedException {
        // Given
        FanOut fanOut = withStuckSink();
        read(fanOut, 0);
        mended.countDown();
        await().until(fanOut::wantsBack);

        // When
        readAll(fanOut);

        // Then
        await().until(() -> lanes.savedOffset("bad") == LAST);
        assertThat(bad.offsets()).isEqualTo(numbers(1, LAST));
        assertThat(good.offsets()).isEqualTo(numbers(1, LAST));
        await().until(() -> fanOut.lanes().stream().allMatch(it -> it.view().queuedBytes() == 0));
    }

    @Test
    void sinkThatIsWellAgainIsNoticedThoughTheOthersAreNeverStuck() throws InterruptedException {
        // Given
        FanOut fanOut = withStuckSink();
        read(fanOut, 0);
        mended.countDown();
        await().until(fanOut::wantsBack);

        // When
        boolean goesOn = fanOut.offer(Segments.of(range(LAST + 1, LAST + 1)));

        // Then
        assertThat(goesOn).isFalse();
    }

    @Test
    void sinkThatIsStuckAgainAndAgainLosesNothing() throws InterruptedException {
        // Given
        var stuckAgain = new CountDownLatch(1);
        bad.next(RecordingSink.stuckUntil(mended), RecordingSink.stuckUntil(stuckAgain));
        FanOut fanOut = fanOut();
        read(fanOut, 0);
        mended.countDown();
        await().until(fanOut::wantsBack);
        read(fanOut, fanOut.rewind(NOTHING_HELD).offset().orElse(0));
        stuckAgain.countDown();
        await().until(fanOut::wantsBack);

        // When
        readAll(fanOut);

        // Then
        await().until(() -> lanes.savedOffset("bad") == LAST);
        assertThat(bad.offsets()).isEqualTo(numbers(1, LAST));
        assertThat(good.offsets()).isEqualTo(numbers(1, LAST));
    }

    @Test
    void allSinksStuckHoldTheFeedBack() throws InterruptedException {
        // Given
        good.next(RecordingSink.stuckUntil(mended));
        FanOut fanOut = withStuckSink();
        var reading = Thread.ofVirtual().start(() -> quietly(fanOut));

        // When
        await().until(() -> good.attempts().size() + bad.attempts().size() == 2);

        // Then
        await().during(PATIENCE.multipliedBy(4)).until(reading::isAlive);
        assertThat(fanOut.lanes()).noneMatch(Lane::isDetached);
        assertThat(fanOut.lanes()).allMatch(it -> it.view().queuedBytes() <= Lanes.QUEUE_BYTES);
        mended.countDown();
        await().until(() -> good.offsets().equals(numbers(1, LAST)));
        await().until(() -> bad.offsets().equals(numbers(1, LAST)));
    }

    private static void quietly(FanOut fanOut) {
        try {
            readAll(fanOut);
        } catch (InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    @Test
    void loneStuckSinkIsNeverLeftBehind() throws InterruptedException {
        // Given
        bad.next(RecordingSink.stuckUntil(mended));
        var fanOut = new FanOut(List.of(lanes.started(bad)), PATIENCE, lanes.timing);
        var reading = Thread.ofVirtual().start(() -> quietly(fanOut));
        await().until(() -> bad.attempts().size() == 1);

        // When
        await().during(PATIENCE.multipliedBy(4)).until(reading::isAlive);

        // Then
        assertThat(fanOut.lanes().getFirst().isDetached()).isFalse();
    }

    @Test
    void readingBeginsWhereTheLastOfTheSinksStands() {
        // Given
        Lane ahead = lanes.lane(good, Position.OLDEST.at(100, createdAt(100)));
        Lane behind = lanes.lane(bad, Position.OLDEST.at(50, createdAt(50)));
        var fanOut = new FanOut(List.of(ahead, behind), PATIENCE, lanes.timing);

        // When
        Position start = fanOut.rewind(NOTHING_HELD);

        // Then
        assertThat(start.offset()).hasValue(50);
    }

    @Test
    void sinkWithoutAPositionMakesReadingBeginAtTheOldest() {
        // Given
        Lane ahead = lanes.lane(good, Position.OLDEST.at(100, createdAt(100)));
        Lane fresh = lanes.lane(bad, Position.OLDEST);
        var fanOut = new FanOut(List.of(ahead, fresh), PATIENCE, lanes.timing);

        // When
        Position start = fanOut.rewind(NOTHING_HELD);

        // Then
        assertThat(start.offset()).isEmpty();
    }

    @Test
    void readingBeginsBeforeAHoleThatMayStillClose() throws InterruptedException {
        // Given
        Lane lane = lanes.started(good);
        var fanOut = new FanOut(List.of(lane), PATIENCE, lanes.timing);
        List<Event> events = range(1, 10);
        fanOut.offer(Segments.of(events));

        // When
        Position start = fanOut.rewind(7);

        // Then
        assertThat(start.offset()).hasValue(7);
    }

    @Test
    void sinkLeftInAnOlderEpochGetsAllOfTheNewOne() throws InterruptedException {
        // Given
        Lane ahead = lanes.started(good);
        Lane behind = lanes.lane(bad, Position.OLDEST.at(99, createdAt(99)));
        behind.detach();
        var fanOut = new FanOut(List.of(ahead, behind), PATIENCE, lanes.timing);
        fanOut.offer(Segments.of(1, range(1, 5)));
        behind.start();
        await().until(behind::isWantingBack);

        // When
        Position start = fanOut.rewind(NOTHING_HELD);

        // Then
        assertThat(start.epoch()).isOne();
        assertThat(start.offset()).isEqualTo(OptionalLong.empty());
    }
}
