package io.ropewalk.stream.delivery;

import static io.ropewalk.stream.testing.Events.createdAt;
import static io.ropewalk.stream.testing.Events.event;
import static io.ropewalk.stream.testing.Events.events;
import static io.ropewalk.stream.testing.Events.offsets;
import static io.ropewalk.stream.testing.Events.range;
import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.stream.state.Position;
import io.ropewalk.stream.testing.ManualTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class BatcherTest {
    private static final Duration IDLE = Duration.ofMillis(1);
    private static final Duration AGE = Duration.ofSeconds(1);
    private static final long PLENTY = 1 << 20;

    private final ManualTime time = new ManualTime();
    private final LaneQueue queue = new LaneQueue(Long.MAX_VALUE, QueueRoom.unbounded());

    private Batcher batcher(int events, long bytes, EventFilter filter) {
        return batcher(events, bytes, filter, Position.OLDEST);
    }

    private Batcher batcher(int events, long bytes, EventFilter filter, Position start) {
        var limits = new Batcher.Limits(events, bytes, AGE);
        return new Batcher(queue, limits, filter, time.timing(), start);
    }

    private void queued(Segment... segments) throws InterruptedException {
        for (Segment segment : segments) {
            queue.offer(segment, Duration.ZERO);
        }
    }

    private static List<Long> offsetsOf(Optional<Batcher.Made> made) {
        return made.map(it -> offsets(it.events())).orElse(List.of());
    }

    @Test
    void batchIsFullWithSoManyEvents() throws InterruptedException {
        // Given
        Batcher batcher = batcher(3, PLENTY, EventFilter.ALL);
        queued(Segments.of(range(1, 7)));

        // When
        Optional<Batcher.Made> made = batcher.next(IDLE);

        // Then
        assertThat(offsetsOf(made)).containsExactly(1L, 2L, 3L);
        assertThat(made.orElseThrow().to().offset()).hasValue(3);
    }

    @Test
    void batchGoesOnWhereTheOneBeforeWasFull() throws InterruptedException {
        // Given
        Batcher batcher = batcher(3, PLENTY, EventFilter.ALL);
        queued(Segments.of(range(1, 4)), Segments.of(range(5, 9)));
        batcher.next(IDLE);

        // When
        Optional<Batcher.Made> made = batcher.next(IDLE);

        // Then
        assertThat(offsetsOf(made)).containsExactly(4L, 5L, 6L);
    }

    @Test
    void batchIsFullWithSoManyBytes() throws InterruptedException {
        // Given
        Batcher batcher = batcher(1000, event(1).length() + 1L, EventFilter.ALL);
        queued(Segments.of(range(1, 7)));

        // When
        Optional<Batcher.Made> made = batcher.next(IDLE);

        // Then
        assertThat(offsetsOf(made)).containsExactly(1L, 2L);
    }

    @Test
    void nothingToDoIsNoBatch() throws InterruptedException {
        // Given
        Batcher batcher = batcher(3, PLENTY, EventFilter.ALL);

        // When
        Optional<Batcher.Made> made = batcher.next(IDLE);

        // Then
        assertThat(made).isEmpty();
    }

    @Test
    void loneEventIsABatchOnceItIsOldEnough() throws InterruptedException {
        // Given
        Batcher batcher = batcher(1000, PLENTY, EventFilter.ALL);
        queued(Segments.readAt(0, range(1, 1)));
        time.pass(AGE);

        // When
        Optional<Batcher.Made> made = batcher.next(IDLE);

        // Then
        assertThat(offsetsOf(made)).containsExactly(1L);
    }

    @Test
    void whatWaitsBehindAnOldEventGoesWithIt() throws InterruptedException {
        // Given
        Batcher batcher = batcher(1000, PLENTY, EventFilter.ALL);
        queued(Segments.of(range(1, 1)), Segments.of(range(2, 2)), Segments.of(range(3, 3)));
        time.pass(AGE);

        // When
        Optional<Batcher.Made> made = batcher.next(IDLE);

        // Then
        assertThat(offsetsOf(made)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void eventsNobodyWantsMoveThePosition() throws InterruptedException {
        // Given
        Batcher batcher = batcher(1000, PLENTY, event -> event.offset() == 2);
        queued(Segments.of(range(1, 5)));
        time.pass(AGE);

        // When
        Optional<Batcher.Made> made = batcher.next(IDLE);

        // Then
        assertThat(offsetsOf(made)).containsExactly(2L);
        assertThat(made.orElseThrow().to()).isEqualTo(Position.OLDEST.at(5, createdAt(5)));
    }

    @Test
    void eventsNobodyWantsKeepNoMoreMemoryThanAllowed() throws InterruptedException {
        // Given
        Segment segment = Segments.of(range(1, 100));
        var narrow = new LaneQueue(2 * segment.bytes(), QueueRoom.unbounded());
        var limits = new Batcher.Limits(1000, PLENTY, AGE);
        var batcher = new Batcher(narrow, limits, _ -> false, time.timing(), Position.OLDEST);
        narrow.offer(segment, Duration.ZERO);
        narrow.offer(Segments.of(range(101, 110)), Duration.ZERO);

        // When
        Optional<Batcher.Made> made = batcher.next(IDLE);

        // Then
        assertThat(made.orElseThrow().freed()).isEqualTo(segment.bytes());
    }

    @Test
    void eventsCreatedTooEarlyArePassedOver() throws InterruptedException {
        // Given
        Batcher batcher = batcher(1000, PLENTY, EventFilter.ALL, Position.since(createdAt(3)));
        queued(Segments.of(List.of(event(1), event(2), event(3), event(4), event(5, 0))));
        time.pass(AGE);

        // When
        Optional<Batcher.Made> made = batcher.next(IDLE);

        // Then
        assertThat(offsetsOf(made)).containsExactly(3L, 4L, 5L);
    }

    @Test
    void eventCreatedEarlyButWrittenBehindTheFirstIsNotPassedOver() throws InterruptedException {
        // Given
        Batcher batcher = batcher(1000, PLENTY, EventFilter.ALL, Position.since(createdAt(3)));
        queued(Segments.of(List.of(event(2), event(3), event(4, createdAt(1)))));
        time.pass(AGE);

        // When
        Optional<Batcher.Made> made = batcher.next(IDLE);

        // Then
        assertThat(offsetsOf(made)).containsExactly(3L, 4L);
        assertThat(made.orElseThrow().to())
                .isEqualTo(new Position(0, OptionalLong.of(4), createdAt(3), 0));
    }

    @Test
    void positionStaysBeforeAHole() throws InterruptedException {
        // Given
        Batcher batcher = batcher(1000, PLENTY, EventFilter.ALL);
        queued(Segments.held(2, events(1, 2, 5, 6)));
        time.pass(AGE);

        // When
        Optional<Batcher.Made> made = batcher.next(IDLE);

        // Then
        assertThat(offsetsOf(made)).containsExactly(1L, 2L, 5L, 6L);
        assertThat(made.orElseThrow().to().offset()).hasValue(2);
    }

    @Test
    void positionNeverGoesBackForALateEvent() throws InterruptedException {
        // Given
        Batcher batcher = batcher(1000, PLENTY, EventFilter.ALL);
        queued(Segments.of(events(1, 5, 3)));
        time.pass(AGE);

        // When
        Optional<Batcher.Made> made = batcher.next(IDLE);

        // Then
        assertThat(made.orElseThrow().to().offset()).hasValue(5);
    }

    @Test
    void positionPassesAHoleThatIsGivenUpThoughNothingMoreCame() throws InterruptedException {
        // Given
        Batcher batcher = batcher(1000, PLENTY, EventFilter.ALL);
        queued(Segments.held(2, events(1, 2, 5, 6)), Segments.of(List.of()));
        time.pass(AGE);

        // When
        Optional<Batcher.Made> made = batcher.next(IDLE);

        // Then
        assertThat(made.orElseThrow().to()).isEqualTo(Position.OLDEST.at(6, createdAt(6)));
    }

    @Test
    void batchHoldsOneEpochOnly() throws InterruptedException {
        // Given
        Batcher batcher = batcher(1000, PLENTY, EventFilter.ALL);
        queued(Segments.of(0, range(8, 9)), Segments.of(1, range(1, 2)));

        // When
        Optional<Batcher.Made> made = batcher.next(IDLE);

        // Then
        assertThat(offsetsOf(made)).containsExactly(8L, 9L);
    }

    @Test
    void newEpochBeginsItsOwnPosition() throws InterruptedException {
        // Given
        Batcher batcher = batcher(1000, PLENTY, EventFilter.ALL);
        queued(Segments.of(0, range(8, 9)), Segments.of(1, range(1, 2)));
        batcher.next(IDLE);
        time.pass(AGE);

        // When
        Optional<Batcher.Made> made = batcher.next(IDLE);

        // Then
        Position to = made.orElseThrow().to();
        assertThat(to.epoch()).isOne();
        assertThat(to.offset()).hasValue(2);
    }

    @Test
    void memoryOfASegmentIsFreeWithItsLastEvent() throws InterruptedException {
        // Given
        Batcher batcher = batcher(3, PLENTY, EventFilter.ALL);
        Segment segment = Segments.of(range(1, 6));
        queued(segment);
        Optional<Batcher.Made> first = batcher.next(IDLE);

        // When
        Optional<Batcher.Made> second = batcher.next(IDLE);

        // Then
        assertThat(first.orElseThrow().freed()).isZero();
        assertThat(second.orElseThrow().freed()).isEqualTo(segment.bytes());
    }

    @Test
    void resetFreesWhatWasTakenAndStandsWhereItIsTold() throws InterruptedException {
        // Given
        Batcher batcher = batcher(3, PLENTY, EventFilter.ALL);
        queued(Segments.of(range(1, 7)));
        batcher.next(IDLE);

        // When
        batcher.reset(Position.OLDEST);

        // Then
        assertThat(queue.bytes()).isZero();
        assertThat(batcher.isEmpty()).isTrue();
    }

    @Test
    void creationTimeThatIsNotBelievedIsNotSaved() throws InterruptedException {
        // Given
        Batcher batcher = batcher(2, PLENTY, EventFilter.ALL);
        queued(
                Segments.believedUntil(
                        createdAt(1), List.of(event(1), event(2, createdAt(100_000)))));

        // When
        Optional<Batcher.Made> made = batcher.next(IDLE);

        // Then
        assertThat(made.orElseThrow().to().newestCreatedAt()).isEqualTo(createdAt(1));
    }
}
