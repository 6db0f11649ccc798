package io.ropewalk.stream.partition;

import static io.ropewalk.stream.testing.Events.createdAt;
import static io.ropewalk.stream.testing.Events.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ropewalk.stream.delivery.SinkAnswer;
import io.ropewalk.stream.partition.Replicas.One;
import io.ropewalk.stream.state.PartitionRow;
import io.ropewalk.stream.state.Position;
import io.ropewalk.stream.testing.RecordingSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What operators ask for, and what a state database that fails does. One partition. */
class ReplicaOperatedTest {
    private final Replicas given = new Replicas();
    private One one;

    @AfterEach
    void end() {
        given.close();
    }

    private void reading(long last) {
        given.feeds.partitions("0");
        given.vendor.add("0", 1, last);
        one = given.start();
        given.ticking(() -> given.committed("0") == last, one);
    }

    private void pause(boolean paused) {
        given.state.partitions().pause(Replicas.id("0"), paused, "ann", "a test");
    }

    private void seek(Optional<String> sink, Position to) {
        given.state.partitions().seek(Replicas.id("0"), sink, to, "ann", "a test");
    }

    private boolean sought() {
        return row().seek().isEmpty();
    }

    private PartitionRow row() {
        return given.state.partitions().find(Replicas.id("0")).orElseThrow();
    }

    private static List<Long> twice(List<Long> first, List<Long> second) {
        var both = new ArrayList<>(first);
        both.addAll(second);
        return both;
    }

    @Test
    void pauseEndsReadingAndKeepsTheLease() {
        // Given
        reading(5);

        // When
        pause(true);

        // Then
        given.ticking(() -> one.stateOf("0").equals("paused"), one);
        assertThat(given.vendor.open("0")).isZero();
        assertThat(given.state.owners("x").of("acme")).containsEntry(Replicas.id("0"), one.name());
    }

    @Test
    void resumeGoesOnWhereItWas() {
        // Given
        reading(5);
        pause(true);
        given.ticking(() -> one.stateOf("0").equals("paused"), one);
        given.vendor.add("0", 6, 9);

        // When
        pause(false);

        // Then
        given.ticking(() -> given.committed("0") == 9, one);
        assertThat(given.sink().offsets()).isEqualTo(numbers(1, 9));
    }

    @Test
    void pauseDeliversWhatWasReadFirst() {
        // Given
        var slow = new CountDownLatch(1);
        given.sink().next(RecordingSink.stuckUntil(slow));
        given.feeds.partitions("0");
        given.vendor.add("0", 1, 25);
        one = given.start();
        given.ticking(() -> given.sink().attempts().size() == 1, one);
        await().until(() -> one.replica().views("acme").get("0").events() == 25);
        pause(true);
        one.replica().tick();
        one.replica().tick();

        // When
        slow.countDown();

        // Then
        given.ticking(() -> one.stateOf("0").equals("paused"), one);
        assertThat(given.committed("0")).isEqualTo(25);
        assertThat(given.sink().offsets()).isEqualTo(numbers(1, 25));
    }

    @Test
    void seekBackwardsDeliversAgain() {
        // Given
        reading(9);

        // When
        seek(Optional.empty(), Position.OLDEST.at(4, 0));

        // Then
        given.ticking(() -> sought() && given.committed("0") == 9, one);
        await().until(() -> given.sink().offsets().size() == 14);
        assertThat(given.sink().offsets()).isEqualTo(twice(numbers(1, 9), numbers(5, 9)));
    }

    @Test
    void seekToTheOldestDeliversAllAgain() {
        // Given
        reading(5);

        // When
        seek(Optional.empty(), Position.OLDEST);

        // Then
        given.ticking(() -> given.sink().offsets().size() == 10, one);
        assertThat(given.sink().offsets()).isEqualTo(twice(numbers(1, 5), numbers(1, 5)));
    }

    @Test
    void seekToATimePassesOverWhatIsOlder() {
        // Given
        reading(5);

        // When
        seek(Optional.empty(), Position.since(createdAt(4)));

        // Then
        given.ticking(() -> given.sink().offsets().size() == 7, one);
        assertThat(given.sink().offsets()).endsWith(5L, 4L, 5L);
    }

    @Test
    void seekForwardsSkips() {
        // Given
        reading(5);

        // When
        seek(Optional.empty(), Position.OLDEST.at(7, 0));

        // Then
        given.ticking(() -> sought() && one.stateOf("0").equals("open"), one);
        given.vendor.add("0", 6, 9);
        await().until(() -> given.committed("0") == 9);
        assertThat(given.sink().offsets()).isEqualTo(List.of(1L, 2L, 3L, 4L, 5L, 8L, 9L));
    }

    @Test
    void seekIntoOffsetsBegunAnewDoesNotFindThemAnewAgain() {
        // Given
        reading(9);
        given.vendor.replace("0", 1, 9, createdAt(100));

        // When
        seek(Optional.empty(), Position.OLDEST.at(4, 0));

        // Then
        given.ticking(() -> sought() && given.sink().offsets().size() == 14, one);
        await().until(() -> given.committed("0") == 9);
        assertThat(given.position("0").orElseThrow().epoch()).isZero();
    }

