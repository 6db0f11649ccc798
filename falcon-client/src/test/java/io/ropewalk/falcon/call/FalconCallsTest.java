package io.ropewalk.falcon.call;

import static io.ropewalk.falcon.call.Script.envelope;
import static io.ropewalk.falcon.call.Script.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FakeTokens;
import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.FalconToken;
import io.ropewalk.falcon.TokenSource;
import io.ropewalk.falcon.call.CallObserver.Reason;
import io.ropewalk.falcon.call.TransportException.Kind;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is repeated, how long is waited, and what is told about it. */
class FalconCallsTest {

    private static final Operation READ = Operation.listing("list", "/list", "Things: read");
    private static final Operation WRITE =
            new Operation(
                    "write",
                    "POST",
                    "/write",
                    Optional.of("Things: write"),
                    false,
                    Operation.Lifecycle.CURRENT,
                    Operation.Answers.META_ONLY,
                    Operation.NotFound.THING);

    private final MovingClock clock = new MovingClock();
    private final FakeTokens tokens = new FakeTokens(URI.create("https://falcon.invalid"));
    private final Pacer pacer = new Pacer(clock, CallLimits.defaults());
    private final Told told = new Told();
    private final FalconCalls calls =
            new FalconCalls("acme", tokens, pacer, CallLimits.defaults(), told, clock.timing());
    private final Script script = new Script();

    private static final class Told implements CallObserver {
        private final List<Attempt> attempts = new ArrayList<>();
        private final List<Wait> waits = new ArrayList<>();

        @Override
        public void attempted(Attempt attempt) {
            attempts.add(attempt);
        }

        @Override
        public void waited(Wait wait) {
            waits.add(wait);
        }
    }

    private FalconResult<Envelope<String>> read() {
        return calls.call(READ, CallClass.BACKGROUND, script);
    }

    private FalconResult<Envelope<String>> write() {
        return calls.call(WRITE, CallClass.INTERACTIVE, script);
    }

    private static Optional<FailureCategory> category(FalconResult<?> result) {
        return result.failure().map(FalconFailure::category);
    }

    @Test
    void aRefusedTokenIsRenewedOnceAndTheCallRepeatedOnce() {
        // Given
        script.answers(401).answers(200, envelope(List.of("a")));
        // When
        FalconResult<Envelope<String>> result = read();
        // Then
        assertThat(result).isInstanceOf(FalconResult.Ok.class);
        assertThat(script.tokens()).containsExactly("token-1", "token-2");
        assertThat(tokens.rejected()).containsExactly("token-1");
        assertThat(clock.slept()).isEmpty();
    }

    @Test
    void aTokenThatWasRevokedIsNoFailureOfTheCall() {
        // Given
        script.answers(401).answers(200, envelope(List.of("a")));
        // When
        read();
        // Then
        assertThat(told.attempts)
                .extracting(CallObserver.Attempt::status, CallObserver.Attempt::category)
                .containsExactly(tuple(200, Optional.empty()));
    }

    @Test
    void aCallThatFailsAfterTheRenewalIsToldAsThat() {
        // Given
        script.answers(401).answers(401);
        // When
        write();
        // Then
        assertThat(told.attempts)
                .extracting(CallObserver.Attempt::status, CallObserver.Attempt::category)
                .containsExactly(tuple(401, Optional.of(FailureCategory.AUTH)));
    }

    @Test
    void aRefusalWithoutANewTokenIsTold() {
        // Given
        script.answers(401);
        var stubborn = new OneToken(tokens.current());
        FalconCalls calling =
                new FalconCalls(
                        "acme", stubborn, pacer, CallLimits.defaults(), told, clock.timing());
        // When
        calling.call(READ, CallClass.BACKGROUND, script);
        // Then
        assertThat(told.attempts)
                .extracting(CallObserver.Attempt::status, CallObserver.Attempt::category)
                .containsExactly(tuple(0, Optional.of(FailureCategory.AUTH)));
    }

    /** Has no other, whatever is said of it. */
    private record OneToken(FalconResult<FalconToken> current) implements TokenSource {
        @Override
        public void reject(FalconToken dead) {
            // There is no other.
        }
    }

    @Test
    void aSecondRefusalIsTheEnd() {
        // Given
        script.answers(401).answers(401);
        // When
        FalconResult<Envelope<String>> result = write();
        // Then
        assertThat(category(result)).contains(FailureCategory.AUTH);
        assertThat(tokens.rejected()).containsExactly("token-1");
    }

