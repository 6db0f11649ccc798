package io.ropewalk.stream.feed;

import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.stream.event.PartitionId;
import io.ropewalk.stream.timing.Timing;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one open session alive, on a thread of its own, until it is closed or the session is dead.
 * Asks early enough that several attempts fit into what is left of the interval.
 */
final class Refresher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Refresher.class);
    private static final double SHARE = 0.75;
    private static final double SPREAD = 0.1;
    private static final int ATTEMPTS_LEFT = 8;

    private final PartitionId partition;
    private final Feeds feeds;
    private final URI url;
    private final Duration interval;
    private final Timing timing;
    private final FeedListener listener;
    private final Runnable dead;
    private final Thread thread;

    /**
     * @param dead called once when the session cannot be kept
     */
    Refresher(
            PartitionId partition,
            Feeds feeds,
            URI url,
            Duration interval,
            Timing timing,
            FeedListener listener,
            Runnable dead) {
        this.partition = Objects.requireNonNull(partition, "partition");
        this.feeds = Objects.requireNonNull(feeds, "feeds");
        this.url = Objects.requireNonNull(url, "url");
        this.interval = Objects.requireNonNull(interval, "interval");
        this.timing = Objects.requireNonNull(timing, "timing");
        this.listener = Objects.requireNonNull(listener, "listener");
        this.dead = Objects.requireNonNull(dead, "dead");
        this.thread = Thread.ofVirtual().name("refresh " + partition).start(this::run);
    }

    /** The vendor's interval, brought into sensible bounds: it may be 0, negative or absurd. */
    static Duration interval(OptionalLong seconds, FeedSettings settings) {
        long given = seconds.orElse(settings.refreshMax().toSeconds());
        long least = settings.refreshMin().toMillis();
        long most = settings.refreshMax().toMillis();
        long millis = given > most / 1000 ? most : Math.max(given, 0) * 1000;
        return Duration.ofMillis(Math.clamp(millis, least, most));
    }

    private void run() {
        try {
            while (true) {
                long end = timing.deadline(interval);
                double share = SHARE + SPREAD * timing.chance().getAsDouble();
                Thread.sleep(Duration.ofMillis((long) (interval.toMillis() * share)));
                if (!refreshBefore(end)) {
                    dead.run();
                    return;
                }
            }
        } catch (InterruptedException _) {
            // The session was closed.
        } catch (RuntimeException failure) {
            LOG.error("a session could not be kept alive", failure);
            dead.run();
        }
    }

    private boolean refreshBefore(long end) throws InterruptedException {
        Duration pause = timing.left(end).dividedBy(ATTEMPTS_LEFT);
        // At least once: who was stopped past the end does not know that the session is dead.
        do {
            FalconResult<Boolean> result = feeds.refresh(url);
            Duration margin = timing.left(end);
            if (result instanceof FalconResult.Ok<Boolean>) {
                listener.refreshed(partition, true, margin);
                return true;
            }
            listener.refreshed(partition, false, margin);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (isFinal(result)) {
                return false;
            }
            Thread.sleep(pause);
        } while (!timing.passed(end));
        return false;
    }

    /** Another attempt would be answered the same: there is no such session any more. */
    private static boolean isFinal(FalconResult<Boolean> result) {
        return result.failure()
                .map(failure ->
                        failure.category() == FailureCategory.NOT_FOUND
                                || failure.category() == FailureCategory.GONE_UPSTREAM
                                || failure.category() == FailureCategory.BAD_REQUEST)
                .orElse(false);
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
