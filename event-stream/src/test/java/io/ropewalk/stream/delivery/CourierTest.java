package io.ropewalk.stream.delivery;

import static io.ropewalk.stream.testing.Events.PARTITION;
import static io.ropewalk.stream.testing.Events.numbers;
import static io.ropewalk.stream.testing.Events.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ropewalk.stream.state.DeadLetter;
import io.ropewalk.stream.testing.Events;
import io.ropewalk.stream.testing.FakeTenure;
import io.ropewalk.stream.testing.ManualTime;
import io.ropewalk.stream.testing.MemoryState;
import io.ropewalk.stream.testing.RecordingSink;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CourierTest {
    private static final Duration SHORT = Duration.ofMillis(1);
    private static final Duration NEVER = Duration.ofDays(1);
    private static final int IN_A_ROW = 5;

    private final MemoryState state = new MemoryState();
    private final RecordingSink sink = new RecordingSink();
    private final FakeTenure tenure = new FakeTenure(PARTITION);
    private Thread delivering;

    @AfterEach
    void stop() {
        if (delivering != null) {
            delivering.interrupt();
        }
    }

    private Courier courier(Duration haltedRetry) {
        var settings = new Courier.Settings(SHORT, SHORT, haltedRetry, IN_A_ROW);
        return new Courier(
                sink,
                state.deadLetters(),
                settings,
                new ManualTime().timing(),
                LaneListener.NONE,
                tenure);
    }

    private static Batch batch(long first, long last) {
        return new Batch(PARTITION, Events.CID, range(first, last));
    }

    /** Delivers beside the test; done when it returned. */
    private CompletableFuture<Void> delivery(Courier courier, Batch batch) {
        var done = new CompletableFuture<Void>();
        delivering =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                courier.deliver(batch);
                                done.complete(null);
                            } catch (InterruptedException failure) {
                                done.completeExceptionally(failure);
                            }
                        });
        return done;
    }

    private List<Long> letters() {
        return state.deadLetters().list(PARTITION.tenant(), Optional.empty(), 1000).stream()
                .map(it -> it.offset().orElseThrow())
                .sorted()
                .toList();
    }

    @Test
    void takenAtOnceIsSentOnce() throws InterruptedException {
        // Given
        Courier courier = courier(SHORT);

        // When
        courier.deliver(batch(1, 10));

        // Then
        assertThat(sink.attempts()).hasSize(1);
        assertThat(sink.offsets()).isEqualTo(numbers(1, 10));
    }

    @Test
    void sinkThatIsDownIsTriedAgainWithTheSameBatch() throws InterruptedException {
        // Given
        for (int i = 0; i < 50; i++) {
            sink.next(RecordingSink.DOWN);
        }
        Courier courier = courier(SHORT);

        // When
        courier.deliver(batch(1, 10));

        // Then
        assertThat(sink.attempts())
                .hasSize(51)
                .extracting(Batch::id)
                .containsOnly("0a1b2c3d4e5f60718293a4b5c6d7e8f9:0:1-10:10");
        assertThat(sink.offsets()).isEqualTo(numbers(1, 10));
        assertThat(courier.trouble()).isEqualTo(Courier.Trouble.NONE);
    }

    @Test
    void downSinkShowsWhy() {
        // Given
        sink.always(RecordingSink.DOWN);
        Courier courier = courier(SHORT);

        // When
        var _ = delivery(courier, batch(1, 1));

        // Then
        await().until(() -> courier.trouble().state() == LaneState.RETRYING);
        assertThat(courier.trouble().reason()).isEqualTo("The sink is down.");
    }

    @Test
    void sinkThatAsksToBeLeftAloneIsLeftAlone() {
        // Given
        sink.next(_ -> new SinkAnswer.Unavailable("Too much.", Optional.of(NEVER)));
        Courier courier = courier(SHORT);

        // When
        CompletableFuture<Void> done = delivery(courier, batch(1, 1));

        // Then
        await().until(() -> courier.trouble().state() == LaneState.RETRYING);
        await().during(Duration.ofMillis(100)).until(() -> sink.attempts().size() == 1);
        assertThat(done).isNotDone();
    }

    @Test
    void sinkThatFailsAgainstItsContractIsTriedAgain() throws InterruptedException {
        // Given
        sink.next(_ -> {
            throw new IllegalStateException("a bug");
        });
        Courier courier = courier(SHORT);

        // When
        courier.deliver(batch(1, 3));

        // Then
        assertThat(sink.offsets()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void oneRefusedEventBecomesOneDeadLetterAndTheRestGoesOnInOrder() throws InterruptedException {
        // Given
        sink.always(RecordingSink.refusing(Set.of(737L)));
        Courier courier = courier(SHORT);

        // When
        courier.deliver(batch(1, 1000));

        // Then
        List<Long> expected = numbers(1, 1000);
        expected.remove(737L);
        assertThat(sink.offsets()).isEqualTo(expected);
        assertThat(letters()).containsExactly(737L);
    }

    @Test
    void deadLetterHasTheBytesAndSaysWhy() throws InterruptedException {
        // Given
        sink.always(RecordingSink.refusing(Set.of(2L)));
        Courier courier = courier(SHORT);

        // When
        courier.deliver(batch(1, 3));

        // Then
        String id = state.deadLetters().list("acme", Optional.empty(), 1).getFirst().id();
        DeadLetter letter = state.deadLetters().find("acme", id).orElseThrow();
        assertThat(letter.bytes()).isEqualTo(Events.event(2).toBytes());
        assertThat(letter.sink()).hasValue("sink");
        assertThat(letter.offset()).hasValue(2);
        assertThat(letter.reason()).isEqualTo("It holds what the sink does not take.");
    }

    @Test
    void refusedAgainAfterARestartIsTheSameDeadLetter() throws InterruptedException {
        // Given
        sink.always(RecordingSink.refusing(Set.of(5L)));
        courier(SHORT).deliver(batch(1, 8));
        Courier restarted = courier(SHORT);

        // When
        restarted.deliver(batch(5, 9));

        // Then
        assertThat(letters()).containsExactly(5L);
    }

    @Test
    void severalCulpritsAreAllFound() throws InterruptedException {
        // Given
        sink.always(RecordingSink.refusing(Set.of(1L, 50L, 51L, 100L)));
        Courier courier = courier(SHORT);

        // When
        courier.deliver(batch(1, 100));

        // Then
        assertThat(letters()).containsExactly(1L, 50L, 51L, 100L);
        assertThat(sink.offsets()).hasSize(96).isSorted();
    }

    @Test
    void partlyRefusedBatchIsNotSentAgain() throws InterruptedException {
        // Given
        sink.always(RecordingSink.allBut(Set.of(3L, 4L)));
        Courier courier = courier(SHORT);

        // When
        courier.deliver(batch(1, 6));

        // Then
        assertThat(sink.attempts()).hasSize(1);
        assertThat(sink.offsets()).containsExactly(1L, 2L, 5L, 6L);
        assertThat(letters()).containsExactly(3L, 4L);
    }

    @Test
    void sinkThatRefusesEverythingIsHaltedAfterAFewDeadLetters() {
        // Given
        sink.always(_ -> new SinkAnswer.Refused("Wrong format."));
        Courier courier = courier(SHORT);

        // When
        CompletableFuture<Void> done = delivery(courier, batch(1, 100));

        // Then
        await().until(() -> courier.trouble().state() == LaneState.HALTED);
        await().during(Duration.ofMillis(100)).until(() -> letters().size() == IN_A_ROW);
        assertThat(courier.trouble().reason()).contains("5 events in a row", "Wrong format.");
        assertThat(done).isNotDone();
    }

    @Test
    void sinkThatRefusesEveryEventOfItsBatchesIsHaltedToo() {
        // Given
        sink.always(RecordingSink.allBut(Set.copyOf(numbers(1, 100))));
        Courier courier = courier(SHORT);

        // When
        CompletableFuture<Void> done = delivery(courier, batch(1, 100));

        // Then
        await().until(() -> courier.trouble().state() == LaneState.HALTED);
        await().during(Duration.ofMillis(100)).until(() -> letters().isEmpty());
        assertThat(done).isNotDone();
    }

    @Test
    void onceMendedTheHaltedSinkGetsTheRest() {
        // Given
        sink.always(_ -> new SinkAnswer.Refused("Wrong format."));
        Courier courier = courier(SHORT);
        CompletableFuture<Void> done = delivery(courier, batch(1, 100));
        await().until(() -> courier.trouble().state() == LaneState.HALTED);

        // When
        sink.always(RecordingSink.ACCEPT);

        // Then
        await().until(done::isDone);
        assertThat(letters()).isEqualTo(numbers(1, 5));
        assertThat(sink.offsets()).isEqualTo(numbers(6, 100));
    }

    @Test
    void refusalsWithEventsTakenInBetweenHaltNothing() throws InterruptedException {
        // Given
        Set<Long> even = Set.of(2L, 4L, 6L, 8L, 10L, 12L, 14L, 16L);
        sink.always(RecordingSink.refusing(even));
        Courier courier = courier(NEVER);

        // When
        courier.deliver(batch(1, 16));

        // Then
        assertThat(letters()).hasSize(8);
    }

    @Test
    void haltedSinkIsTriedAgainAndGetsEverything() throws InterruptedException {
        // Given
        sink.next(
                _ -> new SinkAnswer.Halted("Set the key."),
                _ -> new SinkAnswer.Halted("Set the key."));
        Courier courier = courier(SHORT);

        // When
        courier.deliver(batch(1, 3));

        // Then
        assertThat(sink.attempts()).hasSize(3);
        assertThat(sink.offsets()).containsExactly(1L, 2L, 3L);
        assertThat(letters()).isEmpty();
    }

    @Test
    void nothingIsDroppedWhileDeadLettersCannotBeKept() {
        // Given
        sink.always(RecordingSink.refusing(Set.of(2L)));
        state.broken(true);
        Courier courier = courier(SHORT);
        CompletableFuture<Void> done = delivery(courier, batch(1, 3));
        await().until(() -> courier.trouble().state() == LaneState.RETRYING);
        assertThat(done).isNotDone();

        // When
        state.broken(false);

        // Then
        await().until(done::isDone);
        assertThat(letters()).containsExactly(2L);
        assertThat(sink.offsets()).containsExactly(1L, 3L);
    }

    @Test
    void nothingIsSentWithoutTheOwnership() {
        // Given
        Courier courier = courier(SHORT);
        tenure.lose();

        // When
        // Then
        assertThatThrownBy(() -> courier.deliver(batch(1, 3)))
                .isInstanceOf(InterruptedException.class);
        assertThat(sink.attempts()).isEmpty();
    }

    @Test
    void ownershipLostBetweenAttemptsEndsTheDelivery() {
        // Given
        sink.always(_ -> {
            tenure.lose();
            return SinkAnswer.Unavailable.because("The sink is down.");
        });
        Courier courier = courier(SHORT);

        // When
        CompletableFuture<Void> done = delivery(courier, batch(1, 3));

        // Then
        await().until(done::isCompletedExceptionally);
        assertThat(sink.attempts()).hasSize(1);
    }

    @Test
    void interruptEndsADeliveryThatWaits() {
        // Given
        sink.always(RecordingSink.stuckUntil(new CountDownLatch(1)));
        Courier courier = courier(SHORT);
        CompletableFuture<Void> done = delivery(courier, batch(1, 3));
        await().until(() -> sink.attempts().size() == 1);

        // When
        delivering.interrupt();

        // Then
        await().until(done::isCompletedExceptionally);
    }
}
