package io.ropewalk.stream.faults;

import static io.ropewalk.stream.faults.StreamRig.FEEDS;
import static io.ropewalk.stream.faults.StreamRig.RECEIVERS;
import static io.ropewalk.stream.faults.StreamRig.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.ropewalk.simulator.Fault;
import io.ropewalk.simulator.Fault.ErrorBody;
import io.ropewalk.simulator.FaultRule;
import io.ropewalk.simulator.FeedFault;
import io.ropewalk.simulator.FeedFault.Ending;
import io.ropewalk.simulator.datafeed.SessionEvent.Kind;
import io.ropewalk.simulator.feed.MalformedLine;
import io.ropewalk.simulator.receiver.ReceiverSettings;
import io.ropewalk.simulator.receiver.ReceiverSettings.Rejection;
import io.ropewalk.stream.feed.FeedState.Cause;
import io.ropewalk.stream.partition.PartitionView;
import io.ropewalk.stream.testing.IdleProfile;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** F-27 to F-33: what can go wrong between the service and where events go. */
@QuarkusTest
@TestProfile(IdleProfile.class)
class SinkFaultsTest {

    /** One line of a table. */
    record Row(String name, String sink, Fault fault) {
        @Override
        public String toString() {
            return name + " " + sink;
        }

        private static Stream<Row> both(String name, Fault fault) {
            return Stream.of(new Row(name, "http", fault), new Row(name, "sekoia", fault));
        }
    }

    private static Fault status(int status) {
        return new Fault.Status(status, ErrorBody.HTML, "no");
    }

