package io.ropewalk.stream.faults;

import static io.ropewalk.stream.faults.StreamRig.APP_ID;
import static io.ropewalk.stream.faults.StreamRig.DISCOVERY;
import static io.ropewalk.stream.faults.StreamRig.FEEDS;
import static io.ropewalk.stream.faults.StreamRig.REFRESH;
import static io.ropewalk.stream.faults.StreamRig.TENANT;
import static io.ropewalk.stream.faults.StreamRig.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.ropewalk.simulator.Fault;
import io.ropewalk.simulator.Fault.ErrorBody;
import io.ropewalk.simulator.FaultRule;
import io.ropewalk.simulator.FeedFault.Ending;
import io.ropewalk.simulator.FeedFault.FeedCut;
import io.ropewalk.simulator.FeedFault.FeedForeignReader;
import io.ropewalk.simulator.FeedFault.FeedSilence;
import io.ropewalk.simulator.datafeed.SessionEvent;
import io.ropewalk.simulator.datafeed.SessionEvent.Kind;
import io.ropewalk.simulator.feed.FeedRules.BusyScope;
import io.ropewalk.simulator.feed.FeedSpec.AuditEvents;
import io.ropewalk.stream.feed.FeedState.Cause;
import io.ropewalk.stream.testing.IdleProfile;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** F-08 to F-16, F-19: what can go wrong with a session and with getting one. */
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

    static Stream<Row> discoveries() {
        return Stream.of(
                new Row("F-15 403", new Fault.ScopeMissing()),
                new Row("F-15 429", throttle()),
                new Row("F-15 500", status(500, ErrorBody.ENVELOPE)),
                new Row("F-15 502 as a page", status(502, ErrorBody.HTML)),
                new Row("F-15 200 as a page", status(200, ErrorBody.HTML)),
                new Row("F-15 200 without a body", new Fault.EmptyBody()),
                new Row("F-15 200 with half a body", new Fault.InvalidJson()),
                new Row("F-15 errors in 200", new Fault.ErrorsIn200(500, "no", false)),
                new Row("F-15 resources null", new Fault.NullResources()),
                new Row("F-15 resources missing", new Fault.NoResources()),
                new Row("F-15 no answer", new Fault.Stall(Duration.ofSeconds(3))),
                new Row("F-15 reset", new Fault.Reset()),
                new Row("F-15 no feed URL", new Fault.OmitField("dataFeedURL")),
                new Row("F-15 no session token", new Fault.OmitField("token")),
                new Row("F-15 no refresh URL", new Fault.OmitField("refreshActiveSessionURL")));
    }

    @ParameterizedTest
    @MethodSource("discoveries")
    void aDiscoveryThatFailsTouchesNoOtherPartition(Row row) {
        try (var rig = RigSetup.ofEvents(2, 80).start().run()) {
            rig.awaitAll();
            rig.with(FaultRule.once(DISCOVERY, row.fault()).repeated(2));
            long before = rig.discoveries();

            // When
            rig.feed().close("0", Ending.RESET);

            // Then
            rig.append("0");
            rig.append("1");
            rig.awaitAll().andOnce();
            assertThat(rig.opens("1")).isOne();
            assertThat(rig.discoveries() - before).isBetween(2L, 6L);
        }
    }

    @Test
    void f15ATokenThatIsRefusedIsUsedOnceAndRenewedOnce() {
        try (var rig = RigSetup.ofEvents(2, 80).start().run()) {
            rig.awaitAll();
            rig.with(DISCOVERY, new Fault.ExpiredToken());

            // When
            rig.feed().close("0", Ending.RESET);

            // Then
            rig.append("0");
            rig.append("1");
            rig.awaitAll().andOnce();
            assertThat(rig.opens("1")).isOne();
            assertThat(rig.requestsWith(401)).isOne();
            assertThat(rig.simulator().tokensIssued()).isEqualTo(2);
        }
    }

    @Test
    void f15AMissingScopeIsAskedForSeldomAndSaidSo() {
        try (var rig = RigSetup.ofEvents(1, 60).slowRetry(Duration.ofMinutes(5)).start().run()) {
            rig.awaitAll();
            rig.with(FaultRule.always(DISCOVERY, new Fault.ScopeMissing()));
            long before = rig.discoveries();

            // When
            rig.feed().close("0", Ending.CLEAN);

            // Then
            soon().until(() -> rig.discoveries() > before);
            rig.awaitReason("0", "cope");
            soon().during(Duration.ofSeconds(1)).until(() -> rig.discoveries() == before + 1);
        }
    }

    @Test
    void f15WithoutScopeFromTheStartTheTenantSaysSo() {
        try (var rig =
                RigSetup.ofEvents(1, 60)
                        .start()
                        .with(FaultRule.always(DISCOVERY, new Fault.ScopeMissing()))) {
            // When
            rig.run();

            // Then
            soon().until(() -> rig.replica().trouble(TENANT).isPresent());
            assertThat(rig.replica().trouble(TENANT).orElseThrow().category())
                    .isEqualTo("scope-missing");
            assertThat(rig.simulator().requests(DISCOVERY)).hasSizeLessThan(3);
        }
    }

    @Test
    void f16ABusyPartitionIsWaitedForUnderTheSameApplicationId() {
        try (var rig =
                RigSetup.ofEvents(1, 60)
                        .rules(it -> it.withReleaseDelay(Duration.ofMinutes(6)))
                        .start()
                        .run()) {
            rig.awaitAll();
            rig.feed().close("0", Ending.RESET);
            rig.awaitState("0", "busy");
            rig.append("0");

            // When
            rig.simulator().clock().advance(Duration.ofMinutes(7));

            // Then
            rig.awaitAll().andOnce();
            assertThat(rig.feed().history().stream().filter(it -> it.kind() == Kind.OPENED))
                    .extracting(SessionEvent::appId)
                    .containsExactly(APP_ID, APP_ID);
        }
    }

    @Test
    void f16WhereAnOpenFeedMakesTheWholeIdBusyEachPartitionGetsItsOwn() {
        try (var rig =
                RigSetup.ofEvents(2, 80)
                        .rules(it -> it.withBusyScope(BusyScope.APP_ID))
                        .start()
                        .run()) {
            rig.awaitAll();

            // When
            rig.feed().close("1", Ending.RESET);

            // Then
            rig.append("0");
            rig.append("1");
            rig.awaitAll().andOnce();
            assertThat(rig.opens("0")).isOne();
            assertThat(rig.feed().openSessions()).anyMatch(it -> it.appId().equals(APP_ID + "p1"));
        }
    }

    @Test
    void f16ACustomerWithoutStreamingIsSaidToHaveNone() {
        try (var rig = RigSetup.ofEvents(1, 60).spec(it -> it.withEntitled(false)).start()) {
            // When
            rig.run();

            // Then
            soon().until(() -> rig.replica().trouble(TENANT).isPresent());
            assertThat(rig.replica().trouble(TENANT).orElseThrow().category())
                    .isEqualTo("no-partitions");
            assertThat(rig.simulator().requests(DISCOVERY)).hasSizeLessThan(3);
        }
    }

    @Test
    void f19AForeignReaderOfOurApplicationIdIsNoticed() {
        try (var rig =
                RigSetup.ofEvents(1, 60)
                        .spec(it -> it.withAuditEvents(AuditEvents.STREAMS))
                        .start()
                        .with(FEEDS, new FeedForeignReader())) {
            // When
            rig.run();

            // Then
            rig.awaitAll().andOnce();
            soon().until(() -> rig.heard().of("foreign") == 1);
            assertThat(rig.view("0").orElseThrow().foreignConsumers()).isOne();
        }
    }
}
