package io.ropewalk.stream.partition;

import static io.ropewalk.stream.testing.Events.createdAt;
import static io.ropewalk.stream.testing.Events.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.stream.event.PartitionId;
import io.ropewalk.stream.partition.Replicas.One;
import io.ropewalk.stream.state.PartitionRow;
import io.ropewalk.stream.state.Position;
import io.ropewalk.stream.testing.FakeFeeds;
import io.ropewalk.stream.testing.MemoryState;
import io.ropewalk.stream.testing.RecordingSink;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which replica reads what, and for how long. */
class ReplicaTest {
    private static final long HOUR = Duration.ofHours(1).toMillis();

    private final Replicas given = new Replicas();

    @AfterEach
    void end() {
        given.close();
    }

    private One owningAll() {
        One one = given.start();
        given.ticking(() -> one.has().size() == 3, one);
        return one;
    }

    /** All is open and everything sent until now is delivered and saved. */
    private boolean isAt(long offset, String... partitions) {
        return List.of(partitions).stream().allMatch(it -> given.committed(it) == offset);
    }

    @Test
    void loneReplicaTakesEverything() {
        // Given
        given.vendor.add("0", 1, 5).add("1", 1, 5).add("2", 1, 5);

        // When
        One one = owningAll();

        // Then
        await().until(() -> isAt(5, "0", "1", "2"));
        assertThat(one.has()).containsExactlyInAnyOrder("0", "1", "2");
    }

    @Test
    void everyReplicaKnowsHowManyPartitionsThereAreWhoeverReadsThem() {
        // Given
        One first = owningAll();
        One second = given.start();

        // When
        given.ticking(
                () -> second.replica().known().getOrDefault(Replicas.TENANT, 0L) == 3, second);

        // Then
        assertThat(second.has()).isEmpty();
        assertThat(first.replica().known()).containsEntry(Replicas.TENANT, 3L);
    }

    @Test
    void replicaThatJoinsGetsItsShare() {
        // Given
        given.vendor.add("0", 1, 50).add("1", 1, 50).add("2", 1, 50);
        One first = owningAll();
        One second = given.start();

        // When
        given.ticking(() -> first.has().size() == 2 && second.has().size() == 1, first, second);

        // Then
        given.vendor.add("0", 51, 60).add("1", 51, 60).add("2", 51, 60);
        await().until(() -> isAt(60, "0", "1", "2"));
        assertThat(given.sink().offsets()).hasSize(180);
        assertThat(given.vendor.most()).isOne();
    }

    @Test
    void partitionsOfADeadReplicaAreTakenWhenItsLeasesEndAndNotBefore() {
        // Given
        given.vendor.add("0", 1, 5).add("1", 1, 5).add("2", 1, 5);
        One dead = owningAll();
        await().until(() -> isAt(5, "0", "1", "2"));
        given.kill(dead);
        One other = given.start();
        given.databaseTime.pass(Replicas.LEASE.minusSeconds(1));
        given.ticking(() -> other.replica().streams(Replicas.TENANT), other);
        other.replica().tick();
        assertThat(other.has()).isEmpty();

        // When
        given.databaseTime.pass(Duration.ofSeconds(1));

        // Then
        given.ticking(() -> other.has().size() == 3, other);
        given.vendor.add("0", 6, 9);
        await().until(() -> isAt(9, "0"));
        assertThat(given.sink().offsets()).hasSize(19);
        assertThat(given.vendor.most()).isOne();
    }

    @Test
    void lateCommitOfAReplicaThatWasStoppedIsRefused() {
        // Given
        given.feeds.partitions("0");
        var stuck = new CountDownLatch(1);
        given.sink().next(RecordingSink.stuckUntil(stuck));
        given.vendor.add("0", 1, 5);
        One late = given.start();
        given.ticking(() -> late.has().size() == 1, late);
        await().until(() -> given.sink().attempts().size() == 1);
        given.databaseTime.pass(Replicas.LEASE.multipliedBy(2));
        One other = given.start();
        given.ticking(() -> isAt(5, "0"), other);
        given.vendor.add("0", 6, 9);
        await().until(() -> isAt(9, "0"));

        // When
        stuck.countDown();

        // Then
        given.ticking(() -> late.has().isEmpty(), late);
        assertThat(given.committed("0")).isEqualTo(9);
    }

