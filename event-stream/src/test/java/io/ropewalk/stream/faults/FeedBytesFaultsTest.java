package io.ropewalk.stream.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.ropewalk.simulator.Fault;
import io.ropewalk.simulator.FeedFault;
import io.ropewalk.simulator.FeedFault.Ending;
import io.ropewalk.simulator.FeedFault.FeedCut;
import io.ropewalk.simulator.FeedFault.FeedMalformed;
import io.ropewalk.simulator.FeedFault.FeedSplit;
import io.ropewalk.simulator.FeedFault.SplitAt;
import io.ropewalk.simulator.feed.FeedRules.LineEnd;
import io.ropewalk.simulator.feed.MalformedLine;
import io.ropewalk.simulator.feed.Planted;
import io.ropewalk.stream.feed.FeedState.Cause;
import io.ropewalk.stream.testing.IdleProfile;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** F-01 to F-07: what can be wrong with the bytes of a feed and with how they come. */
@QuarkusTest
@TestProfile(IdleProfile.class)
class FeedBytesFaultsTest {

    /** One line of the table: a fault of the first session after which nothing may be missing. */
    record Row(String name, Fault fault, int reopenings) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Row> travel() {
        return Stream.of(
                new Row("F-01 one byte a chunk", new FeedSplit(SplitAt.BYTES, 1), 0),
                new Row("F-01 cut inside characters", new FeedSplit(SplitAt.UTF8, 1), 0),
                new Row("F-01 cut between CR and LF", new FeedSplit(SplitAt.CRLF, 1), 0),
                new Row("F-01 several lines a chunk", new FeedSplit(SplitAt.LINES, 7), 0),
                new Row("F-03 half a line, then the end", cut(Ending.MID_LINE), 1),
                new Row("F-03 half a line, then a reset", cut(Ending.MID_LINE_RESET), 1),
                new Row("F-03 a chunk cut short", cut(Ending.MID_CHUNK), 1),
                new Row("F-04 a whole line without its end", cut(Ending.NO_LINE_END), 1),
                new Row("F-04 no last chunk", cut(Ending.NO_LAST_CHUNK), 1),
                new Row("F-06 gzip nobody asked for", new FeedFault.FeedGzip(0), 0),
                new Row("F-06 a gzip bomb", new FeedFault.FeedGzip(100), 1),
                new Row("F-25 lines that come twice", new FeedFault.FeedDuplicate(40, 5), 0),
                new Row("F-40 a feed that is cut while idle", cut(Ending.RESET), 1));
    }

    private static Fault cut(Ending how) {
        return new FeedCut(40, -1, how);
    }

    @ParameterizedTest
    @MethodSource("travel")
    void bytesThatTravelBadlyArriveWell(Row row) {
        try (var rig = RigSetup.ofEvents(1, 120).start().with(StreamRig.FEEDS, row.fault())) {
            // When
            rig.run();

            // Then
            rig.awaitAll().andOnce();
            assertThat(rig.opens()).isEqualTo(row.reopenings() + 1L);
            assertThat(rig.letters()).isEmpty();
        }
    }

    @Test
    void f03HalfALineIsCountedAndNeverForwarded() {
        try (var rig =
                RigSetup.ofEvents(1, 120).start().with(StreamRig.FEEDS, cut(Ending.MID_LINE))) {
            // When
            rig.run();

            // Then
            rig.awaitAll().andOnce();
            assertThat(rig.heard().of("partial")).isOne();
        }
    }

    @Test
    void f01CarriageReturnsAreNoPartOfAnEvent() {
        try (var rig =
                RigSetup.ofEvents(1, 120).rules(it -> it.withLineEnd(LineEnd.CRLF)).start()) {
            // When
            rig.run();

            // Then
            rig.awaitAll().andOnce();
        }
    }

    @ParameterizedTest
    @EnumSource(MalformedLine.class)
    void f07BrokenLinesAreKeptWithTheirBytesAndTheirPlace(MalformedLine kind) {
        try (var rig =
                RigSetup.ofEvents(1, 120)
                        .start()
                        .with(StreamRig.FEEDS, new FeedMalformed(kind, 40, false))) {
            // When
            rig.run();

            // Then
            rig.awaitAll().andOnce();
            assertThat(rig.letters())
                    .singleElement()
                    .satisfies(letter -> {
                        assertThat(letter.bytes())
                                .isEqualTo(kind.of(rig.feed().log().line("0", 40)));
                        assertThat(letter.after()).hasValue(40);
                        assertThat(letter.sink()).isEmpty();
                    });
            assertThat(rig.opens()).isOne();
            assertThat(rig.heard().of(Cause.CLOSED)).isZero();
        }
    }

    @Test
    void f02LinesThatNeverEndAreGivenUpAndReadAgain() {
        try (var rig =
                RigSetup.ofEvents(1, 120)
                        .line(Duration.ofSeconds(1))
                        .start()
                        .with(StreamRig.FEEDS, new FeedFault.FeedDrip(1, Duration.ofMillis(100)))) {
            // When
            rig.run();

            // Then
            rig.awaitAll().andOnce();
            assertThat(rig.heard().of(Cause.NO_PROGRESS)).isOne();
        }
    }

    @Test
    void f05ALongLineWithinTheLimitIsPassedOn() {
        try (var rig =
                RigSetup.ofEvents(1, 120)
                        .spec(it -> it.withPlanted(List.of(Planted.grown("0", 41, 3_000_000))))
                        .start()) {
            // When
            rig.run();

            // Then
            rig.awaitAll().andOnce();
            assertThat(rig.opens()).isOne();
        }
    }

    @Test
    void f05ALineOverTheLimitIsKeptByItsHeadAndTheStreamGoesOn() {
        try (var rig =
                RigSetup.ofEvents(1, 120)
                        .start()
                        .with(StreamRig.FEEDS, new FeedFault.FeedLongLine(40, 16))) {
            // When
            rig.run();

            // Then
            StreamRig.soon().until(() -> rig.received().unique() == 119);
            rig.assertIntact("http");
            assertThat(rig.opens()).isOne();
            assertThat(rig.letters())
                    .singleElement()
                    .satisfies(letter -> {
                        assertThat(letter.offset()).hasValue(41);
                        assertThat(letter.totalBytes()).isGreaterThan(15_000_000);
                        assertThat(letter.bytes().length).isLessThan(5 * 1024 * 1024);
                    });
        }
    }

    @Test
    void f07APageWith200IsNoEvent() {
        try (var rig =
                RigSetup.ofEvents(1, 120)
                        .start()
                        .with(
                                StreamRig.FEEDS,
                                new Fault.Status(200, Fault.ErrorBody.HTML, "proxy"))) {
            // When
            rig.run();

            // Then
            rig.awaitAll().andOnce();
            assertThat(rig.received().types()).doesNotContainKey("");
        }
    }
}
