package io.ropewalk.stream.app;

import io.ropewalk.falcon.TokenSource;
import io.ropewalk.falcon.wire.FalconHttp;
import io.ropewalk.kit.tenants.TenantTokens;
import io.ropewalk.service.TenantTokenSource;
import io.ropewalk.stream.config.StreamConfig;
import io.ropewalk.stream.feed.Discovery;
import io.ropewalk.stream.feed.FeedMemory;
import io.ropewalk.stream.feed.FeedOpener;
import io.ropewalk.stream.feed.FeedSession;
import io.ropewalk.stream.feed.FeedSettings;
import io.ropewalk.stream.feed.KeptAside;
import io.ropewalk.stream.feed.LongLines;
import io.ropewalk.stream.feed.falcon.FalconFeeds;
import io.ropewalk.stream.partition.metrics.StreamMetrics;
import io.ropewalk.stream.state.DeadLetters;
import io.ropewalk.stream.timing.Timing;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** What the sessions of a customer work with. */
final class SessionTools {
    private static final Duration SLOW_RETRY = Duration.ofMinutes(5);
    private static final Duration FIRST_OPEN = Duration.ofSeconds(3);
    private static final Duration HEALTHY_AFTER = Duration.ofSeconds(60);

    private final Falcon falcon;
    private final StreamMetrics metrics;
    private final DeadLetters letters;
    private final Timing timing;
    private final StreamConfig config;
    private final LongLines longLines;
    private volatile Predicate<String> openElsewhere = _ -> false;

    /** The way to the vendor. */
    record Falcon(FalconHttp http, TenantTokens tokens, FeedOpener opener) {}

    SessionTools(
            Falcon falcon,
            StreamMetrics metrics,
            DeadLetters letters,
            Timing timing,
            StreamConfig config) {
        this.falcon = falcon;
        this.metrics = metrics;
        this.letters = letters;
        this.timing = timing;
        this.config = config;
        this.longLines = HeapShares.ofThisProcess().longLines(config.maxEventBytes());
    }

    /**
     * @param open whether some partition of a tenant is open
     */
    void openElsewhere(Predicate<String> open) {
        openElsewhere = open;
    }

    FeedSession.Tools of(String tenant) {
        TokenSource tokens = new TenantTokenSource(falcon.tokens(), tenant);
        var feeds = new FalconFeeds(falcon.http().streams(tenant, tokens), tokens);
        var discovery =
                new Discovery(
                        feeds,
                        new Discovery.Settings(
                                config.appId(),
                                config.origins().orElse(List.of()),
                                config.discoveriesPerMinute(),
                                FIRST_OPEN),
                        timing,
                        () -> openElsewhere.test(tenant));
        return new FeedSession.Tools(
                feeds,
                discovery,
                falcon.opener(),
                new KeptAside(letters, timing),
                metrics,
                timing,
                settings(),
                new FeedMemory(timing),
                longLines);
    }

    private FeedSettings settings() {
        return new FeedSettings(
                config.idleTimeout(),
                config.lineTimeout(),
                config.backoffMin(),
                config.backoffMax(),
                config.busyMin(),
                config.busyMax(),
                SLOW_RETRY,
                HEALTHY_AFTER,
                config.refreshMin(),
                config.refreshMax(),
                config.maxEventBytes(),
                config.onNewOffsets() == StreamConfig.NewOffsets.HALT);
    }
}
