package io.ropewalk.stream.delivery;

import static io.ropewalk.stream.testing.Events.createdAt;
import static io.ropewalk.stream.testing.Events.events;
import static io.ropewalk.stream.testing.Events.numbers;
import static io.ropewalk.stream.testing.Events.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ropewalk.stream.event.Event;
import io.ropewalk.stream.state.FollowUp;
import io.ropewalk.stream.state.Position;
import io.ropewalk.stream.testing.Lanes;
import io.ropewalk.stream.testing.RecordingSink;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LaneTest {
    private static final Duration AT_ONCE = Duration.ZERO;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Lanes lanes = new Lanes();
    private final RecordingSink sink = new RecordingSink();

    @AfterEach
    void end() {
        lanes.close();
    }

    private static FollowUp followUp(Event event) {
        return new FollowUp(
                event.offset(), "ind:1", "High", OptionalLong.of(70), 0, Instant.EPOCH, 0);
    }

    @Test
    void deliversThenSavesThePosition() throws InterruptedException {
        // Given
        Lane lane = lanes.started(sink);

        // When
        lane.offer(Segments.of(range(1, 10)), AT_ONCE);

        // Then
        await().until(() -> lanes.savedOffset("sink") == 10);
        assertThat(sink.offsets()).isEqualTo(numbers(1, 10));
        assertThat(lane.committed()).isEqualTo(lanes.saved("sink").orElseThrow());
    }

    @Test
    void savesNothingBeforeTheSinkHasIt() throws InterruptedException {
        // Given
        sink.always(RecordingSink.DOWN);
        Lane lane = lanes.started(sink);

        // When
        lane.offer(Segments.of(range(1, 10)), AT_ONCE);

        // Then
        await().until(() -> sink.attempts().size() > 5);
        assertThat(lanes.saved("sink")).isEmpty();
    }

    @Test
    void memoryIsFreeOnceEverythingIsDelivered() throws InterruptedException {
        // Given
        Lane lane = lanes.lane(sink, Position.OLDEST, 7, _ -> true, _ -> Optional.empty());
        lane.start();

        // When
        for (int i = 0; i < 10; i++) {
            lane.offer(Segments.of(range(10L * i + 1, 10L * i + 10)), PATIENCE);
        }

        // Then
        await().until(() -> lanes.savedOffset("sink") == 100);
        await().until(() -> lane.view().queuedBytes() == 0);
        assertThat(sink.offsets()).isEqualTo(numbers(1, 100));
    }

    @Test
    void eventsNobodyWantsMoveThePosition() throws InterruptedException {
        // Given
        Lane lane = lanes.lane(sink, Position.OLDEST, 100, _ -> false, _ -> Optional.empty());
        lane.start();

        // When
        lane.offer(Segments.of(range(1, 10)), AT_ONCE);

        // Then
        await().until(() -> lanes.savedOffset("sink") == 10);
        assertThat(sink.attempts()).isEmpty();
    }

    @Test
    void refusedCommitStopsTheLaneAndNothingMoreIsSent() throws InterruptedException {
        // Given
        Lane lane = lanes.started(sink);
        lanes.state.owners("replica-1").release(lanes.ownership);

        // When
        lane.offer(Segments.of(range(1, 10)), AT_ONCE);
        assertThat(lane.awaitEnd(PATIENCE)).isTrue();
        lane.offer(Segments.of(range(11, 20)), AT_ONCE);

        // Then
        assertThat(lane.isLost()).isTrue();
        assertThat(lane.view().state()).isEqualTo(LaneState.STOPPED);
        assertThat(sink.offsets()).isEqualTo(numbers(1, 10));
        assertThat(lanes.saved("sink")).isEmpty();
    }

    @Test
    void stateThatIsDownForAWhileLosesNothing() throws InterruptedException {
        // Given
        Lane lane = lanes.started(sink);
        lanes.state.broken(true);
        lane.offer(Segments.of(range(1, 10)), AT_ONCE);
        await().until(() -> sink.offsets().size() == 10);
        await().until(() -> lane.view().state() == LaneState.RETRYING);
        assertThat(lane.view().reason()).contains("position cannot be saved");

        // When
        lanes.state.broken(false);

        // Then
        await().until(() -> lanes.savedOffset("sink") == 10);
        await().until(() -> lane.view().state() == LaneState.DELIVERING);
        assertThat(sink.offsets()).isEqualTo(numbers(1, 10));
    }

    @Test
    void laneWhoseTenureIsOverIsLostAndDoesNotLinger() throws InterruptedException {
        // Given
        Lane lane = lanes.started(sink);
        lanes.tenure.lose();

        // When
        lane.offer(Segments.of(range(1, 10)), AT_ONCE);

        // Then
        assertThat(lane.awaitEnd(PATIENCE)).isTrue();
        assertThat(lane.isLost()).isTrue();
        assertThat(sink.attempts()).isEmpty();
    }

    @Test
    void endDeliversWhatIsQueuedFirst() throws InterruptedException {
        // Given
        var stuck = new CountDownLatch(1);
        sink.next(RecordingSink.stuckUntil(stuck));
        Lane lane = lanes.lane(sink, Position.OLDEST, 7, _ -> true, _ -> Optional.empty());
        lane.start();
        lane.offer(Segments.of(range(1, 20)), AT_ONCE);
        await().until(() -> sink.attempts().size() == 1);
        lane.end();

        // When
        stuck.countDown();

        // Then
        assertThat(lane.awaitEnd(PATIENCE)).isTrue();
        assertThat(sink.offsets()).isEqualTo(numbers(1, 20));
        assertThat(lanes.savedOffset("sink")).isEqualTo(20);
        assertThat(lane.isLost()).isFalse();
    }

    @Test
    void abortEndsADeliveryThatHangs() throws InterruptedException {
        // Given
        sink.always(RecordingSink.stuckUntil(new CountDownLatch(1)));
        Lane lane = lanes.started(sink);
        lane.offer(Segments.of(range(1, 10)), AT_ONCE);
        await().until(() -> sink.attempts().size() == 1);

        // When
        lane.abort();

        // Then
        assertThat(lane.awaitEnd(PATIENCE)).isTrue();
        assertThat(lanes.saved("sink")).isEmpty();
        assertThat(lane.isLost()).isFalse();
    }

    @Test
    void abortBeforeTheStartEndsItToo() throws InterruptedException {
        // Given
        Lane lane = lanes.lane(sink, Position.OLDEST);
        lane.offer(Segments.of(range(1, 10)), AT_ONCE);
        lane.abort();

        // When
        lane.start();

        // Then
        assertThat(lane.awaitEnd(PATIENCE)).isTrue();
        assertThat(sink.attempts()).isEmpty();
    }

    @Test
    void deadLetterDoesNotHoldThePosition() throws InterruptedException {
        // Given
        sink.always(RecordingSink.refusing(Set.of(4L)));
        Lane lane = lanes.started(sink);

        // When
        lane.offer(Segments.of(range(1, 10)), AT_ONCE);

        // Then
        await().until(() -> lanes.savedOffset("sink") == 10);
        assertThat(lanes.state.deadLetters().waiting("acme")).isOne();
    }

    @Test
    void workThatFollowsIsSavedThoughThePositionIsHeld() throws InterruptedException {
        // Given
        Position start = Position.OLDEST.at(1, createdAt(100));
        Lane lane = lanes.lane(sink, start, 100, _ -> true, event -> Optional.of(followUp(event)));
        lane.start();

        // When
        lane.offer(Segments.held(1, events(3)), AT_ONCE);

        // Then
        await().until(() -> lanes.state.followUps().waiting("acme") == 1);
        assertThat(lane.committed()).isEqualTo(start);
    }

    @Test
    void newEpochIsSavedAsOne() throws InterruptedException {
        // Given
        Lane lane = lanes.started(sink);
        lane.offer(Segments.of(0, range(98, 99)), AT_ONCE);

        // When
        lane.offer(Segments.of(1, range(1, 2)), AT_ONCE);

        // Then
        await().until(() -> lanes.savedOffset("sink") == 2);
        assertThat(lane.committed().epoch()).isOne();
        assertThat(sink.offsets()).containsExactly(98L, 99L, 1L, 2L);
        assertThat(sink.attempts()).allMatch(it -> it.firstOffset() <= it.lastOffset());
    }

    @Test
    void fullQueueHoldsTheFeedBack() throws InterruptedException {
        // Given
        sink.always(RecordingSink.stuckUntil(new CountDownLatch(1)));
        Lane lane = lanes.started(sink);
        List<Event> many = range(1, 60);
        lane.offer(Segments.of(many), AT_ONCE);

        // When
        boolean fits = lane.offer(Segments.of(range(61, 120)), Duration.ofMillis(50));

        // Then
        assertThat(fits).isFalse();
        assertThat(lane.view().queuedBytes()).isEqualTo(Segments.bytes(many));
    }
}
