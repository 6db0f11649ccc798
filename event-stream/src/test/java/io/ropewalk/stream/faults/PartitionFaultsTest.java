package io.ropewalk.stream.faults;

import static io.ropewalk.stream.faults.StreamRig.FEEDS;
import static io.ropewalk.stream.faults.StreamRig.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.ropewalk.simulator.FeedFault;
import io.ropewalk.simulator.FeedFault.Ending;
import io.ropewalk.simulator.feed.FeedRules.BelowRetained;
import io.ropewalk.simulator.feed.FeedRules.OffsetReading;
import io.ropewalk.stream.event.PartitionId;
import io.ropewalk.stream.state.Position;
import io.ropewalk.stream.testing.IdleProfile;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** F-17, F-18, F-22 to F-26, F-37: partitions, offsets, time, and an end in good order. */
@QuarkusTest
@TestProfile(IdleProfile.class)
class PartitionFaultsTest {
    private static final Duration SOON = Duration.ofMillis(300);

    @Test
    void f17APartitionThatGoesKeepsItsPositionAndIsReadOnWhenItReturns() {
        try (var rig = RigSetup.ofEvents(2, 80).rediscover(SOON).start().run()) {
            rig.awaitAll();
            rig.feed().log().partitions(1);
            rig.feed().closeUnlisted();
            soon().until(() -> rig.view("1").isEmpty());
            assertThat(rig.positions("1").get("http").offset()).hasValue(40);
            long discoveries = rig.discoveries();

            // When
            rig.feed().log().partitions(2);
            rig.append("1");

            // Then
            rig.awaitAll().andOnce();
            assertThat(rig.opens("0")).isOne();
            assertThat(rig.discoveries()).isLessThan(discoveries + 10);
        }
    }

    @Test
    void f18NewPartitionsAreFoundAndReadFromTheirOldestEvent() {
        try (var rig = RigSetup.ofEvents(1, 60).rediscover(SOON).start().run()) {
            rig.awaitAll();

            // When
            rig.feed().log().partitions(3);
            rig.append("1");
            rig.append("2");

            // Then
            rig.awaitAll().andOnce();
            assertThat(rig.opens("0")).isOne();
        }
    }

    @Test
    void f18APartitionThatMovesToAnAllowedOriginIsReadOn() {
        try (var rig = RigSetup.ofEvents(1, 60).trustLocalhost().start().run()) {
            rig.awaitAll();

            // When
            rig.feed().host("localhost");
            rig.feed().close("0", Ending.CLEAN);

            // Then
            rig.append("0");
            rig.awaitAll().andOnce();
            assertThat(rig.opens()).isEqualTo(2);
            assertThat(rig.positions("0").get("http").offset()).hasValue(61);
        }
    }

    @Test
    void f18APartitionThatMovesElsewhereIsNotFollowed() {
        try (var rig = RigSetup.ofEvents(1, 60).start().run()) {
            rig.awaitAll();

            // When
            rig.feed().host("localhost");
            rig.feed().close("0", Ending.CLEAN);

            // Then
            rig.awaitReason("0", "ropewalk.stream.origins");
            assertThat(rig.opens()).isOne();
        }
    }

    @Test
    void f22OffsetsThatBeginAnewAreReadAsNewEvents() {
        try (var rig = RigSetup.ofEvents(1, 100).start().run()) {
            rig.awaitAll();

            // When
            rig.feed().log().reset("0", 1, 50);
            rig.feed().wake();

            // Then
            rig.awaitAll().andOnce();
            assertThat(rig.heard().of("anew")).isOne();
            soon().until(() -> rig.positions("0").get("http").epoch() == 1);
        }
    }

    @Test
    void f22OffsetsThatBeganAnewWhileNobodyReadAreReadFromTheirFirst() {
        try (var rig = RigSetup.ofEvents(1, 100).start().run()) {
            rig.awaitAll();
            rig.stop();
            rig.feed().log().reset("0", 1, 200);

            // When
            rig.run();

            // Then
            rig.awaitAll().andOnce();
            assertThat(rig.positions("0").get("http").epoch()).isOne();
        }
    }

    @Test
    void f22OffsetsThatBeginAnewStopTheStreamWhereThatIsThePolicy() {
        try (var rig = RigSetup.ofEvents(1, 100).haltOnNewOffsets().start().run()) {
            rig.awaitAll();

            // When
            rig.feed().log().reset("0", 1, 50);
            rig.feed().wake();

            // Then
            rig.awaitState("0", "stopped");
            rig.awaitReason("0", "began anew");
            assertThat(rig.received().unique()).isEqualTo(100);
            assertThat(rig.positions("0").get("http").offset()).hasValue(100);
        }
    }

