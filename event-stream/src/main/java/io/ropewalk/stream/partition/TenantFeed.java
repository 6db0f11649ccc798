package io.ropewalk.stream.partition;

import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.stream.feed.Discovery;
import io.ropewalk.stream.feed.FeedSession;
import io.ropewalk.stream.state.Partitions;
import io.ropewalk.stream.state.StateFailure;
import io.ropewalk.stream.timing.Backoff;
import io.ropewalk.stream.timing.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Keeps the list of one customer's partitions up to date, on a thread of its own. A failed or an
 * empty answer says nothing about partitions that are known; and one that only lacks some of them
 * is asked for again soon, before their feeds are closed.
 */
public final class TenantFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TenantFeed.class);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(2);
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(5);
    private static final Duration SECOND_LOOK = Duration.ofSeconds(10);

    private final String tenant;
    private final Discovery discovery;
    private final FeedSession.Tools tools;
    private final Partitions partitions;
    private final Duration every;
    private final Timing timing;
    private final Backoff backoff;
    private final Thread thread;

    /** Known partitions that the last answer lacked. */
    private Set<String> missed = Set.of();

    private volatile Optional<Trouble> trouble = Optional.empty();

    /**
     * Why the partitions of a customer are not known, or no longer for sure.
     *
     * @param category of the failure, or {@code no-partitions}
     */
    public record Trouble(String category, String message, Instant since) {}

    TenantFeed(
            String tenant,
            FeedSession.Tools tools,
            Partitions partitions,
            Duration every,
            Timing timing) {
        this.tenant = Objects.requireNonNull(tenant, "tenant");
        this.tools = Objects.requireNonNull(tools, "tools");
        this.discovery = tools.discovery();
        this.partitions = Objects.requireNonNull(partitions, "partitions");
        this.every = Objects.requireNonNull(every, "every");
        this.timing = Objects.requireNonNull(timing, "timing");
        this.backoff = timing.backoff(FIRST_RETRY, LONGEST_RETRY);
        this.thread = Thread.ofVirtual().name("partitions of " + tenant).start(this::run);
    }

    FeedSession.Tools tools() {
        return tools;
    }

    Optional<Trouble> trouble() {
        return trouble;
    }

    private void run() {
        try (var _ = MDC.putCloseable("tenant", tenant)) {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(look());
            }
        } catch (InterruptedException _) {
            // Closed.
        }
    }

    /** Looks once; returns how long to wait before the next time. */
    private Duration look() {
        try {
            FalconResult<Set<String>> listed = discovery.list();
            if (!(listed instanceof FalconResult.Ok<Set<String>>(Set<String> names, _, _))) {
                FalconFailure why = listed.failure().orElseThrow();
                return trouble(why.category().word(), why.message());
            }
            if (names.isEmpty()) {
                return trouble(
                        "no-partitions",
                        "Falcon lists no partition: the customer has no Event Streams, or the API client may not use them.");
            }
            Set<String> missing = missing(names);
            Set<String> doubtful = new HashSet<>(missing);
            doubtful.removeAll(missed);
            Set<String> there = new HashSet<>(names);
            there.addAll(doubtful);
            partitions.seen(tenant, there);
            missed = missing;
            backoff.reset();
            trouble = Optional.empty();
            return doubtful.isEmpty() || every.compareTo(SECOND_LOOK) < 0 ? every : SECOND_LOOK;
        } catch (StateFailure failure) {
            return trouble("state", failure.getMessage());
        } catch (RuntimeException failure) {
            LOG.error("the partitions of a customer could not be listed", failure);
            return trouble("bug", "Listing the partitions failed.");
        }
    }

    private Set<String> missing(Set<String> names) {
        return partitions.of(tenant).stream()
                .filter(row -> !row.gone() && !names.contains(row.id().partition()))
                .map(row -> row.id().partition())
                .collect(Collectors.toSet());
    }

    private Duration trouble(String category, String message) {
        boolean fresh = trouble.isEmpty() || !trouble.get().category().equals(category);
        if (fresh) {
            trouble = Optional.of(new Trouble(category, message, timing.now()));
            try (var _ = MDC.putCloseable("category", category);
                    var _ = MDC.putCloseable("reason", message)) {
                LOG.warn("the partitions of a customer are not known for sure");
            }
        }
        return backoff.next();
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
