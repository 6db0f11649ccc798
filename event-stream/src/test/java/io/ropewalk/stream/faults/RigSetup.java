package io.ropewalk.stream.faults;

import io.ropewalk.simulator.Scenario;
import io.ropewalk.simulator.Tenant;
import io.ropewalk.simulator.feed.FeedRules;
import io.ropewalk.simulator.feed.FeedSpec;
import io.ropewalk.stream.delivery.Lane;
import io.ropewalk.stream.feed.FeedSettings;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** How a rig is set up: small times, so that what takes minutes in the field takes moments. */
final class RigSetup {
    private FeedSpec spec;
    private Duration idle = Duration.ofMillis(1500);
    private Duration line = Duration.ofSeconds(3);
    private Duration slowRetry = Duration.ofSeconds(1);
    private Duration refreshMin = Duration.ofSeconds(1);
    private Duration rediscover = Duration.ofMinutes(5);
    private Duration patience = Duration.ofSeconds(10);
    private Duration sinkTimeout = Duration.ofSeconds(5);
    private int maxEventBytes = 4 * 1024 * 1024;
    private boolean halt;
    private int discoveries = 600;
    private List<URI> origins = List.of();
    private long queueBytes = 256 * 1024;
    private int refusals = 20;
    private Clock clock = Clock.systemUTC();
    private List<String> sinks = List.of("http");

    private RigSetup(FeedSpec spec) {
        this.spec = spec;
    }

    /** So many partitions with so many events in all, and keep-alives five times a second. */
    static RigSetup ofEvents(int partitions, long events) {
        return new RigSetup(FeedSpec.ofEvents(partitions, events).withEventBytes(600))
                .rules(it -> it.withKeepAlive(Duration.ofMillis(200)));
    }

    RigSetup spec(UnaryOperator<FeedSpec> change) {
        spec = change.apply(spec);
        return this;
    }

    RigSetup rules(UnaryOperator<FeedRules> change) {
        return spec(it -> it.withRules(change.apply(it.rules())));
    }

    RigSetup idle(Duration value) {
        idle = value;
        return this;
    }

    RigSetup line(Duration value) {
        line = value;
        return this;
    }

    RigSetup slowRetry(Duration value) {
        slowRetry = value;
        return this;
    }

    RigSetup refreshMin(Duration value) {
        refreshMin = value;
        return this;
    }

    RigSetup rediscover(Duration value) {
        rediscover = value;
        return this;
    }

    RigSetup patience(Duration value) {
        patience = value;
        return this;
    }

    RigSetup sinkTimeout(Duration value) {
        sinkTimeout = value;
        return this;
    }

    RigSetup maxEventBytes(int value) {
        maxEventBytes = value;
        return this;
    }

    RigSetup haltOnNewOffsets() {
        halt = true;
        return this;
    }

    RigSetup discoveriesPerMinute(int value) {
        discoveries = value;
        return this;
    }

    RigSetup origin(URI value) {
        origins = List.of(value);
        return this;
    }

    RigSetup queueBytes(long value) {
        queueBytes = value;
        return this;
    }

    RigSetup refusals(int value) {
        refusals = value;
        return this;
    }

    RigSetup clock(Clock value) {
        clock = value;
        return this;
    }

    /** Names of receivers: {@code sekoia}, {@code http} or {@code http/<name>}. */
    RigSetup sinks(String... names) {
        sinks = List.of(names);
        return this;
    }

    StreamRig start() {
        return new StreamRig(this);
    }

    Scenario scenario() {
        return Scenario.ofTenants(List.of(Tenant.standard(0).withFeed(spec)));
    }

    FeedSettings feed() {
        return new FeedSettings(
                idle,
                line,
                Duration.ofMillis(20),
                Duration.ofMillis(300),
                Duration.ofMillis(100),
                Duration.ofMillis(300),
                slowRetry,
                Duration.ofSeconds(5),
                refreshMin,
                Duration.ofHours(1),
                maxEventBytes,
                halt);
    }

    Lane.Settings lane() {
        return new Lane.Settings(
                50,
                1024 * 1024,
                Duration.ofMillis(30),
                queueBytes,
                Duration.ofMillis(20),
                Duration.ofMillis(200),
                Duration.ofMillis(300),
                refusals,
                _ -> true,
                _ -> Optional.empty());
    }

    Duration rediscover() {
        return rediscover;
    }

    Duration patience() {
        return patience;
    }

    Duration sinkTimeout() {
        return sinkTimeout;
    }

    int discoveriesPerMinute() {
        return discoveries;
    }

    List<URI> origins() {
        return origins;
    }

    Clock clock() {
        return clock;
    }

    List<String> sinks() {
        return sinks;
    }
}
