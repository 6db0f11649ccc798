package io.ropewalk.stream.delivery;

import static io.ropewalk.stream.testing.Events.range;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LaneQueueTest {
    private static final Duration AT_ONCE = Duration.ZERO;
    private static final Duration LONG = Duration.ofMinutes(1);

    private final Segment segment = Segments.of(range(1, 10));

    @Test
    void segmentLargerThanTheQueueFitsAnEmptyOne() throws InterruptedException {
        // Given
        var queue = new LaneQueue(1, QueueRoom.unbounded());

        // When
        boolean fits = queue.offer(segment, AT_ONCE);

        // Then
        assertThat(fits).isTrue();
    }

    @Test
    void takenIsNotYetFree() throws InterruptedException {
        // Given
        var queue = new LaneQueue(segment.bytes(), QueueRoom.unbounded());
        queue.offer(segment, AT_ONCE);
        queue.poll(AT_ONCE, 0, 0);

        // When
        boolean fits = queue.offer(segment, AT_ONCE);

        // Then
        assertThat(fits).isFalse();
    }

    @Test
    void offerWaitsForRoom() throws InterruptedException {
        // Given
        var queue = new LaneQueue(segment.bytes(), QueueRoom.unbounded());
        queue.offer(segment, AT_ONCE);
        var offered = CompletableFuture.supplyAsync(() -> offer(queue));

        // When
        queue.free(segment.bytes());

        // Then
        assertThat(offered.join()).isTrue();
    }

    private boolean offer(LaneQueue queue) {
        try {
            return queue.offer(segment, LONG);
        } catch (InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    @Test
    void clearedQueueKeepsNoMemory() throws InterruptedException {
        // Given
        var queue = new LaneQueue(Long.MAX_VALUE, QueueRoom.unbounded());
        queue.offer(segment, AT_ONCE);
        queue.offer(segment, AT_ONCE);

        // When
        queue.clear();

        // Then
        assertThat(queue.bytes()).isZero();
    }

    @Test
    void endLetsAnOfferGoAndKeepsNothingOfIt() throws InterruptedException {
        // Given
        var queue = new LaneQueue(segment.bytes(), QueueRoom.unbounded());
        queue.offer(segment, AT_ONCE);
        var offered = CompletableFuture.supplyAsync(() -> offer(queue));

        // When
        queue.end();

        // Then
        assertThat(offered.join()).isTrue();
        assertThat(queue.bytes()).isEqualTo(segment.bytes());
    }

    @Test
    void whatIsInAnEndedQueueCanStillBeTaken() throws InterruptedException {
        // Given
        var queue = new LaneQueue(Long.MAX_VALUE, QueueRoom.unbounded());
        queue.offer(segment, AT_ONCE);
        queue.end();

        // When
        var taken = queue.poll(AT_ONCE, 0, 0);

        // Then
        assertThat(taken).contains(segment);
        assertThat(queue.isEnded()).isTrue();
    }

    @Test
    void whoeverWantsMoreThanThereIsGetsItAsSoonAsItIsThere() throws InterruptedException {
        // Given
        var queue = new LaneQueue(Long.MAX_VALUE, QueueRoom.unbounded());
        var taken = CompletableFuture.supplyAsync(() -> poll(queue, 20, Long.MAX_VALUE));
        queue.offer(segment, AT_ONCE);

        // When
        queue.offer(segment, AT_ONCE);

        // Then
        assertThat(taken.orTimeout(30, TimeUnit.SECONDS).join()).contains(segment);
    }

    @Test
    void whoeverWantsMoreBytesThanThereAreGetsThemAsSoonAsTheyAreThere()
            throws InterruptedException {
        // Given
        var queue = new LaneQueue(Long.MAX_VALUE, QueueRoom.unbounded());
        var taken =
                CompletableFuture.supplyAsync(
                        () -> poll(queue, Integer.MAX_VALUE, 2 * segment.bytes()));
        queue.offer(segment, AT_ONCE);

        // When
        queue.offer(segment, AT_ONCE);

        // Then
        assertThat(taken.orTimeout(30, TimeUnit.SECONDS).join()).contains(segment);
    }

    @Test
    void whoeverWantsMoreThanFitsGetsWhatIsThere() throws InterruptedException {
        // Given
        var queue = new LaneQueue(segment.bytes(), QueueRoom.unbounded());
        var taken = CompletableFuture.supplyAsync(() -> poll(queue, 20, Long.MAX_VALUE));
        queue.offer(segment, AT_ONCE);

        // When
        queue.offer(segment, AT_ONCE);

        // Then
        assertThat(taken.orTimeout(30, TimeUnit.SECONDS).join()).contains(segment);
    }

    @Test
    void whoeverWantsMoreThanComesGetsWhatIsThereWhenTheTimeIsOver() throws InterruptedException {
        // Given
        var queue = new LaneQueue(Long.MAX_VALUE, QueueRoom.unbounded());
        queue.offer(segment, AT_ONCE);

        // When
        var taken = queue.poll(AT_ONCE, 20, Long.MAX_VALUE);

        // Then
        assertThat(taken).contains(segment);
    }

    @Test
    void whoeverWantsMoreThanComesGetsWhatIsThereAtTheEnd() throws InterruptedException {
        // Given
        var queue = new LaneQueue(Long.MAX_VALUE, QueueRoom.unbounded());
        var taken = CompletableFuture.supplyAsync(() -> poll(queue, 20, Long.MAX_VALUE));
        queue.offer(segment, AT_ONCE);

        // When
        queue.end();

        // Then
        assertThat(taken.orTimeout(30, TimeUnit.SECONDS).join()).contains(segment);
    }

    private static Optional<Segment> poll(LaneQueue queue, int events, long bytes) {
        try {
            return queue.poll(LONG, events, bytes);
        } catch (InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }
}
