package io.ropewalk.simulator.datafeed;

import io.ropewalk.simulator.FeedFault.Ending;
import io.ropewalk.simulator.datafeed.TenantFeed.Asked;
import io.ropewalk.simulator.http.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** One reader of one partition, from its request to the end of its connection. */
final class FeedSession {
    /** How long a writer may take to end a feed before its connection is cut. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final TenantFeed feed;
    private final long number;
    private final Asked asked;
    private final Instant openedAt;
    private final CountDownLatch finished = new CountDownLatch(1);

    private volatile Instant refreshedAt;
    private final AtomicInteger refreshes = new AtomicInteger();
    private volatile long deliveredTo = -1;
    private final AtomicLong lines = new AtomicLong();
    private volatile Ending ending;
    private volatile String cause = "";
    private volatile Instant closedAt;
    private volatile Connection connection;
    private volatile Thread writer;

    FeedSession(TenantFeed feed, long number, Asked asked, Instant now) {
        this.feed = feed;
        this.number = number;
        this.asked = asked;
        this.openedAt = now;
        this.refreshedAt = now;
    }

    TenantFeed feed() {
        return feed;
    }

    long number() {
        return number;
    }

    Asked asked() {
        return asked;
    }

    /** How it is to end; empty while it goes on. */
    Optional<Ending> ending() {
        return Optional.ofNullable(ending);
    }

    boolean isOpen() {
        return ending == null;
    }

    /** Binds it to the connection it is served on, by the thread that writes. */
    void attach(Connection to) {
        writer = Thread.currentThread();
        connection = to;
        to.whenGone(() -> feed.end(this, Ending.NO_LAST_CHUNK, "client left"));
        if (!isOpen()) {
            cutWhenStuck();
        }
    }

    /** The writer is done with it. */
    void finish() {
        feed.end(this, Ending.NO_LAST_CHUNK, "connection lost");
        finished.countDown();
    }

    /** Called by the feed, once. */
    void ended(Ending how, String why, Instant now) {
        cause = why;
        closedAt = now;
        ending = how;
        wake();
        if (connection != null) {
            if (how == Ending.RESET) {
                connection.reset();
            } else {
                cutWhenStuck();
            }
        }
    }

    /** A writer whose client does not read cannot end anything itself. */
    private void cutWhenStuck() {
        Thread.ofVirtual()
                .name("simulator-cut")
                .start(() -> {
                    try {
                        if (!finished.await(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                            connection.end();
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    /** Waits in real time, not longer than the session lasts. */
    void pause(Duration duration) {
        var end = System.nanoTime() + duration.toNanos();
        for (var left = duration.toNanos(); left > 0 && isOpen(); left = end - System.nanoTime()) {
            LockSupport.parkNanos(this, left);
        }
    }

    void wake() {
        var waiting = writer;
        if (waiting != null) {
            LockSupport.unpark(waiting);
        }
    }

    void refreshed(Instant now) {
        refreshedAt = now;
        refreshes.incrementAndGet();
    }

    /** Why it is over by now, if it is. */
    Optional<String> overdue(Instant now, Duration life, Duration most) {
        if (!now.isBefore(refreshedAt.plus(life))) {
            return Optional.of("not refreshed");
        }
        return now.isBefore(openedAt.plus(most)) ? Optional.empty() : Optional.of("too old");
    }

    void delivered(long offset, long count) {
        deliveredTo = offset;
        lines.addAndGet(count);
    }

    SessionView view() {
        return new SessionView(
                number,
                asked.partition(),
                asked.appId(),
                openedAt,
                Optional.ofNullable(closedAt),
                cause,
                asked.fromOffset(),
                deliveredTo,
                lines.get(),
                refreshes.get());
    }
}