    @Test
    void withoutATokenNothingIsSent() {
        // Given
        FalconFailure why = FalconFailure.of(FailureCategory.NETWORK, "No token service.");
        FalconCalls tokenless =
                new FalconCalls(
                        "acme",
                        new NoTokens(why),
                        pacer,
                        CallLimits.defaults(),
                        told,
                        clock.timing());
        // When
        FalconResult<Envelope<String>> result = tokenless.call(READ, CallClass.STREAM, script);
        // Then
        assertThat(result).isEqualTo(new FalconResult.Unreachable<>(why));
        assertThat(script.tokens()).isEmpty();
        // Asked for again, since it may have been one replica that went away, and told each time.
        assertThat(clock.slept()).hasSize(CallLimits.defaults().retries());
        assertThat(told.attempts)
                .hasSize(1 + CallLimits.defaults().retries())
                .allSatisfy(it -> {
                    assertThat(it.status()).isZero();
                    assertThat(it.category()).contains(FailureCategory.NETWORK);
                });
    }

    @Test
    void aTokenThatComesAtTheSecondAskingIsUsedForAWriteToo() {
        // Given
        script.answers(200, envelope(List.of("a")));
        FalconFailure why = FalconFailure.of(FailureCategory.NETWORK, "No token service.");
        var late = new LateToken(new NoTokens(why), tokens);
        FalconCalls calling =
                new FalconCalls("acme", late, pacer, CallLimits.defaults(), told, clock.timing());
        // When
        var result = calling.call(WRITE, CallClass.INTERACTIVE, script);
        // Then
        assertThat(result).isInstanceOf(FalconResult.Ok.class);
        assertThat(script.tokens()).containsExactly("token-1");
    }

    /** The first asking fails. */
    private static final class LateToken implements TokenSource {
        private final TokenSource later;
        private TokenSource now;

        LateToken(TokenSource first, TokenSource later) {
            this.now = first;
            this.later = later;
        }

        @Override
        public FalconResult<FalconToken> current() {
            TokenSource asked = now;
            now = later;
            return asked.current();
        }

        @Override
        public void reject(FalconToken dead) {
            later.reject(dead);
        }
    }

    @Test
    void readsAreRepeatedAfterVendorNetworkAndTimeFailures() {
        // Given
        script.answers(503)
                .fails(Kind.NETWORK, false)
                .fails(Kind.TIMEOUT, false)
                .answers(200, envelope(List.of("a")));
        // When
        FalconResult<Envelope<String>> result = read();
        // Then
        assertThat(result).isInstanceOf(FalconResult.Ok.class);
        assertThat(clock.slept())
                .containsExactly(
                        Duration.ofMillis(375), Duration.ofMillis(750), Duration.ofMillis(1500));
    }

    @Test
    void repetitionsAreBounded() {
        // Given
        script.answers(500).unreadable(200, 0).unreadable(200, 7).answers(500).answers(200);
        // When
        FalconResult<Envelope<String>> result = read();
        // Then
        assertThat(category(result)).contains(FailureCategory.VENDOR_DOWN);
        assertThat(script.tokens()).hasSize(4);
    }

    @Test
    void refusalsAreNotRepeated() {
        for (int status : List.of(400, 403, 404, 409, 413, 501)) {
            Script once = new Script().answers(status).answers(200);
            calls.call(READ, CallClass.BACKGROUND, once);
            assertThat(once.tokens()).as("status " + status).hasSize(1);
        }
    }

    @Test
    void writesAreNotRepeatedWhenTheyMayHaveArrived() {
        for (Script one :
                List.of(
                        new Script().answers(500),
                        new Script().fails(Kind.NETWORK, false),
                        new Script().fails(Kind.TIMEOUT, false))) {
            calls.call(WRITE, CallClass.BACKGROUND, one);
            assertThat(one.tokens()).hasSize(1);
        }
    }

    @Test
    void writesAreRepeatedWhenTheySurelyDidNotHappen() {
        // Given
        script.fails(Kind.NETWORK, true).answers(429).answers(200);
        // When
        FalconResult<Envelope<String>> result = write();
        // Then
        assertThat(result).isInstanceOf(FalconResult.Ok.class);
    }

    @Test
    void aThrottledCallWaitsUntilTheNamedTimeAndGoesOn() {
        // Given
        long until = clock.instant().plusSeconds(15).getEpochSecond();
        script.answers(
                        429,
                        Envelope.empty(),
                        Map.of("X-Ratelimit-Retryafter", List.of(String.valueOf(until))))
                .answers(200, envelope(List.of("a")));
        // When
        FalconResult<Envelope<String>> result = read();
        // Then
        assertThat(result).isInstanceOf(FalconResult.Ok.class);
        assertThat(told.waits)
                .containsExactly(
                        new CallObserver.Wait(
                                "acme",
                                "list",
                                CallClass.BACKGROUND,
                                Reason.THROTTLED,
                                Duration.ofSeconds(15)));
    }

