package io.ropewalk.stream.feed;

import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.stream.delivery.FanOut;
import io.ropewalk.stream.event.PartitionId;
import io.ropewalk.stream.feed.Discovery.Found;
import io.ropewalk.stream.feed.FeedOpener.Opened;
import io.ropewalk.stream.feed.FeedState.Cause;
import io.ropewalk.stream.state.Position;
import io.ropewalk.stream.timing.Backoff;
import io.ropewalk.stream.timing.Timing;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Reads one partition until it is told to stop, whatever the network and the vendor do. Each
 * partition has a session of its own, with its own timers, so that nothing that befalls one touches
 * another. The states are those of {@link FeedState}.
 */
public final class FeedSession {
    private static final Logger LOG = LoggerFactory.getLogger(FeedSession.class);
    private static final int REFUSED_OFFSETS = 2;
    private static final int BAD_REQUEST = 400;

    /**
     * What a session works with.
     *
     * @param discovery for descriptors
     * @param keepAside takes lines that are no events
     * @param memory of the customer's feeds
     * @param longLines of all feeds of the process
     */
    public record Tools(
            Feeds feeds,
            Discovery discovery,
            FeedOpener opener,
            BrokenLines keepAside,
            FeedListener listener,
            Timing timing,
            FeedSettings settings,
            FeedMemory memory,
            LongLines longLines) {}

    /** Where reading begins, and what to do once it has. */
    public interface Beginning {

        /** Whether the first connection asks for what comes from now on. */
        boolean atNewest();

        /**
         * The first connection at the newest event stands: notes durably that reading began, before
         * anything is read.
         *
         * @param since what was created before may be passed over from now on
         * @return false when it could not be noted: the connection is not used then
         */
        boolean begins(Instant since);
    }

    private final PartitionId partition;
    private final Tools tools;
    private final FanOut fanOut;
    private final Outset outset;
    private final Reading reading;
    private final Backoff backoff;
    private final Backoff busy;
    private final Backoff distrust;
    private final CountDownLatch over = new CountDownLatch(1);

    private volatile FeedState state = new FeedState.Discovering();
    private volatile boolean stopping;
    private volatile Thread thread;
    private int refusedOffsets;
    private boolean readAnew;

    public FeedSession(
            PartitionId partition,
            Tools tools,
            FanOut fanOut,
            Position start,
            Beginning beginning) {
        this.partition = Objects.requireNonNull(partition, "partition");
        this.tools = Objects.requireNonNull(tools, "tools");
        this.fanOut = Objects.requireNonNull(fanOut, "fanOut");
        this.outset = new Outset(beginning);
        this.reading = new Reading(partition, tools, fanOut, start);
        FeedSettings settings = tools.settings();
        this.backoff = tools.timing().backoff(settings.backoffMin(), settings.backoffMax());
        this.busy = tools.timing().backoff(settings.busyMin(), settings.busyMax());
        this.distrust = tools.timing().backoff(settings.backoffMin(), settings.slowRetry());
    }

    public FeedState state() {
        return state;
    }

    /** What was read so far. */
    public ReadingView view() {
        return reading.view();
    }

    /** Starts reading, on a virtual thread: an interrupt ends whatever it waits for. */
    public void start() {
        thread = Thread.ofVirtual().name("feed " + partition).unstarted(this::run);
        thread.start();
    }

    /** Reads no more. What was read stays with the lanes. */
    public synchronized void stop(String why) {
        if (!stopping) {
            stopping = true;
            state = state.drain(why);
        }
        if (thread != null) {
            thread.interrupt();
        }
    }

