package io.ropewalk.stream.testing;

import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.stream.feed.Descriptor;
import io.ropewalk.stream.feed.Feeds;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.function.Supplier;

/** The vendor's discovery and refresh, as told. Lists its partitions when told nothing. */
public final class FakeFeeds implements Feeds {
    public static final URI API = URI.create("https://api.crowdstrike.com");

    private final Deque<Function<String, FalconResult<List<Descriptor>>>> script =
            new ArrayDeque<>();
    private final Deque<Supplier<FalconResult<Boolean>>> refreshes = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();
    private List<String> partitions = List.of("0");
    private Function<String, FalconResult<List<Descriptor>>> always = this::all;
    private Supplier<FalconResult<Boolean>> alwaysRefresh = () -> FalconResult.ok(true, "");
    private OptionalLong refreshSeconds = OptionalLong.of(1800);
    private int refreshed;
    private int tokens;

    /** The partitions there are. */
    public synchronized FakeFeeds partitions(String... names) {
        partitions = List.of(names);
        return this;
    }

    public synchronized FakeFeeds refreshEvery(long seconds) {
        refreshSeconds = OptionalLong.of(seconds);
        return this;
    }

    /** The next answer of discovery, by the application id. */
    public synchronized FakeFeeds next(Function<String, FalconResult<List<Descriptor>>> answer) {
        script.add(answer);
        return this;
    }

    /** The next answer of discovery. */
    public FakeFeeds next(FalconResult<List<Descriptor>> answer) {
        return next(_ -> answer);
    }

    public synchronized FakeFeeds always(Function<String, FalconResult<List<Descriptor>>> answer) {
        always = answer;
        return this;
    }

    public synchronized FakeFeeds nextRefresh(Supplier<FalconResult<Boolean>> answer) {
        refreshes.add(answer);
        return this;
    }

    public synchronized FakeFeeds alwaysRefresh(Supplier<FalconResult<Boolean>> answer) {
        alwaysRefresh = answer;
        return this;
    }

    public static <T> FalconResult<T> rejected(FailureCategory category, int status) {
        return new FalconResult.Rejected<>(
                FalconFailure.of(category, "Falcon answered " + status + "."), status, "");
    }

    public static <T> FalconResult<T> unreachable() {
        return new FalconResult.Unreachable<>(
                FalconFailure.of(FailureCategory.NETWORK, "Falcon cannot be reached."));
    }

    public static <T> FalconResult<T> hang() {
        try {
            new CountDownLatch(1).await();
            throw new AssertionError("nobody counts");
        } catch (InterruptedException failure) {
            Thread.currentThread().interrupt();
            return unreachable();
        }
    }

    /** These partitions, each with a token of its own. */
    public FalconResult<List<Descriptor>> listed(String... names) {
        return FalconResult.ok(List.of(names).stream().map(this::descriptor).toList(), "");
    }

    private FalconResult<List<Descriptor>> all(String appId) {
        List<String> names;
        synchronized (this) {
            names = partitions;
        }
        return listed(names.toArray(String[]::new));
    }

    public Descriptor descriptor(String partition) {
        return descriptor(
                partition,
                "https://firehose.crowdstrike.com/sensors/entities/datafeed/v1/"
                        + partition
                        + "?appId=app");
    }

    public synchronized Descriptor descriptor(String partition, String feedUrl) {
        tokens++;
        return new Descriptor(
                partition,
                URI.create(feedUrl),
                "token-" + tokens,
                URI.create("https://api.crowdstrike.com/refresh/" + partition),
                refreshSeconds);
    }

    @Override
    public FalconResult<URI> apiHost() {
        return FalconResult.ok(API, "");
    }

    @Override
    public FalconResult<List<Descriptor>> discover(String appId) {
        Function<String, FalconResult<List<Descriptor>>> answer;
        synchronized (this) {
            asked.add(appId);
            answer = script.isEmpty() ? always : script.removeFirst();
        }
        return answer.apply(appId);
    }

    @Override
    public FalconResult<Boolean> refresh(URI refreshUrl) {
        Supplier<FalconResult<Boolean>> answer;
        synchronized (this) {
            refreshed++;
            answer = refreshes.isEmpty() ? alwaysRefresh : refreshes.removeFirst();
        }
        return answer.get();
    }

    /** The application ids discovery was asked with. */
    public synchronized List<String> asked() {
        return List.copyOf(asked);
    }

    public synchronized int refreshed() {
        return refreshed;
    }
}
