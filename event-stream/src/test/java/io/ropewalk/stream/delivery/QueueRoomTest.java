package io.ropewalk.stream.delivery;

import static io.ropewalk.stream.testing.Events.range;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nobody takes anything: the sinks are down. */
class QueueRoomTest {
    private static final int LANES = 40;

    private final Segment segment = Segments.of(range(1, 10));
    private final long all = segment.bytes() * 100;
    private final QueueRoom room = new QueueRoom(all);

    private LaneQueue joined() {
        var queue = new LaneQueue(all, room);
        queue.join();
        return queue;
    }

    private List<LaneQueue> joined(int lanes) {
        return Stream.generate(this::joined).limit(lanes).toList();
    }

    private int fill(LaneQueue queue) throws InterruptedException {
        int taken = 0;
        while (queue.offer(segment, Duration.ZERO)) {
            taken++;
        }
        return taken;
    }

    private void fill(List<LaneQueue> queues) throws InterruptedException {
        for (LaneQueue queue : queues) {
            fill(queue);
        }
    }

    @Test
    void allQueuesTogetherHoldNoMoreThanThereIs() throws InterruptedException {
        // Given
        List<LaneQueue> queues = joined(LANES);

        // When
        fill(queues);

        // Then
        assertThat(room.used()).isEqualTo(queues.stream().mapToLong(LaneQueue::bytes).sum());
        assertThat(room.used()).isBetween(all / 2, all);
    }

    @Test
    void eachLaneHasItsPartThoughAllOthersAreFull() throws InterruptedException {
        // Given
        List<LaneQueue> queues = joined(LANES);
        fill(queues.subList(1, LANES));

        // When
        int taken = fill(queues.getFirst());

        // Then
        assertThat(taken).isEqualTo(100 / LANES);
    }

    @Test
    void lanesThatComeWhenAllIsTakenHaveOneSegmentEach() throws InterruptedException {
        // Given
        var early = joined();
        fill(early);
        List<LaneQueue> late = joined(LANES);

        // When
        fill(late);

        // Then
        assertThat(late).allMatch(queue -> queue.bytes() == segment.bytes());
        assertThat(room.used()).isEqualTo(all + LANES * segment.bytes());
    }

    @Test
    void whatALaneHadIsForTheOthersWhenItIsOver() throws InterruptedException {
        // Given
        List<LaneQueue> queues = new ArrayList<>(joined(2));
        fill(queues);

        // When
        queues.getFirst().leave();

        // Then
        assertThat(fill(queues.getLast())).isEqualTo(50);
    }

    @Test
    void whatIsFreedAfterTheEndCountsOnlyOnce() throws InterruptedException {
        // Given
        var queue = joined();
        fill(queue);
        queue.leave();

        // When
        queue.clear();

        // Then
        assertThat(room.used()).isZero();
    }

    @Test
    void whatIsDeliveredMakesRoom() throws InterruptedException {
        // Given
        List<LaneQueue> queues = joined(LANES);
        fill(queues);
        var first = queues.getFirst();
        first.poll(Duration.ZERO, 0, 0);

        // When
        first.free(segment.bytes());

        // Then
        assertThat(first.offer(segment, Duration.ZERO)).isTrue();
    }

    @Test
    void takerThatHasAllThereIsDoesNotWaitForWhatDoesNotFit() throws InterruptedException {
        // Given
        var queue = new LaneQueue(segment.bytes(), room);
        queue.offer(segment, Duration.ZERO);
        queue.poll(Duration.ZERO, 0, 0);
        queue.offer(segment, Duration.ZERO);

        // When
        var next = queue.poll(Duration.ofDays(1), 100, Long.MAX_VALUE);

        // Then
        assertThat(next).isEmpty();
    }
}
