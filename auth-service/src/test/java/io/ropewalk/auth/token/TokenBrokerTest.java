package io.ropewalk.auth.token;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.falcon.FailureCategory;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TokenBrokerTest {
    private final BrokerFixture it = new BrokerFixture();

    @Test
    void servesOneTokenToAllUntilItIsRenewed() {
        // Given
        it.askToken();
        it.pass(Duration.ofMinutes(24));
        // When
        String served = it.askToken();
        // Then
        assertThat(served).isEqualTo("token-1");
        assertThat(it.vendor.asked).hasSize(1);
    }

    @Test
    void makesOneCallHoweverManyAskAtOnce() throws InterruptedException {
        // Given
        var answer = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var fixture =
                    new BrokerFixture(
                            List.of(
                                    BrokerFixture.tenant(
                                            "acme",
                                            new Cloud.Custom(BrokerFixture.BASE),
                                            () -> new Secret("s"))),
                            Optional.of(threads));
            fixture.vendor.answers(_ -> {
                await(answer);
                return fixture.vendor.granted(1799);
            });
            // When
            threads.execute(answer::countDown);
            Callable<TokenAnswer> asking = () -> fixture.broker.current().join();
            var answers = threads.invokeAll(Collections.nCopies(500, asking), 10, SECONDS);
            // Then
            assertThat(answers.stream().map(Future::resultNow).distinct()).hasSize(1);
            assertThat(fixture.vendor.asked).hasSize(1);
        }
    }

    @Test
    void renewsInTheBackgroundWhenLessThanFiveMinutesRemain() {
        // Given
        it.askToken();
        // When
        it.pass(Duration.ofSeconds(1799 - 300 - 1));
        int before = it.vendor.asked.size();
        it.pass(Duration.ofSeconds(1));
        // Then
        assertThat(before).isEqualTo(1);
        assertThat(it.vendor.asked).hasSize(2);
        assertThat(it.askToken()).isEqualTo("token-2");
    }

    @Test
    void servesTheOldTokenWhileTheNewOneIsFetched() {
        // Given
        it.askToken();
        it.hold();
        it.pass(Duration.ofMinutes(26));
        // When
        String meanwhile = it.askToken();
        it.release();
        // Then
        assertThat(meanwhile).isEqualTo("token-1");
        assertThat(it.askToken()).isEqualTo("token-2");
    }

    @Test
    void servesTheOldTokenWhileRenewalFails() {
        // Given
        it.askToken();
        it.vendor.fails(FakeVendor.network());
        it.pass(Duration.ofMinutes(29));
        // When
        String served = it.askToken();
        // Then
        assertThat(served).isEqualTo("token-1");
        assertThat(it.broker.health().state()).isEqualTo("failing");
        assertThat(it.broker.health().why().orElseThrow().category())
                .isEqualTo(FailureCategory.NETWORK);
    }

    @Test
    void saysWhyThereIsNoTokenOnceTheOldOneHasExpired() {
        // Given
        it.askToken();
        it.vendor.fails(FakeVendor.network());
        // When
        it.pass(Duration.ofSeconds(1799));
        // Then
        assertThat(it.askToken()).isEqualTo("none: network");
    }

    @Test
    void neverServesAnExpiredTokenEvenIfNoTickCame() {
        // Given
        it.askToken();
        it.clock.advance(Duration.ofMinutes(40));
        it.hold();
        // When
        var asked = it.broker.current();
        // Then
        assertThat(asked).isNotDone();
        it.release();
        assertThat(asked.join()).isInstanceOf(TokenAnswer.Served.class);
        assertThat(it.askToken()).isEqualTo("token-2");
    }

    @Test
    void waitsForTheCallUnderWayWhenTheTokenExpiresMeanwhile() {
        // Given
        it.askToken();
        it.hold();
        it.pass(Duration.ofSeconds(1799));
        // When
        var asked = it.broker.current();
        it.release();
        // Then
        assertThat(((TokenAnswer.Served) asked.join()).token().value()).isEqualTo("token-2");
        assertThat(it.vendor.asked).hasSize(2);
    }

    @Test
    void comesBackByItselfAfterAnOutage() {
        // Given
        it.vendor.fails(FakeVendor.network());
        it.askToken();
        it.pass(Duration.ofMinutes(3));
        // When
        it.vendor.grants();
        it.pass(Duration.ofSeconds(37));
        // Then
        assertThat(it.askToken()).isEqualTo("token-1");
        assertThat(it.broker.health().failures()).isZero();
    }

    @Test
    void triesLessAndLessOftenWhileTheVendorIsAway() {
        // Given
        it.vendor.fails(FakeVendor.network());
        it.askToken();
        // When
        it.pass(Duration.ofMinutes(10));
        // Then: 1, 2, 4, 8, 16 s, then every 30 s
        assertThat(it.vendor.asked).hasSizeBetween(15, 30);
    }

    @Test
    void doesNotHammerWithCredentialsThatAreRefusedHoweverManyAsk() {
        // Given
        it.vendor.fails(FakeVendor.wrongSecret());
        it.askToken();
        // When
        for (int second = 0; second < 60; second++) {
            it.pass(Duration.ofSeconds(1));
            it.askToken();
            it.askToken();
        }
        int inTheFirstMinute = it.vendor.asked.size();
        it.pass(Duration.ofHours(1));
        // Then
        assertThat(inTheFirstMinute).isBetween(2, 4);
        assertThat(it.vendor.asked).hasSizeLessThan(16);
        assertThat(it.askToken()).isEqualTo("none: auth");
    }

    @Test
    void leavesTheVendorAloneForAsLongAsItSays() {
        // Given
        it.vendor.fails(FakeVendor.throttled(Duration.ofSeconds(100)));
        it.askToken();
        it.vendor.grants();
        // When
        it.pass(Duration.ofSeconds(99));
        var meanwhile = it.ask();
        it.pass(Duration.ofSeconds(1));
        // Then
        assertThat(
                        ((TokenAnswer.Unavailable) meanwhile)
                                .retryAfter(it.clock.instant().minusSeconds(1)))
                .isEqualTo(Duration.ofSeconds(1));
        assertThat(it.vendor.asked).hasSize(2);
        assertThat(it.askToken()).isEqualTo("token-1");
    }

    @Test
    void anAskerThatGivesUpDoesNotCancelTheCallForTheOthers() {
        // Given
        it.hold();
        var impatient = it.broker.current();
        var patient = it.broker.current();
        // When
        impatient.cancel(true);
        it.release();
        // Then
        assertThat(patient.join()).isInstanceOf(TokenAnswer.Served.class);
    }

    @Test
    void survivesAFaultOfItsOwn() {
        // Given
        it.vendor.answers(_ -> {
            throw new IllegalStateException("a fault that quotes s3cr3t");
        });
        var first = it.ask();
        // When
        it.vendor.grants();
        it.pass(Duration.ofSeconds(2));
        // Then
        assertThat(((TokenAnswer.Unavailable) first).why().category())
                .isEqualTo(FailureCategory.BUG);
        assertThat(first.toString()).doesNotContain("s3cr3t");
        assertThat(it.askToken()).isEqualTo("token-1");
    }

    @Test
    void renewsAShortLivedTokenWhenHalfOfItsLifeIsLeft() {
        // Given
        it.vendor.answers(_ -> it.vendor.granted(60));
        it.askToken();
        // When
        it.pass(Duration.ofSeconds(29));
        int before = it.vendor.asked.size();
        it.pass(Duration.ofSeconds(1));
        // Then
        assertThat(before).isEqualTo(1);
        assertThat(it.vendor.asked).hasSize(2);
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the test forgot to open the latch");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