    @Test
    void refusedCommitDoesNotOpenTheFeedAgainBeforeTheLeaseIsAskedFor() {
        // Given
        given.feeds.partitions("0");
        var stuck = new CountDownLatch(1);
        given.sink().next(RecordingSink.stuckUntil(stuck));
        given.vendor.add("0", 1, 5);
        One late = given.start();
        given.ticking(() -> late.has().size() == 1, late);
        await().until(() -> given.sink().attempts().size() == 1);
        given.databaseTime.pass(Replicas.LEASE.multipliedBy(2));
        given.state.owners("other").acquire(Replicas.id("0"), Replicas.LEASE.multipliedBy(1000));

        // When
        stuck.countDown();

        // Then
        await().until(() ->
                late.replica()
                        .views(Replicas.TENANT)
                        .get("0")
                        .sinks()
                        .getFirst()
                        .state()
                        .equals("stopped"));
        await().during(Duration.ofMillis(300))
                .until(() -> {
                    late.replica().tick();
                    return given.vendor.openings("0") == 1;
                });
        assertThat(late.has()).isEmpty();
    }

    @Test
    void stoppedProcessReadsNoMoreWhenItsLeaseMayBeTaken() {
        // Given
        given.vendor.add("0", 1, 5).add("1", 1, 5).add("2", 1, 5);
        One paused = owningAll();
        await().until(() -> isAt(5, "0", "1", "2"));
        One other = given.start();

        // When
        given.pass(Replicas.LEASE.multipliedBy(7).dividedBy(10));
        paused.replica().endLostTenures();

        // Then
        await().until(() ->
                List.of("0", "1", "2").stream().allMatch(it -> given.vendor.open(it) == 0));
        other.replica().tick();
        assertThat(other.has()).isEmpty();
    }

    @Test
    void chainOfDeathsLosesNothingAndNeverHasTwoOwners() {
        // Given
        One one = owningAll();
        int rounds = 6;

        // When
        for (int round = 0; round < rounds; round++) {
            long first = round * 100L + 1;
            given.vendor.add("0", first, first + 99).add("1", first, first + 99);
            given.kill(one);
            given.databaseTime.pass(Replicas.LEASE);
            One next = given.start();
            given.ticking(() -> next.has().size() == 3, next);
            one = next;
        }

        // Then
        await().until(() -> isAt(600, "0", "1"));
        assertThat(Set.copyOf(given.sink().offsets())).containsAll(numbers(1, 600));
        assertThat(given.vendor.most()).isOne();
    }

    @Test
    void newPartitionIsReadFromItsOldestEvent() {
        // Given
        given.start = new StartPolicy.Newest();
        given.vendor.add("0", 1, 5).add("3", 1, 5);
        One one = owningAll();
        await().until(() -> given.position("0").isPresent());
        given.databaseTime.pass(Duration.ofSeconds(5));

        // When
        given.feeds.partitions("0", "1", "2", "3");

        // Then
        given.ticking(() -> isAt(5, "3"), one);
        assertThat(given.sink().offsets()).isEqualTo(numbers(1, 5));
    }

    @Test
    void partitionsNotedShortlyAfterEachOtherAreAllThereFromTheBeginning() {
        // Given
        var slow = new TickingClock();
        given.state = new MemoryState(slow);
        given.start = new StartPolicy.Newest();
        given.vendor.add("0", 1, 5).add("1", 1, 5).add("2", 1, 5);

        // When
        owningAll();

        // Then
        await().until(() ->
                given.vendor.openings("0") + given.vendor.openings("1") + given.vendor.openings("2")
                        == 3);
        await().during(Duration.ofMillis(150)).until(() -> given.sink().attempts().isEmpty());
    }

