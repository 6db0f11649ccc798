package io.ropewalk.stream.feed;

import io.ropewalk.stream.delivery.FanOut;
import io.ropewalk.stream.delivery.Lane;
import io.ropewalk.stream.event.PartitionId;
import io.ropewalk.stream.line.BrokenLine;
import io.ropewalk.stream.state.Position;
import io.ropewalk.stream.testing.Events;
import io.ropewalk.stream.testing.FakeFeedOpener;
import io.ropewalk.stream.testing.FakeFeeds;
import io.ropewalk.stream.testing.Lanes;
import io.ropewalk.stream.testing.RecordingSink;
import io.ropewalk.stream.timing.Timing;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;

/** A session of one partition with everything around it faked. */
final class Sessions implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration LONG = Duration.ofHours(1);

    final FakeFeeds feeds = new FakeFeeds();
    final FakeFeedOpener opener = new FakeFeedOpener();
    final LongLines longLines = new LongLines(1);
    final Lanes lanes = new Lanes();
    final RecordingSink sink = new RecordingSink();
    final List<Kept> kept = Collections.synchronizedList(new ArrayList<>());
    final List<FeedState.Cause> causes = Collections.synchronizedList(new ArrayList<>());
    final List<Duration> margins = Collections.synchronizedList(new ArrayList<>());

    Timing timing = Timing.real(Clock.systemUTC());
    Duration backoff = Duration.ofMillis(1);
    Duration slowRetry = LONG;
    Duration lineTimeout = LONG;
    Duration refreshMax = LONG;
    boolean stopOnNewOffsets;
    boolean atNewest;
    volatile Instant begunSince;
    final Deque<Boolean> notes = new ConcurrentLinkedDeque<>();
    final AtomicInteger partials = new AtomicInteger();

    private FeedSession session;

    /** A line that was kept aside. */
    record Kept(OptionalLong after, String text) {}

    FeedSession.Tools tools() {
        var settings =
                new FeedSettings(
                        Duration.ofSeconds(60),
                        lineTimeout,
                        backoff,
                        backoff,
                        backoff,
                        backoff,
                        slowRetry,
                        LONG,
                        Duration.ofMillis(50),
                        refreshMax,
                        1 << 20,
                        stopOnNewOffsets);
        var discovery =
                new Discovery(
                        feeds,
                        new Discovery.Settings("app", List.<URI>of(), 10_000, Duration.ZERO),
                        timing,
                        () -> false);
        return new FeedSession.Tools(
                feeds,
                discovery,
                opener,
                this::keep,
                new Listener(),
                timing,
                settings,
                new FeedMemory(timing),
                longLines);
    }

    private void keep(PartitionId partition, OptionalLong after, BrokenLine line) {
        kept.add(new Kept(after, new String(line.head(), StandardCharsets.UTF_8)));
    }

    FeedSession start(Position start) {
        return start(start, lanes.started(sink, start));
    }

    FeedSession start(Position start, Lane... parts) {
        var fanOut = new FanOut(List.of(parts), Duration.ofMillis(50), timing);
        session = new FeedSession(Events.PARTITION, tools(), fanOut, start, new Beginning());
        session.start();
        return session;
    }

    FeedSession start() {
        return start(Position.OLDEST);
    }

    private final class Beginning implements FeedSession.Beginning {
        @Override
        public boolean atNewest() {
            return atNewest;
        }

        @Override
        public boolean begins(Instant since) {
            begunSince = since;
            return notes.isEmpty() || notes.removeFirst();
        }
    }

    private final class Listener implements FeedListener {
        @Override
        public void reopening(PartitionId partition, FeedState.Cause cause) {
            causes.add(cause);
        }

        @Override
        public void partialLine(PartitionId partition) {
            partials.incrementAndGet();
        }

        @Override
        public void refreshed(PartitionId partition, boolean worked, Duration margin) {
            margins.add(margin);
        }
    }

    @Override
    public void close() {
        if (session != null) {
            session.stop("The test is over.");
        }
        lanes.close();
    }
}