    /** Waits for the end of reading; false when it did not come in that time. */
    public boolean awaitEnd(Duration patience) throws InterruptedException {
        return over.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void run() {
        try (var _ = MDC.putCloseable("tenant", partition.tenant());
                var _ = MDC.putCloseable("partition", partition.partition())) {
            while (!stopping) {
                try {
                    move();
                } catch (InterruptedException _) {
                    // Told to stop, or the session is dead: the loop looks which.
                } catch (RuntimeException failure) {
                    LOG.error("a feed failed; it is opened again", failure);
                    next(new FeedState.Reopening(Cause.REFUSED, "internal", backoff.next()));
                }
            }
        } finally {
            reading.over();
            over.countDown();
        }
    }

    private void move() throws InterruptedException {
        switch (state) {
            case FeedState.Discovering discovering -> next(discover(discovering));
            case FeedState.Open open -> next(open.lose(Cause.SESSION_DEAD, "", backoff.next()));
            case FeedState.Reopening reopening -> {
                Thread.sleep(reopening.pause());
                next(reopening.discover());
            }
            case FeedState.Busy it -> {
                Thread.sleep(busy.next());
                next(rediscover(it));
            }
            case FeedState.Draining _, FeedState.Stopped _ -> {
                stopping = true;
            }
        }
    }

    private FeedState rediscover(FeedState.Busy was) throws InterruptedException {
        FeedState after = discover(was.discover());
        return after instanceof FeedState.Busy again ? was.still(again.reason()) : after;
    }

    private FeedState discover(FeedState.Discovering from) throws InterruptedException {
        return switch (tools.discovery().find(partition.partition())) {
            case Found.Ready(Descriptor descriptor, String appId) -> read(from, descriptor, appId);
            case Found.Busy(String reason) -> from.busy(reason, now());
            case Found.Absent(String reason) -> from.busy(reason, now());
            case Found.NotBelieved(String reason) ->
                    from.fail(Cause.NOT_BELIEVED, reason, distrust.next());
            case Found.Failed(
                            FailureCategory category,
                            String message,
                            Optional<Duration> retryAfter) ->
                    from.fail(Cause.DISCOVERY, message, pause(category, retryAfter));
        };
    }

    private Duration pause(FailureCategory category, Optional<Duration> retryAfter) {
        Duration own =
                category == FailureCategory.SCOPE_MISSING
                        ? tools.settings().slowRetry()
                        : backoff.next();
        return retryAfter.filter(wait -> wait.compareTo(own) > 0).orElse(own);
    }

    private FeedState read(FeedState.Discovering from, Descriptor descriptor, String appId)
            throws InterruptedException {
        busy.reset();
        distrust.reset();
        Position start = fanOut.rewind(reading.hold());
        FeedUrls.Start at = startAt(start);
        reading.rewind(start, outset.passOverBefore(start), at instanceof FeedUrls.Start.At);
        URI url = FeedUrls.at(descriptor.feedUrl(), at);
        reading.opening();
        var life = new Life();
        try {
            Opened opened =
                    tools.opener()
                            .open(url, descriptor.sessionToken(), tools.settings().idleTimeout());
            return switch (opened) {
                case Opened.Refused refused -> refused(from, refused, start);
                case Opened.Connected(FeedConnection connection, Instant vendorTime) -> {
                    try (connection) {
                        reading.opened(vendorTime);
                        if (!outset.begin(start, vendorTime)) {
                            String why = "Where reading begins could not be noted.";
                            yield from.fail(Cause.REFUSED, why, backoff.next());
                        }
                        yield readFrom(from.open(appId, now()), connection, descriptor, life);
                    }
                }
            };
        } catch (IOException failure) {
            stopIfInterrupted(life);
            return from.fail(Cause.NETWORK, text(failure), backoff.next());
        }
    }

    private FeedUrls.Start startAt(Position start) {
        if (outset.isAtNewest(start)) {
            return new FeedUrls.Start.Newest();
        }
        // An offset the vendor will not have, or has anew: read all that is kept, and pass over
        // what is known.
        return readAnew || refusedOffsets >= REFUSED_OFFSETS
                ? new FeedUrls.Start.Oldest()
                : FeedUrls.Start.of(start.offset());
    }

    private FeedState refused(FeedState.Discovering from, Opened.Refused refused, Position start) {
        refusedOffsets =
                refused.status() == BAD_REQUEST && start.offset().isPresent()
                        ? refusedOffsets + 1
                        : 0;
        String why = "The feed was refused with status %d.".formatted(refused.status());
        return from.fail(Cause.REFUSED, why, pause(refused.category(), refused.retryAfter()));
    }

    private FeedState readFrom(
            FeedState.Open open, FeedConnection connection, Descriptor descriptor, Life life)
            throws InterruptedException {
        next(open);
        refusedOffsets = 0;
        long healthyAt = tools.timing().deadline(tools.settings().healthyAfter());
        long before = reading.view().events();
        Duration interval = Refresher.interval(descriptor.refreshSeconds(), tools.settings());
        Lost lost;
        try (var _ =
                new Refresher(
                        partition,
                        tools.feeds(),
                        descriptor.refreshUrl(),
                        interval,
                        tools.timing(),
                        tools.listener(),
                        life::die)) {
            lost = readToEnd(connection, life);
        } finally {
            life.end();
        }
        if (reading.view().events() > before || tools.timing().passed(healthyAt)) {
            backoff.reset();
        }
        readAnew = lost.cause() == Cause.READ_ANEW;
        return switch (lost.cause()) {
            case LANE_BACK, READ_ANEW -> open.lose(lost.cause(), lost.why(), Duration.ZERO);
            case OFFSETS_ANEW ->
                    open.stop(
                            "The vendor's offsets began anew, below the saved position; look at the events, then seek to oldest or to an offset.");
            case CLOSED,
                    IDLE,
                    NO_PROGRESS,
                    SESSION_DEAD,
                    REFUSED,
                    NETWORK,
                    DISCOVERY,
                    NOT_BELIEVED ->
                    open.lose(lost.cause(), lost.why(), backoff.next());
        };
    }

    private record Lost(Cause cause, String why) {}

    /** Of one session, so that late news of it does not reach the one after. */
    private final class Life {
        private boolean dead;
        private boolean over;

        /** It could not be kept alive: ends the reading. */
        synchronized void die() {
            if (!over) {
                dead = true;
                thread.interrupt();
            }
        }

        synchronized void end() {
            over = true;
            if (dead && !stopping) {
                // Its interrupt has done its work, or came too late.
                var _ = Thread.interrupted();
            }
        }

        synchronized boolean isDead() {
            return dead;
        }
    }

    private Lost readToEnd(FeedConnection connection, Life life) throws InterruptedException {
        try {
            return new Lost(reading.readToEnd(connection), "");
        } catch (SocketTimeoutException _) {
            stopIfInterrupted(life);
            return new Lost(Cause.IDLE, "Nothing came for too long.");
        } catch (IOException failure) {
            stopIfInterrupted(life);
            return life.isDead() ? dead() : new Lost(Cause.NETWORK, text(failure));
        } catch (InterruptedException interrupted) {
            if (life.isDead() && !stopping) {
                return dead();
            }
            throw interrupted;
        } finally {
            reading.connectionOver();
        }
    }

    private static Lost dead() {
        return new Lost(Cause.SESSION_DEAD, "The session could not be kept alive.");
    }

    private void stopIfInterrupted(Life life) throws InterruptedException {
        boolean interrupted = Thread.interrupted();
        if (stopping || (interrupted && !life.isDead())) {
            throw new InterruptedException();
        }
    }

    private long now() {
        return tools.timing().now().toEpochMilli();
    }

    private synchronized void next(FeedState after) {
        if (stopping) {
            return;
        }
        FeedState before = state;
        state = after;
        switch (after) {
            case FeedState.Reopening(Cause cause, String why, Duration _) -> {
                tools.listener().reopening(partition, cause);
                if (!(before instanceof FeedState.Reopening)) {
                    log(cause.word(), why);
                }
            }
            case FeedState.Open _ -> tools.listener().opened(partition);
            case FeedState.Busy _,
                    FeedState.Discovering _,
                    FeedState.Draining _,
                    FeedState.Stopped _ -> {}
        }
    }

    private static void log(String cause, String why) {
        try (var _ = MDC.putCloseable("cause", cause);
                var _ = MDC.putCloseable("reason", why)) {
            LOG.warn("stream session lost, reopening");
        }
    }

    private static String text(IOException failure) {
        return failure.getMessage() == null
                ? failure.getClass().getSimpleName()
                : failure.getMessage();
    }
}