    @Test
    void newestIsNotedWhenTheFeedIsOpen() {
        // Given
        given.start = new StartPolicy.Newest();
        given.vendor.time(Instant.ofEpochMilli(createdAt(3)));

        // When
        owningAll();

        // Then
        await().until(() -> given.position("0").isPresent());
        assertThat(given.position("0")).hasValue(Position.since(createdAt(3) - HOUR));
    }

    @Test
    void newestThatDiedBeforeItsFirstEventMissesNothingThatCameInBetween() {
        // Given
        given.feeds.partitions("0");
        given.start = new StartPolicy.Newest();
        // Those from 10 on were created before the feed was open, and are written after.
        given.vendor.add("0", 1, 9).time(Instant.ofEpochMilli(createdAt(10) + HOUR));
        One dead = given.start();
        given.ticking(() -> given.position("0").isPresent(), dead);
        given.kill(dead);
        given.vendor.add("0", 10, 15);
        given.databaseTime.pass(Replicas.LEASE);
        One next = given.start();

        // When
        given.ticking(() -> isAt(15, "0"), next);

        // Then
        assertThat(given.sink().offsets()).isEqualTo(numbers(10, 15));
    }

    @Test
    void partitionThatTheProgramBeforeDidNotNoteIsReadFromItsOldestEvent() {
        // Given
        given.start = new StartPolicy.Newest();
        given.vendor.add("0", 1, 5).add("1", 1, 5).add("2", 1, 5);
        String sink = given.sink().name();
        Map<String, Position> noted = Map.of("0", Position.OLDEST.at(3, 0));
        given.state.takeovers().apply(Replicas.TENANT, noted, Set.of(sink), "cache.json");

        // When
        owningAll();

        // Then
        await().until(() -> isAt(5, "0", "1", "2"));
        assertThat(given.sink().offsets()).hasSize(12);
    }

    @Test
    void partitionThatVanishesIsGivenUpAndKeepsItsPosition() {
        // Given
        given.vendor.add("1", 1, 5);
        One one = owningAll();
        await().until(() -> isAt(5, "1"));

        // When
        given.feeds.partitions("0", "2");

        // Then
        given.ticking(() -> !one.has().contains("1"), one);
        assertThat(given.vendor.open("1")).isZero();
        assertThat(given.committed("1")).isEqualTo(5);
        assertThat(given.vendor.openings("0")).isOne();
    }

    @Test
    void partitionThatReturnsGoesOnWhereItWas() {
        // Given
        given.vendor.add("1", 1, 5);
        One one = owningAll();
        await().until(() -> isAt(5, "1"));
        given.feeds.partitions("0", "2");
        given.ticking(() -> !one.has().contains("1"), one);
        given.vendor.add("1", 6, 9);

        // When
        given.feeds.partitions("0", "1", "2");

        // Then
        given.ticking(() -> isAt(9, "1"), one);
        assertThat(given.sink().offsets()).isEqualTo(numbers(1, 9));
    }

    @Test
    void tenantThatIsNoLongerListedIsLetGoAndTakenAgainWhenItReturns() {
        // Given
        given.vendor.add("1", 1, 5);
        One one = owningAll();
        await().until(() -> isAt(5, "1"));
        given.tenants = List.of();
        given.ticking(() -> one.replica().views().isEmpty(), one);
        int asked = given.feeds.asked().size();
        given.vendor.add("1", 6, 9);
        assertThat(one.replica().streams(Replicas.TENANT)).isFalse();
        assertThat(given.vendor.open("1")).isZero();
        assertThat(given.feeds.asked()).hasSize(asked);

        // When
        given.tenants = List.of(Replicas.TENANT);

        // Then
        given.ticking(() -> isAt(9, "1"), one);
        assertThat(given.sink().offsets()).isEqualTo(numbers(1, 9));
    }

