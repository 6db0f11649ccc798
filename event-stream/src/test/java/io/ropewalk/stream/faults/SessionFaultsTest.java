package io.ropewalk.stream.faults;

import static io.ropewalk.stream.faults.StreamRig.FEEDS;
import static io.ropewalk.stream.faults.StreamRig.REFRESH;
import static io.ropewalk.stream.faults.StreamRig.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.ropewalk.simulator.Fault;
import io.ropewalk.simulator.Fault.ErrorBody;
import io.ropewalk.simulator.FaultRule;
import io.ropewalk.simulator.FeedFault.Ending;
import io.ropewalk.simulator.FeedFault.FeedCut;
import io.ropewalk.simulator.FeedFault.FeedSilence;
import io.ropewalk.simulator.datafeed.SessionEvent.Kind;
import io.ropewalk.stream.feed.FeedState.Cause;
import io.ropewalk.stream.testing.IdleProfile;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** F-08 to F-14: what can go wrong with a session. */
@QuarkusTest
@TestProfile(IdleProfile.class)
class SessionFaultsTest {

    /** One line of a table. */
    record Row(String name, Fault fault) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Fault status(int status, ErrorBody body) {
        return new Fault.Status(status, body, "no");
    }

    private static Fault throttle() {
        return new Fault.Throttle(Fault.RetryHint.EPOCH_SECONDS, Duration.ofMillis(300));
    }

