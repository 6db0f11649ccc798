package io.ropewalk.auth.token;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/** A broker for tenant "acme" with a clock that is moved and calls that run when asked. */
final class BrokerFixture {
    static final URI BASE = URI.create("https://falcon.test");

    final MutableClock clock = new MutableClock();
    final FakeVendor vendor = new FakeVendor();
    final List<Runnable> waiting = new ArrayList<>();
    final TokenBrokers brokers;
    final TokenBroker broker;
    private boolean held;

    BrokerFixture() {
        this(new Cloud.Custom(BASE), () -> new Secret("s3cr3t"));
    }

    BrokerFixture(Cloud cloud, SecretSource secret) {
        this(List.of(tenant("acme", cloud, secret)), Optional.empty());
    }

    BrokerFixture(List<Tenant> tenants, Optional<Executor> executor) {
        Executor own = this::run;
        var shared =
                new TokenBrokers.Shared(clock, executor.orElse(own), () -> 0.0, TokenEvents.NONE);
        brokers = new TokenBrokers(tenants, vendor, Policy.standard(), shared);
        broker = brokers.of(tenants.getFirst().name()).orElseThrow();
    }

    static Tenant tenant(String name, Cloud cloud, SecretSource secret) {
        return new Tenant(
                name, cloud, "client-" + name, secret, Optional.empty(), Optional.empty());
    }

    private void run(Runnable call) {
        if (held) {
            waiting.add(call);
        } else {
            call.run();
        }
    }

    /** From now on calls to the vendor wait for {@link #release}. */
    void hold() {
        held = true;
    }

    /** Runs the calls that wait. */
    void release() {
        held = false;
        var tasks = List.copyOf(waiting);
        waiting.clear();
        tasks.forEach(Runnable::run);
    }

    /** What an asker gets now; it must not have to wait. */
    TokenAnswer ask() {
        return broker.current().getNow(null);
    }

    String askToken() {
        return switch (ask()) {
            case TokenAnswer.Served it -> it.token().value();
            case TokenAnswer.Unavailable it -> "none: " + it.why().category().word();
        };
    }

    /** Moves the clock in seconds, with the tick of each. */
    void pass(Duration time) {
        for (long second = 0; second < time.toSeconds(); second++) {
            clock.advance(Duration.ofSeconds(1));
            broker.tick();
        }
    }
}