    private static PartitionView.SinkView sink(StreamRig rig, String name) {
        return rig.view("0").stream()
                .flatMap(it -> it.sinks().stream())
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElse(new PartitionView.SinkView(name, "", "", OptionalLong.empty(), 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "sekoia"})
    void f27ASinkThatIsDownHoldsTheFeedBackAndTheSessionIsKeptAlive(String name) {
        try (var rig =
                RigSetup.ofEvents(1, 15_000)
                        .spec(it -> it.withEventBytes(2000))
                        .rules(it -> it.withInterval(OptionalLong.of(3)))
                        .sinks(name)
                        .start()
                        .with(FaultRule.always(RECEIVERS, status(503)))
                        .run()) {
            // When
            soon().until(() -> rig.feed().count(Kind.REFRESHED) >= 1);

            // Then
            assertThat(sink(rig, name).state()).isEqualTo("retrying");
            assertThat(sink(rig, name).queuedBytes()).isLessThan(1024 * 1024);
            assertThat(rig.feed().openSessions())
                    .singleElement()
                    .satisfies(it -> assertThat(it.deliveredTo()).isLessThan(15_000));
            assertThat(rig.received().unique()).isZero();
            assertThat(rig.positions("0")).doesNotContainKey(name);
            rig.simulator().clearFaults();
            rig.awaitAll().andOnce();
            assertThat(rig.opens()).isOne();
        }
    }

    @Test
    void f27AFeedThatIsLostWhileTheSinkIsDownIsReadOn() {
        try (var rig =
                RigSetup.ofEvents(1, 3000)
                        .start()
                        .with(FaultRule.always(RECEIVERS, status(503)))
                        .run()) {
            soon().until(() -> sink(rig, "http").state().equals("retrying"));
            rig.feed().close("0", Ending.RESET);

            // When
            rig.simulator().clearFaults();

            // Then
            rig.awaitAll().andOnce();
        }
    }

    static Stream<Row> passing() {
        return Stream.of(
                        Row.both("F-27 500", status(500)),
                        Row.both("F-27 502", status(502)),
                        Row.both("F-27 429", throttle()),
                        Row.both("F-27 408", status(408)),
                        Row.both("F-27 reset", new Fault.Reset()))
                .flatMap(rows -> rows);
    }

    private static Fault throttle() {
        return new Fault.Throttle(Fault.RetryHint.RETRY_AFTER, Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @MethodSource("passing")
    void whatPassesIsTriedAgain(Row row) {
        try (var rig =
                RigSetup.ofEvents(1, 200)
                        .sinks(row.sink())
                        .start()
                        .with(FaultRule.once(RECEIVERS, row.fault()).repeated(2).after(1))) {
            // When
            rig.run();

            // Then
            rig.awaitAll().andOnce();
            assertThat(rig.letters()).isEmpty();
        }
    }

    @Test
    void f28ASlowSinkSlowsTheFeedAndNothingElse() {
        try (var rig =
                RigSetup.ofEvents(1, 2000)
                        .queueBytes(64 * 1024)
                        .start()
                        .with(
                                FaultRule.always(
                                        RECEIVERS, new Fault.Stall(Duration.ofMillis(40))))) {
            var most = new AtomicLong();

            // When
            rig.run();

            // Then
            soon().until(() -> {
                most.accumulateAndGet(sink(rig, "http").queuedBytes(), Math::max);
                return rig.received().unique() == 2000;
            });
            rig.awaitAll().andOnce();
            assertThat(rig.opens()).isOne();
            assertThat(rig.heard().of(Cause.IDLE)).isZero();
            // The queue, or what one read brought where that is more; of 1.2 MB in all.
            assertThat(most.get()).isLessThan(256 * 1024);
        }
    }

    static Stream<Row> halting() {
        return Stream.of(
                        Row.both("F-29 400", status(400)),
                        Row.both("F-29 401", status(401)),
                        Row.both("F-29 403", status(403)),
                        Row.both("F-29 404", status(404)))
                .flatMap(rows -> rows);
    }

    @ParameterizedTest
    @MethodSource("halting")
    void aSinkThatIsSetUpWronglyHaltsAndLosesNothing(Row row) {
        try (var rig =
                RigSetup.ofEvents(1, 200)
                        .sinks(row.sink())
                        .start()
                        .with(FaultRule.always(RECEIVERS, row.fault()))
                        .run()) {
            // When
            soon().until(() -> sink(rig, row.sink()).state().equals("halted"));

            // Then
            assertThat(sink(rig, row.sink()).reason()).isNotBlank();
            assertThat(rig.positions("0")).doesNotContainKey(row.sink());
            assertThat(rig.letters()).isEmpty();
            rig.simulator().clearFaults();
            rig.awaitAll().andOnce();
        }
    }

    @Test
    void f29AKeyTheIntakeDoesNotKnowHaltsUntilItDoes() {
        try (var rig = RigSetup.ofEvents(1, 200).sinks("sekoia").start()) {
            rig.simulator()
                    .receivers(ReceiverSettings.DEFAULT.withIntakeKeys(Set.of("other"), Set.of()));

            // When
            rig.run();

            // Then
            soon().until(() -> sink(rig, "sekoia").state().equals("halted"));
            rig.simulator().receivers(ReceiverSettings.DEFAULT);
            rig.awaitAll().andOnce();
        }
    }

    static Stream<Row> refusing() {
        return Stream.of(
                new Row("F-30 413", "http", new Fault.PartialRejection(10, 413)),
                new Row("F-30 422", "http", new Fault.PartialRejection(10, 422)),
                new Row("F-30 413 by status", "sekoia", new Fault.PartialRejection(10, 413)));
    }

    @ParameterizedTest
    @MethodSource("refusing")
    void refusedEventsAreKeptAsideWithTheirBytesAndTheOthersDelivered(Row row) {
        try (var rig =
                RigSetup.ofEvents(1, 200)
                        .refusals(100)
                        .sinks(row.sink())
                        .start()
                        .with(FaultRule.always(RECEIVERS, row.fault()))) {
            rig.simulator().receivers(ReceiverSettings.DEFAULT.withRejection(Rejection.STATUSES));

            // When
            rig.run();

            // Then
            soon().until(() -> rig.received().unique() + rig.letters().size() == 200);
            rig.assertIntact(row.sink());
            rig.andOnce();
            assertThat(rig.letters())
                    .isNotEmpty()
                    .allSatisfy(letter -> {
                        var line = rig.feed().log().line("0", letter.offset().orElseThrow());
                        assertThat(letter.bytes()).isEqualTo(line);
                        assertThat(letter.sink()).hasValue(row.sink());
                    });
            soon().until(() -> rig.positions("0").get(row.sink()).offset().orElse(0) == 200);
        }
    }

    @Test
    void f30AnIntakeThatNamesFewerEventsThanItGotIsAskedForTheOthersAgain() {
        try (var rig =
                RigSetup.ofEvents(1, 200)
                        .refusals(100)
                        .sinks("sekoia")
                        .start()
                        .with(FaultRule.always(RECEIVERS, new Fault.PartialRejection(50, 413)))) {
            // When
            rig.run();

            // Then
            soon().until(() -> rig.received().unique() + rig.letters().size() == 200);
            rig.assertIntact("sekoia");
            assertThat(rig.letters()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "sekoia"})
    void f31ABatchWhoseAnswerNeverCameIsSentAgainAsTheSameBatch(String name) {
        try (var rig =
                RigSetup.ofEvents(1, 200)
                        .sinks(name)
                        .sinkTimeout(Duration.ofMillis(500))
                        .start()
                        .with(
                                FaultRule.once(RECEIVERS, new Fault.Stall(Duration.ofSeconds(3)))
                                        .after(1))) {
            // When
            rig.run();

            // Then
            rig.awaitAll();
            assertThat(rig.received().duplicates()).isBetween(1L, 50L);
            if (name.equals("http")) {
                assertThat(rig.received().repeatedBatches()).isOne();
            }
        }
    }

    @Test
    void f32AHealthySinkGoesOnWithoutOneThatIsDownAndThatOneCatchesUp() {
        try (var rig =
                RigSetup.ofEvents(1, 3000)
                        .sinks("http", "http/second")
                        .patience(Duration.ofMillis(500))
                        .start()
                        .with(FaultRule.always("/receivers/http/second", status(503)))
                        .run()) {
            rig.awaitAll("http");
            assertThat(rig.received("http/second").unique()).isZero();

            // When
            rig.simulator().clearFaults();

            // Then
            rig.awaitAll("http/second");
            rig.andOnce();
            assertThat(rig.received("http/second").duplicates()).isZero();
        }
    }

    @Test
    void f33ReadingWaitsUntilABrokenLineCanBeKept() {
        try (var rig = RigSetup.ofEvents(1, 60).start().run()) {
            rig.awaitAll();
            rig.with(FEEDS, new FeedFault.FeedMalformed(MalformedLine.PLAIN_TEXT, 1, false));
            rig.append("0");
            rig.awaitAll();

            // When
            rig.state().broken(true);
            rig.feed().close("0", Ending.CLEAN);
            soon().until(() -> rig.opens() == 2);
            rig.append("0");
            soon().during(Duration.ofMillis(500)).until(() -> rig.received().unique() == 61);

            // Then
            rig.state().broken(false);
            rig.awaitAll().andOnce();
            assertThat(rig.letters()).hasSize(1);
        }
    }
}
