package io.ropewalk.ioc.opencti;

import io.ropewalk.ioc.ledger.Checkpoint;
import io.ropewalk.ioc.ledger.Ledger;
import io.ropewalk.ioc.ledger.LedgerFailure;
import io.ropewalk.ioc.ledger.Tenure;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Reads the stream and never ends by itself: whatever OpenCTI answers is a state, and it is asked
 * again. What came is durable before its position is. One thread reads; others may ask for the
 * state or for a reading of everything.
 *
 * <pre>
 *   CONNECTING -> RECOVERING -> LIVE
 *       |          |     ^      |  ^
 *       v          v     |      v  |
 *      UNREACHABLE | REFUSED | STOPPED, waiting and asking again
 * </pre>
 *
 * What went wrong stays the state until the stream has really brought something: a server that
 * takes every connection and says nothing would else look as if it were about to work.
 */
public final class StreamSession {
    private static final Logger LOG = LoggerFactory.getLogger(StreamSession.class);

    private static final Pattern FIRST = Pattern.compile("\"firstEventId\"\\s*:\\s*\"([^\"]*)\"");
    private static final int CHUNK = 65_536;
    private static final int MAX_DOUBLINGS = 20;

    private final StreamOpener opener;
    private final Reception reception;
    private final Ledger ledger;
    private final Settings settings;
    private final Clock clock;
    private final Waiting waiting;
    private volatile StreamState state = StreamState.PASSIVE;
    private volatile String reason = "";
    private volatile Optional<Instant> lastByte = Optional.empty();
    private volatile boolean ended;

    /** The next interrupt may be that of a reading anew, however late it comes. */
    private volatile boolean woken;

    private volatile Thread reader;
    private Optional<Instant> scanned = Optional.empty();
    private long generation;

    /**
     * How it reads.
     *
     * @param batch most frames that are made durable together
     * @param maxFrame bytes of one frame
     */
    public record Settings(int batch, int maxFrame, Duration backoffMin, Duration backoffMax) {}

    /** How to wait; tests do not. */
    public interface Waiting {
        void wait(Duration time) throws InterruptedException;
    }

    public StreamSession(
            StreamOpener opener,
            Reception reception,
            Ledger ledger,
            Settings settings,
            Clock clock,
            Waiting waiting) {
        this.opener = Objects.requireNonNull(opener, "opener");
        this.reception = Objects.requireNonNull(reception, "reception");
        this.ledger = Objects.requireNonNull(ledger, "ledger");
        this.settings = Objects.requireNonNull(settings, "settings");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.waiting = Objects.requireNonNull(waiting, "waiting");
    }

    public StreamState state() {
        return state;
    }

    /** Why it is not live, in a sentence; empty where it is. */
    public String reason() {
        return reason;
    }

    /** When the server was last heard. */
    public Optional<Instant> lastByte() {
        return lastByte;
    }

    /**
     * Reads until it is closed or interrupted, or until the tenure is lost. On a virtual thread: an
     * interrupt then ends a read that waits for the server.
     */
    public void run(Tenure tenure) throws InterruptedException {
        ended = false;
        reader = Thread.currentThread();
        int failures = 0;
        try {
            while (!ended) {
                boolean read = once(tenure);
                failures = read ? 0 : failures + 1;
                rest(failures);
            }
        } finally {
            reader = null;
            say(StreamState.PASSIVE, "");
        }
    }

    /** Waits, but not where everything is to be read again: that is what the interrupt was for. */
    private void rest(int failures) throws InterruptedException {
        try {
            waiting.wait(pause(failures));
        } catch (InterruptedException stop) {
            if (ended || !woken) {
                throw stop;
            }
            woken = false;
        }
    }

