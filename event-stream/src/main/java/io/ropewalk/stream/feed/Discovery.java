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
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Discovery for one customer. One answer serves all partitions that ask within a minute, each
 * descriptor once, and there is a limit on calls a minute, whatever breaks. Thread-safe.
 */
public final class Discovery {
    private static final Logger LOG = LoggerFactory.getLogger(Discovery.class);
    private static final Duration DESCRIPTOR_LIFE = Duration.ofSeconds(60);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    /** Longer than the vendor keeps a dead session of ours. */
    private static final Duration BUSY = Duration.ofMinutes(10);

    /**
     * How to ask.
     *
     * @param appId the application id
     * @param origins further origins the vendor may name
     * @param callsPerMinute most discoveries a minute
     * @param firstOpen how long the other partitions wait for the first feed to open: what
     *     discovery says then tells what an open feed makes busy
     */
    public record Settings(
            String appId, List<URI> origins, int callsPerMinute, Duration firstOpen) {}

    /** What an open feed makes busy, as far as that was seen. */
    private enum Scope {
        UNKNOWN,
        /** Its partition. */
        PARTITION,
        /** The application id: each partition needs one of its own. */
        APP_ID
    }

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
    private volatile Set<String> listed = Set.of();
    private boolean someWereFree;
    private Scope scope = Scope.UNKNOWN;
    private boolean waited;
    private OptionalLong switchAt = OptionalLong.empty();
    private volatile String note = "";

    private record Fresh(Descriptor descriptor, String appId, long goodUntil) {
        Found ready() {
            return new Found.Ready(descriptor, appId);
        }
    }

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
        FalconResult<Set<String>> all =
                feeds.discover(AppIds.forListing(settings.appId())).map(Discovery::names);
        if (all instanceof FalconResult.Ok<Set<String>>(Set<String> names, _, _)) {
            listed = names;
        }
        return all;
    }

    private static Set<String> names(List<Descriptor> list) {
        return list.stream().map(Descriptor::partition).collect(Collectors.toSet());
    }

    /** The application ids under which a partition may be opened here. */
    Set<String> idsOf(String partition) {
        return Set.of(settings.appId(), AppIds.ofPartition(settings.appId(), partition));
    }

    /** Why feeds are not opened under the configured application id; empty while they are. */
    public String note() {
        return note;
    }

    /** What is needed to open a partition. */
    public Found find(String partition) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            Optional<Fresh> kept =
                    Optional.ofNullable(unused.remove(partition))
                            .filter(it -> !timing.passed(it.goodUntil()));
            if (kept.isPresent() && !(scope == Scope.UNKNOWN && firstIsOpen())) {
                return kept.get().ready();
            }
            String appId =
                    scope == Scope.APP_ID
                            ? AppIds.ofPartition(settings.appId(), partition)
                            : settings.appId();
            Found found = ask(partition, appId, kept.isPresent());
            return found instanceof Found.Failed && kept.isPresent() ? kept.get().ready() : found;
        } finally {
            lock.unlock();
        }
    }

    /** Once, for the first feed that another partition is about to open. */
    private boolean firstIsOpen() throws InterruptedException {
        long end = timing.deadline(settings.firstOpen());
        while (!waited && !othersOpen.getAsBoolean() && !timing.passed(end)) {
            Thread.sleep(LOOK_AGAIN);
        }
        waited = true;
        return othersOpen.getAsBoolean();
    }

    private Found ask(String partition, String appId, boolean wasFree) {
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
                    list.isEmpty()
                            ? empty(partition, appId, wasFree)
                            : among(list, partition, appId);
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
        learn(list);
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
            } else if (objection.isEmpty() && scope != Scope.APP_ID) {
                long goodUntil = timing.deadline(DESCRIPTOR_LIFE);
                unused.put(descriptor.partition(), new Fresh(descriptor, appId, goodUntil));
            }
        }
        return found;
    }

    /**
     * An answer with some partitions and not others: a feed makes only its own partition busy. Sure
     * while one of ours is open; else it may be a partition that has just gone.
     */
    private void learn(List<Descriptor> list) {
        switchAt = OptionalLong.empty();
        boolean some = !names(list).containsAll(listed);
        someWereFree |= some;
        if (scope == Scope.UNKNOWN && some && othersOpen.getAsBoolean()) {
            scope = Scope.PARTITION;
        }
    }

    /**
     * On some clouds an open feed may make the application id busy for all partitions; then each
     * gets an id of its own. But every other partition may also be in use by somebody else, or by a
     * dead session of ours. So only once a partition was free a moment ago, before another feed of
     * ours was opened, or when it has lasted longer than a dead session does and nothing ever spoke
     * against it.
     */
    private Found empty(String partition, String appId, boolean wasFree) {
        if (scope == Scope.UNKNOWN && othersOpen.getAsBoolean()) {
            if (switchAt.isEmpty()) {
                switchAt = OptionalLong.of(timing.deadline(BUSY));
            }
            if (wasFree) {
                return split(partition, "was free until another feed was opened under it");
            }
            if (!someWereFree && timing.passed(switchAt.getAsLong())) {
                return split(
                        partition, "has been busy for long while another feed is open under it");
            }
        }
        return new Found.Busy(
                "No partition is free: another consumer uses the application id %s, or the customer has no Event Streams."
                        .formatted(appId));
    }

    private Found split(String partition, String why) {
        scope = Scope.APP_ID;
        unused.clear();
        note =
                "Feeds are opened under application ids of their own, such as %s: %s %s."
                        .formatted(
                                AppIds.ofPartition(settings.appId(), partition),
                                settings.appId(),
                                why);
        try (var _ = MDC.putCloseable("reason", note)) {
            LOG.warn("another application id is used");
        }
        return ask(partition, AppIds.ofPartition(settings.appId(), partition), false);
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