    @Test
    void seekOfOneSinkLeavesTheOtherAlone() {
        // Given
        var other = new RecordingSink("other");
        given.sinks.add(other);
        reading(5);
        await().until(() -> other.offsets().size() == 5);

        // When
        seek(Optional.of("other"), Position.OLDEST);

        // Then
        given.ticking(() -> other.offsets().size() == 10, one);
        assertThat(other.offsets()).isEqualTo(twice(numbers(1, 5), numbers(1, 5)));
        assertThat(given.sink().offsets()).isEqualTo(numbers(1, 5));
    }

    @Test
    void seekWorksWhilePausedAndWhileASinkIsHalted() {
        // Given
        given.sink().always(_ -> new SinkAnswer.Halted("Set the key."));
        given.feeds.partitions("0");
        given.vendor.add("0", 1, 9);
        one = given.start();
        given.ticking(() -> !given.sink().attempts().isEmpty(), one);
        pause(true);

        // When
        seek(Optional.empty(), Position.OLDEST.at(7, 0));

        // Then
        given.ticking(() -> sought() && given.committed("0") == 7, one);
        given.sink().always(RecordingSink.ACCEPT);
        pause(false);
        given.ticking(() -> given.committed("0") == 9, one);
        assertThat(given.sink().offsets()).isEqualTo(numbers(8, 9));
    }

    @Test
    void stateThatFailsForAMomentStopsNothing() {
        // Given
        reading(5);
        given.state.broken(true);
        one.replica().tick();
        given.vendor.add("0", 6, 9);
        await().until(() -> given.sink().offsets().size() == 9);

        // When
        given.state.broken(false);

        // Then
        given.ticking(() -> given.committed("0") == 9, one);
        assertThat(given.sink().offsets()).isEqualTo(numbers(1, 9));
        assertThat(given.vendor.openings("0")).isOne();
    }

    @Test
    void stateThatFailsForLongEndsReadingInTime() {
        // Given
        reading(5);
        given.state.broken(true);
        given.pass(Replicas.LEASE.multipliedBy(7).dividedBy(10));
        one.replica().tick();

        // When
        one.replica().endLostTenures();

        // Then
        await().until(() -> given.vendor.open("0") == 0);
    }

    @Test
    void stateThatComesBackIsUsedAgain() {
        // Given
        reading(5);
        given.state.broken(true);
        given.pass(Replicas.LEASE);
        one.replica().endLostTenures();
        await().until(() -> given.vendor.open("0") == 0);
        given.vendor.add("0", 6, 9);

        // When
        given.state.broken(false);

        // Then
        given.ticking(() -> given.committed("0") == 9, one);
        assertThat(given.sink().offsets()).isEqualTo(numbers(1, 9));
    }

    @Test
    void ownersViewIsReportedForTheOthers() {
        // Given
        // When
        reading(5);

        // Then
        given.ticking(() -> row().report().isPresent(), one);
        assertThat(row().report().orElseThrow().owner()).isEqualTo(one.name());
    }

    @Test
    void sinkThatIsNewBeginsByPolicyWhileTheOtherGoesOn() {
        // Given
        reading(5);
        given.kill(one);
        given.databaseTime.pass(Replicas.LEASE);
        var fresh = new RecordingSink("fresh");
        given.sinks.add(fresh);
        given.vendor.add("0", 6, 9);
        One next = given.start();

        // When
        given.ticking(() -> fresh.offsets().size() == 9, next);

        // Then
        assertThat(fresh.offsets()).isEqualTo(numbers(1, 9));
        await().until(() -> given.sink().offsets().size() == 9);
        assertThat(given.sink().offsets()).isEqualTo(numbers(1, 9));
    }

    @Test
    void sinkThatIsNewBeginsAtTheNewestBesideOthersThatGoOn() {
        // Given
        reading(5);
        given.kill(one);
        given.databaseTime.pass(Replicas.LEASE);
        var fresh =
                new RecordingSink("fresh").next(RecordingSink.stuckUntil(new CountDownLatch(1)));
        given.sinks.add(fresh);
        given.start = new StartPolicy.Newest();
        given.vendor.add("0", 6, 9);
        One second = given.start();
        given.ticking(() -> !fresh.attempts().isEmpty() && given.committed("0") == 9, second);
        given.kill(second);
        given.databaseTime.pass(Replicas.LEASE);
        given.vendor.add("0", 10, 12);
        One third = given.start();

        // When
        given.ticking(() -> fresh.offsets().contains(12L), third);

        // Then
        assertThat(fresh.offsets()).isEqualTo(numbers(6, 12));
        assertThat(given.sink().offsets()).isEqualTo(numbers(1, 12));
    }

    @Test
    void endedPartitionShowsItsLastNumbers() {
        // Given
        reading(5);
        pause(true);

        // When
        given.ticking(() -> one.stateOf("0").equals("paused"), one);

        // Then
        PartitionView view = one.replica().views("acme").get("0");
        assertThat(view.committedOffset()).hasValue(5);
        assertThat(view.reason()).isEqualTo("An operator paused this partition.");
    }
}