    private Duration pause(int failures) {
        long first = settings.backoffMin().toMillis();
        long most =
                Math.min(
                        settings.backoffMax().toMillis(),
                        first << Math.min(failures, MAX_DOUBLINGS));
        return Duration.ofMillis(most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1));
    }

    /** One connection; true when it brought something. */
    boolean once(Tenure tenure) {
        if (!hasFailed()) {
            say(StreamState.CONNECTING, reason);
        }
        // Before the position is read: a reading anew from here on makes this connection void.
        long mine = generation();
        try {
            Checkpoint from = begin(tenure);
            StreamOpener.Answer answer = opener.open(start(from));
            return switch (answer) {
                case StreamOpener.Answer.Refused(int status, String why) -> refused(status, why);
                case StreamOpener.Answer.Open(var body) -> read(tenure, mine, from, body);
            };
        } catch (IOException broken) {
            say(StreamState.UNREACHABLE, "OpenCTI cannot be reached: " + broken.getMessage());
            return false;
        } catch (LedgerFailure failure) {
            say(StreamState.UNREACHABLE, failure.getMessage());
            return false;
        }
    }

    /** Whether the attempt before was in vain. */
    private boolean hasFailed() {
        return switch (state) {
            case UNREACHABLE, REFUSED, STOPPED -> true;
            case PASSIVE, CONNECTING, RECOVERING, LIVE -> false;
        };
    }

    private Checkpoint begin(Tenure tenure) {
        synchronized (this) {
            Checkpoint now = ledger.checkpoint();
            if (now.reading() == 0) {
                now = now.anew(clock.instant().toString());
                ledger.move(tenure, now);
            }
            return now;
        }
    }

    /** While the database is read ids are exact; after it a little is read twice. */
    private static StreamOpener.Start start(Checkpoint from) {
        String id =
                EventId.of(from.position())
                        .map(it -> isRecovering(from) ? it : it.back(Progress.MARGIN))
                        .map(EventId::toString)
                        .orElse("0-0");
        return new StreamOpener.Start(
                id, Optional.of(from.recoverUntil()).filter(it -> !it.isEmpty()));
    }

    private static boolean isRecovering(Checkpoint it) {
        Optional<EventId> at = EventId.of(it.position());
        return it.recoversUntil().map(end -> at.isEmpty() || at.get().isBefore(end)).orElse(false);
    }

    private boolean refused(int status, String why) {
        switch (status) {
            case 401, 403 ->
                    say(
                            StreamState.REFUSED,
                            "OpenCTI answers %d: no such stream, or the token may not read it; check ropewalk.opencti.stream-id, and give the token's user \"Access data sharing\" and the stream's markings."
                                    .formatted(status));
            case 410 ->
                    say(
                            StreamState.STOPPED,
                            "The stream is stopped in OpenCTI; start it there, under Data"
                                    + " sharing.");
            default ->
                    say(
                            StreamState.UNREACHABLE,
                            "OpenCTI answers %d %s.".formatted(status, why).strip());
        }
        return false;
    }

    private boolean read(Tenure tenure, long mine, Checkpoint from, InputStream body)
            throws IOException {
        scanned = Optional.empty();
        var parser = new SseParser(settings.maxFrame());
        var progress = new Progress(from);
        List<Frame> batch = new ArrayList<>();
        byte[] chunk = new byte[CHUNK];
        boolean any = false;
        try (body) {
            for (int length = body.read(chunk); length >= 0; length = body.read(chunk)) {
                lastByte = Optional.of(clock.instant());
                for (Frame frame : parser.feed(chunk, length)) {
                    if (!any) {
                        say(isRecovering(from) ? StreamState.RECOVERING : StreamState.LIVE, "");
                    }
                    any = true;
                    if (frame.isConnected()) {
                        if (hasGap(frame, from)) {
                            return recover(tenure, mine, from);
                        }
                        continue;
                    }
                    batch.add(frame);
                    progress.take(frame, !frame.isHeartbeat() && reception.isDependency(frame));
                    if (batch.size() >= settings.batch() && !keep(tenure, mine, batch, progress)) {
                        return true;
                    }
                }
                // Before waiting for more: what is here is kept first.
                if (!batch.isEmpty()
                        && body.available() == 0
                        && !keep(tenure, mine, batch, progress)) {
                    return true;
                }
            }
        } catch (IOException broken) {
            if (!batch.isEmpty()) {
                keep(tenure, mine, batch, progress);
            }
            throw broken;
        }
        if (!batch.isEmpty()) {
            keep(tenure, mine, batch, progress);
        }
        if (any) {
            say(StreamState.CONNECTING, "OpenCTI ended the stream.");
        } else {
            say(StreamState.UNREACHABLE, "OpenCTI ended the stream before anything came.");
        }
        return any;
    }

    /** False where everything is to be read again: this connection has nothing more to tell. */
    private boolean keep(Tenure tenure, long mine, List<Frame> batch, Progress progress) {
        Checkpoint after = progress.kept();
        synchronized (this) {
            if (mine != generation) {
                // Everything is to be read again: this connection's position must not undo that.
                batch.clear();
                return false;
            }
            List<Frame> events = batch.stream().filter(it -> !it.isHeartbeat()).toList();
            reception.take(tenure, events, after);
            batch.clear();
            if (!isRecovering(after) && !after.position().isEmpty()) {
                say(StreamState.LIVE, "");
                if (ledger.checkpoint().swept() < after.reading() && isCaughtUp(progress)) {
                    reception.complete(tenure, after);
                }
            }
            return true;
        }
    }

    /**
     * Whether all is seen that there was when the database had been read. What changed while it was
     * read is missing there, and comes with the stream.
     */
    private boolean isCaughtUp(Progress progress) {
        Instant end = scanned.orElseGet(clock::instant);
        scanned = Optional.of(end);
        return progress.newest().filter(it -> !it.isBefore(end)).isPresent();
    }

    /** Whether the stream begins later than where reading is to go on. */
    private static boolean hasGap(Frame connected, Checkpoint from) {
        Matcher first = FIRST.matcher(connected.data());
        if (from.isFresh() || !first.find()) {
            return false;
        }
        Optional<EventId> oldest = EventId.of(first.group(1));
        EventId at = EventId.of(from.position()).orElse(new EventId(0, 0));
        long reached =
                Math.max(at.millis(), from.recoversUntil().map(Instant::toEpochMilli).orElse(0L));
        return oldest.isPresent() && oldest.get().millis() > reached;
    }

    /**
     * Events were dropped before they were read. The database has what changed, but not what was
     * deleted: that only a reading of everything shows, also where one was under way and has shown
     * some of that already.
     */
    private boolean recover(Tenure tenure, long mine, Checkpoint from) {
        synchronized (this) {
            if (mine != generation) {
                return true;
            }
            String now = clock.instant().toString();
            ledger.move(tenure, from.anew(now));
        }
        try (var _ = MDC.putCloseable("position", from.position())) {
            LOG.warn("the stream no longer has what comes next; reading everything again");
        }
        return true;
    }

    /** Reads everything again from the beginning. Nothing that was written is forgotten. */
    public void readAnew(Tenure tenure) {
        synchronized (this) {
            generation++;
            ledger.move(tenure, ledger.checkpoint().anew(clock.instant().toString()));
        }
        woken = true;
        wake();
    }

    private long generation() {
        synchronized (this) {
            return generation;
        }
    }

    /** Ends the reading. */
    public void close() {
        ended = true;
        wake();
    }

    private void wake() {
        Thread it = reader;
        if (it != null) {
            it.interrupt();
        }
    }

    private void say(StreamState now, String why) {
        if (now != state) {
            try (var _ = MDC.putCloseable("state", now.word());
                    var _ = MDC.putCloseable("reason", why)) {
                LOG.info("the stream's state has changed");
            }
        }
        state = now;
        reason = why;
    }
}