    @Test
    void f23SkippedOffsetsAreCountedAndTheStreamGoesOn() {
        try (var rig =
                RigSetup.ofEvents(1, 120).start().with(FEEDS, new FeedFault.FeedGap(40, 10))) {
            // When
            rig.run();

            // Then
            soon().until(() -> rig.received().unique() == 110);
            rig.assertIntact("http");
            assertThat(rig.heard().of("skipped")).isEqualTo(10);
            assertThat(rig.view("0").orElseThrow().skippedOffsets()).isEqualTo(10);
            assertThat(rig.opens()).isOne();
        }
    }

    @ParameterizedTest
    @EnumSource(BelowRetained.class)
    void f24AnOffsetNoLongerKeptIsAGapNotAnEnd(BelowRetained reading) {
        try (var rig =
                RigSetup.ofEvents(1, 120)
                        .spec(it -> it.withRetainedFrom(51))
                        .rules(it -> it.withBelowRetained(reading))
                        .start()) {
            standAt(rig, 10);

            // When
            rig.run();

            // Then
            soon().until(() -> rig.received().unique() == 70);
            rig.assertIntact("http");
            assertThat(rig.heard().of("skipped")).isEqualTo(40);
        }
    }

    private static void standAt(StreamRig rig, long offset) {
        var seed = rig.state().owners("seed");
        var partition = new PartitionId(StreamRig.TENANT, "0");
        var ownership = seed.acquire(partition, Duration.ofMinutes(1)).orElseThrow();
        long createdAt = rig.feed().log().partition("0").millisAt(offset);
        var position = Position.OLDEST.at(offset, createdAt);
        assertThat(rig.state().positions().commit(ownership, "http", position, List.of())).isTrue();
        seed.release(ownership);
    }

    @ParameterizedTest
    @EnumSource(OffsetReading.class)
    void f24BothReadingsOfAnOffsetLoseNothingAndRepeatNothing(OffsetReading reading) {
        try (var rig =
                RigSetup.ofEvents(1, 120)
                        .rules(it -> it.withOffsetReading(reading))
                        .start()
                        .with(FEEDS, new FeedFault.FeedCut(40, -1, Ending.CLEAN))) {
            // When
            rig.run();

            // Then
            rig.awaitAll().andOnce();
        }
    }

    @Test
    void f25ALineThatComesLateIsTaken() {
        try (var rig =
                RigSetup.ofEvents(1, 120)
                        .start()
                        .with(FEEDS, new FeedFault.FeedOutOfOrder(40, 3))) {
            // When
            rig.run();

            // Then
            soon().until(() -> rig.received().unique() == 120);
            rig.andOnce();
            assertThat(rig.received().outOfOrder()).isOne();
            assertThat(rig.letters()).isEmpty();
        }
    }

    /** A wall clock that can be set. */
    private static final class Wall extends Clock {
        private volatile Duration offset = Duration.ZERO;

        Wall() {
            super();
        }

        void jump(Duration by) {
            offset = by;
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(offset);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-2, 2})
    void f26AWallClockThatJumpsMovesNoDeadline(int hours) {
        var wall = new Wall();
        try (var rig = RigSetup.ofEvents(1, 60).clock(wall).start().run()) {
            rig.awaitAll();

            // When
            wall.jump(Duration.ofHours(hours));

            // Then
            soon().during(SOON).until(() -> rig.opens() == 1);
            rig.append("0");
            rig.awaitAll().andOnce();
            assertThat(rig.opens()).isOne();
        }
    }

    @Test
    void f37AStopUnderLoadDeliversWhatWasReadAndGivesEverythingBack() {
        try (var rig = RigSetup.ofEvents(2, 20_000).start().run()) {
            soon().until(() -> rig.received().unique() > 500);

            // When
            rig.stop();

            // Then
            assertThat(rig.feed().openSessions()).isEmpty();
            assertThat(rig.replica().views()).isEmpty();
            assertThat(rig.state().owners("other").of(StreamRig.TENANT)).isEmpty();
            long committed =
                    rig.positions("0").get("http").offset().orElse(0)
                            + rig.positions("1").get("http").offset().orElse(0);
            assertThat(committed).isEqualTo(rig.received().unique()).isLessThan(20_000);
            rig.run().awaitAll().andOnce();
        }
    }
}