    @Test
    void oneListingThatLacksAPartitionClosesNoFeed() {
        // Given
        One one = owningAll();
        await().until(() -> given.vendor.open("1") == 1);
        given.feeds.next(given.feeds.listed("0", "2"));
        int asked = given.feeds.asked().size();

        // When
        given.ticking(() -> given.feeds.asked().size() > asked + 5, one);

        // Then
        assertThat(given.vendor.openings("1")).isOne();
        assertThat(one.has()).contains("1");
    }

    @Test
    void failedAndEmptyListingsSayNothingAboutPartitions() {
        // Given
        One one = owningAll();
        await().until(() ->
                List.of("0", "1", "2").stream().allMatch(it -> given.vendor.open(it) == 1));

        // When
        given.feeds.always(_ -> given.feeds.listed());

        // Then
        given.ticking(() -> one.replica().trouble(Replicas.TENANT).isPresent(), one);
        assertThat(one.replica().trouble(Replicas.TENANT).orElseThrow().category())
                .isEqualTo("no-partitions");
        one.replica().tick();
        assertThat(one.has()).hasSize(3);
        assertThat(given.vendor.open("0")).isOne();
    }

    @Test
    void discoveryThatFailsForOnePartitionLeavesTheOthersOpen() {
        // Given
        One one = owningAll();
        await().until(() ->
                List.of("0", "1", "2").stream().allMatch(it -> given.vendor.open(it) == 1));
        given.feeds.always(_ -> FakeFeeds.rejected(FailureCategory.VENDOR_DOWN, 500));

        // When
        given.vendor.cut("1");

        // Then
        await().until(() -> one.stateOf("1").equals("reopening"));
        given.vendor.add("0", 1, 5).add("2", 1, 5);
        given.ticking(() -> isAt(5, "0", "2"), one);
        assertThat(given.vendor.openings("0") + given.vendor.openings("2")).isEqualTo(2);
    }

    @Test
    void onlyAFeedThatIsOpenElsewhereCountsAsOpen() {
        // Given
        One one = given.start();
        One other = given.start();
        PartitionId zero = Replicas.id("0");
        given.state.partitions().seen(Replicas.TENANT, Set.of("0"));
        assertThat(given.state.owners(other.name()).acquire(zero, Replicas.LEASE)).isPresent();
        boolean owned = one.replica().anyOpen(Replicas.TENANT);
        String open = "{\"state\":\"open\"}";

        // When
        given.state
                .partitions()
                .report(zero, new PartitionRow.Report(other.name(), Instant.EPOCH, open));

        // Then
        assertThat(owned).isFalse();
        assertThat(one.replica().anyOpen(Replicas.TENANT)).isTrue();
        assertThat(other.replica().anyOpen(Replicas.TENANT)).isFalse();
    }

    @Test
    void stopGivesEverythingBackAtOnce() throws InterruptedException {
        // Given
        given.vendor.add("0", 1, 5).add("1", 1, 5).add("2", 1, 5);
        One one = owningAll();
        await().until(() -> isAt(5, "0", "1", "2"));
        One other = given.start();

        // When
        one.replica().stop();

        // Then
        assertThat(one.has()).isEmpty();
        given.ticking(() -> other.has().size() == 3, other);
        assertThat(given.vendor.most()).isOne();
    }

    @Test
    void stopDeliversWhatWasRead() throws InterruptedException {
        // Given
        given.feeds.partitions("0");
        var slow = new CountDownLatch(1);
        given.sink().next(RecordingSink.stuckUntil(slow));
        given.vendor.add("0", 1, 25);
        One one = given.start();
        given.ticking(() -> one.has().size() == 1, one);
        await().until(() -> given.sink().attempts().size() == 1);
        await().until(() -> one.replica().views(Replicas.TENANT).get("0").events() == 25);
        Thread.ofVirtual().start(slow::countDown);

        // When
        one.replica().stop();

        // Then
        assertThat(given.committed("0")).isEqualTo(25);
        assertThat(given.sink().offsets()).isEqualTo(numbers(1, 25));
    }
}