    static Stream<Row> refusals() {
        return Stream.of(
                new Row("F-08 401", status(401, ErrorBody.ENVELOPE)),
                new Row("F-08 401, and the token is dead", new Fault.ExpiredToken()),
                new Row("F-08 403", status(403, ErrorBody.ENVELOPE)),
                new Row("F-08 404", status(404, ErrorBody.ENVELOPE)),
                new Row("F-08 410", status(410, ErrorBody.EMPTY)),
                new Row("F-08 400 as text", status(400, ErrorBody.HTML)),
                new Row("F-08 429", throttle()),
                new Row("F-08 500", status(500, ErrorBody.ENVELOPE)),
                new Row("F-08 503 as a page", status(503, ErrorBody.HTML)),
                new Row("F-08 200 without a body", new Fault.EmptyBody()));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aFeedThatIsRefusedIsAskedForAgainAndItsErrorIsNoEvent(Row row) {
        try (var rig = RigSetup.ofEvents(1, 60).start().with(FEEDS, row.fault())) {
            // When
            rig.run();

            // Then
            rig.awaitAll().andOnce();
            assertThat(rig.letters()).isEmpty();
            assertThat(rig.opens()).isOne();
            assertThat(rig.discoveries()).isEqualTo(2);
            assertThat(rig.requestsWith(401)).isLessThanOrEqualTo(1);
        }
    }

    /** Java's client asks once more by itself then, with a token nobody has used. */
    @Test
    void f08AConnectionThatIsResetBeforeTheAnswerIsMadeAgain() {
        try (var rig = RigSetup.ofEvents(1, 60).start().with(FEEDS, new Fault.Reset())) {
            // When
            rig.run();

            // Then
            rig.awaitAll().andOnce();
            assertThat(rig.opens()).isOne();
            assertThat(rig.feedRequests()).isEqualTo(2);
        }
    }

    @Test
    void f09ASessionThatEndsIsOpenedAnewWithNewTokens() {
        try (var rig = RigSetup.ofEvents(1, 60).start().run()) {
            rig.awaitAll();

            // When
            rig.simulator().clock().advance(Duration.ofMinutes(31));
            assertThat(rig.feed().openSessions()).isEmpty();

            // Then
            rig.append("0");
            rig.awaitAll().andOnce();
            assertThat(rig.requestsWith(401)).isLessThanOrEqualTo(1);
            assertThat(rig.simulator().tokensIssued()).isEqualTo(2);
        }
    }

    @Test
    void f10ARefreshThatFindsNoSessionEndsIt() {
        try (var rig =
                RigSetup.ofEvents(1, 60)
                        .rules(it -> it.withInterval(OptionalLong.of(2)))
                        .start()
                        .with(REFRESH, status(404, ErrorBody.ENVELOPE))
                        .run()) {
            // When
            soon().until(() -> rig.opens() == 2);

            // Then
            rig.append("0");
            rig.awaitAll().andOnce();
            assertThat(rig.heard().of(Cause.SESSION_DEAD)).isOne();
        }
    }

    @Test
    void f10ARefreshThatFailsIsTriedAgainInTheTimeThatIsLeft() {
        try (var rig =
                RigSetup.ofEvents(1, 60)
                        .rules(it -> it.withInterval(OptionalLong.of(4)))
                        .start()
                        .with(FaultRule.once(REFRESH, status(500, ErrorBody.HTML)).repeated(3))
                        .run()) {
            // When
            soon().until(() -> rig.feed().count(Kind.REFRESHED) == 1);

            // Then
            rig.append("0");
            rig.awaitAll().andOnce();
            assertThat(rig.opens()).isOne();
        }
    }

    @Test
    void f11ARefreshThatHangsDoesNotKeepADeadSession() {
        try (var rig =
                RigSetup.ofEvents(1, 60)
                        .rules(it -> it.withInterval(OptionalLong.of(3)))
                        .start()
                        .with(FaultRule.always(REFRESH, new Fault.Stall(Duration.ofSeconds(20))))
                        .run()) {
            // When
            soon().until(() -> rig.opens() == 2);

            // Then
            rig.append("0");
            rig.awaitAll().andOnce();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -5, 1, 1_000_000_000_000L, Long.MIN_VALUE, Long.MAX_VALUE})
    void f12AnAbsurdIntervalIsBroughtIntoBounds(long seconds) {
        try (var rig =
                RigSetup.ofEvents(1, 60)
                        .rules(it -> it.withInterval(OptionalLong.of(seconds)))
                        .start()) {
            // When
            rig.run();

            // Then
            rig.awaitAll().andOnce();
            assertThat(rig.opens()).isOne();
            assertThat(rig.simulator().requests().stream().filter(it -> isRefresh(it.path())))
                    .hasSizeLessThan(4);
        }
    }

    private static boolean isRefresh(String path) {
        return path.contains("datafeed-actions");
    }

    @Test
    void f12AMissingIntervalIsTheUsualOne() {
        try (var rig =
                RigSetup.ofEvents(1, 60)
                        .rules(it -> it.withInterval(OptionalLong.empty()))
                        .start()) {
            // When
            rig.run();

            // Then
            rig.awaitAll().andOnce();
            assertThat(rig.opens()).isOne();
        }
    }

    @Test
    void f13AFeedThatFallsSilentIsReopened() {
        try (var rig =
                RigSetup.ofEvents(1, 120)
                        .idle(Duration.ofMillis(700))
                        .start()
                        .with(FEEDS, new FeedSilence(40, false))) {
            // When
            rig.run();

            // Then
            rig.awaitAll().andOnce();
            assertThat(rig.heard().of(Cause.IDLE)).isOne();
            assertThat(rig.opens()).isEqualTo(2);
        }
    }

    @Test
    void f13AQuietFeedThatSaysItLivesIsLeftOpen() {
        try (var rig =
                RigSetup.ofEvents(1, 60)
                        .idle(Duration.ofMillis(900))
                        .line(Duration.ofMillis(900))
                        .start()
                        .run()) {
            rig.awaitAll();

            // When
            soon().during(Duration.ofSeconds(2)).until(() -> rig.opens() == 1);

            // Then
            rig.append("0");
            rig.awaitAll().andOnce();
            assertThat(rig.opens()).isOne();
        }
    }

    @Test
    void f14AFeedThatClosesAtOnceForEverIsLeftAloneForTheRestOfTheMinute() {
        try (var rig =
                RigSetup.ofEvents(1, 60)
                        .discoveriesPerMinute(6)
                        .start()
                        .with(FaultRule.always(FEEDS, new FeedCut(0, -1, Ending.CLEAN)))
                        .run()) {
            // When
            rig.awaitReason("0", "left alone for a while");

            // Then
            soon().during(Duration.ofSeconds(1)).until(() -> rig.discoveries() == 6);
            assertThat(rig.opens()).isEqualTo(6);
        }
    }

    @Test
    void f14AFeedThatClosesAgainAndAgainStillGetsOn() {
        try (var rig =
                RigSetup.ofEvents(1, 120)
                        .start()
                        .with(FaultRule.always(FEEDS, new FeedCut(20, -1, Ending.CLEAN)))) {
            // When
            rig.run();

            // Then
            rig.awaitAll().andOnce();
        }
    }
}