    @Test
    void aWaitLongerThanTheCallMayTakeIsNotBegun() {
        // Given
        pacer.blockFor(Duration.ofSeconds(25));
        // When
        FalconResult<Envelope<String>> result = write();
        // Then
        assertThat(result).isEqualTo(new FalconResult.Throttled<>(Duration.ofSeconds(25), ""));
        assertThat(script.tokens()).isEmpty();
        assertThat(clock.slept()).isEmpty();
    }

    @Test
    void aCallThatHasTakenTooLongIsNotRepeated() {
        // Given
        Exchange<String> slow =
                token -> {
                    clock.advance(Duration.ofSeconds(60));
                    return script.send(token);
                };
        script.answers(503).answers(200);
        // When
        FalconResult<Envelope<String>> result = calls.call(READ, CallClass.INTERACTIVE, slow);
        // Then
        assertThat(category(result)).contains(FailureCategory.VENDOR_DOWN);
        assertThat(script.tokens()).hasSize(1);
    }

    @Test
    void throttledAgainAndAgainEndsThrottled() {
        // Given
        script.answers(429).answers(429).answers(429).answers(429).answers(200);
        // When
        FalconResult<Envelope<String>> result = read();
        // Then
        assertThat(category(result)).contains(FailureCategory.THROTTLED);
        assertThat(clock.sleptInAll()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void lowQuotaMakesBackgroundWorkWaitAMinuteAndThenProbe() {
        // Given
        pacer.saw(new RateLimit.Figures(100, 10));
        script.answers(200, envelope(List.of("a")));
        // When
        FalconResult<Envelope<String>> result = read();
        // Then
        assertThat(result).isInstanceOf(FalconResult.Ok.class);
        assertThat(clock.sleptInAll()).isEqualTo(Duration.ofSeconds(60));
        assertThat(told.waits).allMatch(wait -> wait.reason() == Reason.QUOTA);
    }

    @Test
    void theFiguresOfA401AreNotTheCustomers() {
        // Given
        Map<String, List<String>> tiny =
                Map.of("X-Ratelimit-Limit", List.of("15"), "X-Ratelimit-Remaining", List.of("0"));
        script.answers(401, Envelope.empty(), tiny).answers(200);
        // When
        read();
        // Then
        assertThat(clock.slept()).isEmpty();
    }

    @Test
    void anInterruptGivesACleanResultAndStaysSet() {
        // Given
        Thread.currentThread().interrupt();
        // When
        FalconResult<Envelope<String>> result = read();
        boolean flag = Thread.interrupted();
        // Then
        assertThat(result.failure().map(FalconFailure::message))
                .contains("The call was cancelled.");
        assertThat(flag).isTrue();
    }

    @Test
    void anInterruptedExchangeGivesACleanResultAndTheFlagIsSet() {
        // Given
        script.fails(Kind.INTERRUPTED, false);
        // When
        FalconResult<Envelope<String>> result = read();
        boolean flag = Thread.interrupted();
        // Then
        assertThat(category(result)).contains(FailureCategory.TIMEOUT);
        assertThat(flag).isTrue();
    }

    @Test
    void everyAttemptIsTold() {
        // Given
        script.answers(500, envelope(List.of(), error(500, "oops"))).answers(200);
        // When
        read();
        // Then
        assertThat(told.attempts)
                .extracting(
                        CallObserver.Attempt::status,
                        CallObserver.Attempt::category,
                        CallObserver.Attempt::traceId)
                .containsExactly(
                        tuple(500, Optional.of(FailureCategory.VENDOR_DOWN), "body-trace"),
                        tuple(200, Optional.empty(), ""));
    }

    private static Operation old(Operation.Lifecycle lifecycle) {
        return new Operation(
                "old",
                "GET",
                "/old",
                Optional.empty(),
                true,
                lifecycle,
                Operation.Answers.RESOURCES,
                Operation.NotFound.THING);
    }

    @Test
    void aLegacyOperationIsSent() {
        // Given
        Operation legacy = old(Operation.Lifecycle.LEGACY);
        script.answers(200);
        // When
        FalconResult<Envelope<String>> result = calls.call(legacy, CallClass.STREAM, script);
        // Then
        assertThat(result).isInstanceOf(FalconResult.Ok.class);
    }

    @Test
    void aDecommissionedOperationIsNeverSent() {
        // Given
        Operation gone = old(Operation.Lifecycle.DECOMMISSIONED);
        // When
        FalconResult<Envelope<String>> result = calls.call(gone, CallClass.STREAM, script);
        // Then
        assertThat(category(result)).contains(FailureCategory.GONE_UPSTREAM);
        assertThat(script.tokens()).isEmpty();
    }
}
