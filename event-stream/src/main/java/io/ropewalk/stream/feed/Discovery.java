package io.ropewalk.stream.feed;

import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.stream.timing.Timing;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * Discovery for one customer. One answer serves all partitions that ask within a minute, each
 * descriptor once, and there is a limit on calls a minute, whatever breaks. Thread-safe.
 */
public final class Discovery {
    private static final Duration DESCRIPTOR_LIFE = Duration.ofSeconds(60);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /**
     * How to ask.
     *
     * @param appId the application id
     * @param origins further origins the vendor may name
     * @param callsPerMinute most discoveries a minute
     */
    public record Settings(String appId, List<URI> origins, int callsPerMinute) {}

    /** What was found of a partition. */
    public sealed interface Found {
        /** It can be opened. */
        record Ready(Descriptor descriptor, String appId) implements Found {}

        /** The application id is in use, or the customer has no streaming. */
        record Busy(String reason) implements Found {}

        /** It is not, or not now, among the partitions. */
        record Absent(String reason) implements Found {}

        /** Nothing is known. */
        record Failed(FailureCategory category, String message, Optional<Duration> retryAfter)
                implements Found {}

        /** The vendor's answer is not believed. */
        record NotBelieved(String reason) implements Found {}
    }

    private final Feeds feeds;
    private final Settings settings;
    private final Timing timing;
    private final FeedUrls urls;
    private final BooleanSupplier othersOpen;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Fresh> unused = new HashMap<>();
    private final Deque<Long> calls = new ArrayDeque<>();
    private volatile boolean exclusive;

    private record Fresh(Descriptor descriptor, String appId, long goodUntil) {}

    /**
     * @param othersOpen whether this suite has another partition of the customer open
     */
    public Discovery(Feeds feeds, Settings settings, Timing timing, BooleanSupplier othersOpen) {
        this.feeds = Objects.requireNonNull(feeds, "feeds");
        this.settings = Objects.requireNonNull(settings, "settings");
        this.timing = Objects.requireNonNull(timing, "timing");
        this.othersOpen = Objects.requireNonNull(othersOpen, "othersOpen");
        this.urls = new FeedUrls(settings.origins());
    }

    /** All partitions of the customer, asked for with an id that never opens one. */
    public FalconResult<Set<String>> list() {
        return feeds.discover(AppIds.forListing(settings.appId()))
                .map(list -> list.stream().map(Descriptor::partition).collect(Collectors.toSet()));
    }

    /** What is needed to open a partition. */
    public Found find(String partition) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            Fresh kept = unused.remove(partition);
            if (kept != null && !timing.passed(kept.goodUntil())) {
                return new Found.Ready(kept.descriptor(), kept.appId());
            }
            String appId =
                    exclusive ? AppIds.ofPartition(settings.appId(), partition) : settings.appId();
            return ask(partition, appId);
        } finally {
            lock.unlock();
        }
    }

    private Found ask(String partition, String appId) {
        Optional<Duration> wait = mustWait(timing.nanos().getAsLong());
        if (wait.isPresent()) {
            return new Found.Failed(
                    FailureCategory.THROTTLED,
                    "Discovery was asked %d times within a minute; it is left alone for a while."
                            .formatted(settings.callsPerMinute()),
                    wait);
        }
        return switch (feeds.discover(appId)) {
            case FalconResult.Ok<List<Descriptor>>(List<Descriptor> list, _, _) ->
                    among(list, partition, appId);
            case FalconResult.Throttled<List<Descriptor>> it ->
                    new Found.Failed(
                            FailureCategory.THROTTLED,
                            "Falcon throttles this customer.",
                            Optional.of(it.retryAfter()));
            case FalconResult.Rejected<List<Descriptor>> it ->
                    new Found.Failed(it.why().category(), it.why().message(), Optional.empty());
            case FalconResult.Unreachable<List<Descriptor>> it ->
                    new Found.Failed(it.why().category(), it.why().message(), Optional.empty());
        };
    }

    private Found among(List<Descriptor> list, String partition, String appId) {
        if (list.isEmpty()) {
            return empty(partition, appId);
        }
        FalconResult<URI> host = feeds.apiHost();
        if (!(host instanceof FalconResult.Ok<URI>(URI apiHost, _, _))) {
            return new Found.Failed(
                    FailureCategory.AUTH, "There is no token for this customer.", Optional.empty());
        }
        Found found = new Found.Absent("The vendor does not list this partition as free.");
        for (Descriptor descriptor : list) {
            Optional<String> objection = objection(descriptor, apiHost);
            if (descriptor.partition().equals(partition)) {
                found =
                        objection
                                .<Found>map(Found.NotBelieved::new)
                                .orElseGet(() -> new Found.Ready(descriptor, appId));
            } else if (objection.isEmpty() && !exclusive) {
                long goodUntil = timing.deadline(DESCRIPTOR_LIFE);
                unused.put(descriptor.partition(), new Fresh(descriptor, appId, goodUntil));
            }
        }
        return found;
    }

    /**
     * On some clouds an open partition may make the application id busy for all the others. Then
     * each gets an id of its own.
     */
    private Found empty(String partition, String appId) {
        if (!exclusive && othersOpen.getAsBoolean()) {
            exclusive = true;
            unused.clear();
            return ask(partition, AppIds.ofPartition(settings.appId(), partition));
        }
        return new Found.Busy(
                "No partition is free: another consumer uses the application id %s, or the customer has no Event Streams."
                        .formatted(appId));
    }

    private Optional<String> objection(Descriptor descriptor, URI apiHost) {
        return urls.objection(descriptor.feedUrl(), apiHost)
                .or(() -> urls.objection(descriptor.refreshUrl(), apiHost));
    }

    /** How long until another call is allowed; empty when it is, and then it counts. */
    private Optional<Duration> mustWait(long now) {
        while (!calls.isEmpty() && now - calls.getFirst() >= MINUTE.toNanos()) {
            calls.removeFirst();
        }
        if (calls.size() >= settings.callsPerMinute()) {
            return Optional.of(Duration.ofNanos(MINUTE.toNanos() - (now - calls.getFirst())));
        }
        calls.addLast(now);
        return Optional.empty();
    }
}
