package io.ropewalk.auth.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ManyTenantsTest {
    private static final Cloud CLOUD = new Cloud.Custom(BrokerFixture.BASE);
    private static final Executor DIRECT = Runnable::run;

    @Test
    void staysBelowTheVendorsLimitForRefusedCallsWithManyBadTenants() {
        // Given
        var it = new BrokerFixture(tenants(40), Optional.of(DIRECT));
        it.vendor.fails(FakeVendor.wrongSecret());
        // When
        it.brokers.warm();
        for (int second = 0; second < 59; second++) {
            it.clock.advance(Duration.ofSeconds(1));
            it.brokers.tick();
            it.brokers.all().forEach(b -> assertThat(b.current()).isDone());
        }
        // Then
        assertThat(it.vendor.asked).hasSize(10);
    }

    @Test
    void aTenantWithGoodCredentialsIsRenewedWhileOthersAreRefused() {
        // Given
        var it = new BrokerFixture(tenants(40), Optional.of(DIRECT));
        it.vendor.answers(asked ->
                asked.clientId().equals("client-t0")
                        ? it.vendor.granted(1799)
                        : FakeVendor.wrongSecret());
        it.brokers.warm();
        // When
        for (int second = 0; second < 1560; second++) {
            it.clock.advance(Duration.ofSeconds(1));
            it.brokers.tick();
        }
        // Then
        assertThat(it.vendor.asked).filteredOn(a -> a.clientId().equals("client-t0")).hasSize(2);
    }

    @Test
    void closingRevokesEveryTokenAndServesNoMore() {
        // Given
        var it = new BrokerFixture(tenants(3), Optional.of(DIRECT));
        it.brokers.warm();
        // When
        it.brokers.close(true, Duration.ofSeconds(5));
        // Then
        assertThat(it.vendor.revoked).containsExactlyInAnyOrder("token-1", "token-2", "token-3");
        assertThat(it.askToken()).isEqualTo("none: network");
        assertThat(it.broker.health().state()).isEqualTo("closed");
    }

    @Test
    void closingWithoutRevocationLeavesTheTokensAlone() {
        // Given
        var it = new BrokerFixture(tenants(3), Optional.of(DIRECT));
        it.brokers.warm();
        // When
        it.brokers.close(false, Duration.ofSeconds(5));
        // Then
        assertThat(it.vendor.revoked).isEmpty();
    }

    @Test
    void closingDoesNotWaitForAVendorThatHangs() {
        // Given
        var stuck = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var it = new BrokerFixture(tenants(1), Optional.of(threads));
            it.broker.current().join();
            it.vendor.onRevoke(() -> await(stuck));
            // When
            long began = System.nanoTime();
            it.brokers.close(true, Duration.ofMillis(200));
            long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
            stuck.countDown();
            // Then
            assertThat(took).isBetween(150L, 5000L);
        }
    }

    @Test
    void aTokenThatArrivesAfterClosingIsGivenBackAndItsAskerAnswered() {
        // Given
        var it = new BrokerFixture();
        it.hold();
        var asked = it.broker.current();
        var flight = it.waiting.removeFirst();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var closing = threads.submit(() -> it.broker.close(true));
            org.awaitility.Awaitility.await()
                    .until(() -> it.broker.health().state().equals("closed"));
            // When
            flight.run();
            assertThat(closing).succeedsWithin(Duration.ofSeconds(5));
        }
        // Then
        assertThat(it.vendor.revoked).containsExactly("token-1");
        assertThat(asked.join()).isInstanceOf(TokenAnswer.Unavailable.class);
    }

    private static List<Tenant> tenants(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> BrokerFixture.tenant("t" + i, CLOUD, () -> new Secret("s")))
                .toList();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
