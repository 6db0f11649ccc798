package io.ropewalk.simulator.datafeed;

import io.ropewalk.simulator.Fault;
import io.ropewalk.simulator.FeedFault;
import io.ropewalk.simulator.FeedFault.Ending;
import io.ropewalk.simulator.Tenant;
import io.ropewalk.simulator.datafeed.SessionEvent.Kind;
import io.ropewalk.simulator.feed.AuditLines;
import io.ropewalk.simulator.feed.EventLog;
import io.ropewalk.simulator.feed.FeedRules;
import io.ropewalk.simulator.feed.FeedRules.BusyScope;
import io.ropewalk.simulator.feed.FeedSpec;
import io.ropewalk.simulator.http.Streaming;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The feed of one customer: its events, who reads them, and what happened so far. */
public final class TenantFeed {
    private static final int KEPT = 10_000;

    /**
     * What a reader asks for.
     *
     * @param fromOffset -1 when none was given
     * @param first the first offset to deliver
     * @param eventTypes comma list; empty for all
     */
    public record Asked(
            String partition,
            String appId,
            long fromOffset,
            long first,
            String eventTypes,
            String address) {}

    private record Place(String appId, String partition) {}

    private final Tenant tenant;
    private final EventLog log;
    private final Clock clock;
    private final List<FeedSession> open = new ArrayList<>();
    private final Deque<FeedSession> closed = new ArrayDeque<>();
    private final Deque<SessionEvent> history = new ArrayDeque<>();
    private final Map<Place, Instant> freeAt = new HashMap<>();
    private final Map<Kind, Long> counts = new HashMap<>();
    private final Map<String, Integer> peaks = new HashMap<>();
    private volatile String host = "";
    private long sessions;
    private long events;

    TenantFeed(Tenant tenant, EventLog log, Clock clock) {
        this.tenant = tenant;
        this.log = log;
        this.clock = clock;
    }

    public String tenant() {
        return tenant.name();
    }

    public FeedSpec spec() {
        return tenant.feed();
    }

    public FeedRules rules() {
        return spec().rules();
    }

    /** The truth: what a reader must end up with. */
    public EventLog log() {
        return log;
    }

    /** The host name in descriptors from now on; empty: the one the caller used. */
    public void host(String name) {
        host = name;
    }

    public String host() {
        return host;
    }

    /** Ids of the partitions an appId may open now. */
    public synchronized List<String> available(String appId) {
        expire();
        var now = clock.instant();
        var all = spec().entitled() ? log.partitions() : List.<String>of();
        var free = all.stream().filter(partition -> !busy(appId, partition, now)).toList();
        if (free.size() < all.size()) {
            note(Kind.BUSY, "", appId, 0, all.size() - free.size() + " of " + all.size());
            if (rules().busyScope() == BusyScope.APP_ID) {
                return List.of();
            }
        }
        note(Kind.DISCOVERED, "", appId, 0, String.join(",", free));
        return free;
    }

    private boolean busy(String appId, String partition, Instant now) {
        if (rules().secondReader() == FeedRules.SecondReader.SERVE_BOTH) {
            return false;
        }
        return reader(appId, partition).isPresent()
                || now.isBefore(freeAt.getOrDefault(new Place(appId, partition), Instant.MIN));
    }

    private Optional<FeedSession> reader(String appId, String partition) {
        return open.stream()
                .filter(session ->
                        session.asked().appId().equals(appId)
                                && session.asked().partition().equals(partition))
                .findFirst();
    }

    /**
     * Opens a feed; empty when another reader has it and keeps it. The body must be run or closed.
     */
    public Optional<Streaming> open(Asked asked, Optional<Fault> fault) {
        if (fault.isPresent() && fault.get() instanceof FeedFault.FeedForeignReader) {
            foreignReader(asked.partition(), asked.appId());
        }
        return open(asked).map(session -> new FeedStream(session, fault));
    }

    private synchronized Optional<FeedSession> open(Asked asked) {
        expire();
        var other = reader(asked.appId(), asked.partition());
        if (other.isPresent() && rules().secondReader() == FeedRules.SecondReader.REFUSE) {
            note(Kind.REFUSED, asked.partition(), asked.appId(), 0, "second reader");
            return Optional.empty();
        }
        if (rules().secondReader() == FeedRules.SecondReader.REPLACE) {
            other.ifPresent(first -> end(first, Ending.CLEAN, "replaced"));
        }
        var session = new FeedSession(this, ++sessions, asked, clock.instant());
        open.add(session);
        var readers =
                (int)
                        open.stream()
                                .filter(one -> one.asked().partition().equals(asked.partition()))
                                .count();
        peaks.merge(asked.partition(), readers, Math::max);
        note(
                Kind.OPENED,
                asked.partition(),
                asked.appId(),
                session.number(),
                "offset " + asked.fromOffset());
        tell("streamStarted", asked);
        return Optional.of(session);
    }

    /** Refreshes a feed; false when none is open for the place. */
    public synchronized boolean refresh(String appId, String partition) {
        expire();
        var session = reader(appId, partition);
        session.ifPresent(known -> known.refreshed(clock.instant()));
        note(
                session.isPresent() ? Kind.REFRESHED : Kind.NOT_REFRESHED,
                partition,
                appId,
                session.map(FeedSession::number).orElse(0L),
                "");
        return session.isPresent();
    }

    /** Ends a feed; without effect when it has ended already. */
    synchronized void end(FeedSession session, Ending how, String cause) {
        if (!open.remove(session)) {
            return;
        }
        var now = clock.instant();
        session.ended(how, cause, now);
        closed.addLast(session);
        if (closed.size() > KEPT) {
            closed.removeFirst();
        }
        var asked = session.asked();
        if (rules().releaseDelay().compareTo(Duration.ZERO) > 0) {
            freeAt.put(
                    new Place(asked.appId(), asked.partition()), now.plus(rules().releaseDelay()));
        }
        note(Kind.CLOSED, asked.partition(), asked.appId(), session.number(), cause);
        tell("streamStopped", asked);
    }

    /** Ends feeds that were not refreshed in time. */
    synchronized void expire() {
        var now = clock.instant();
        for (var session : List.copyOf(open)) {
            session.overdue(now, rules().sessionLife(), rules().sessionMaxLife())
                    .ifPresent(cause -> end(session, Ending.CLEAN, cause));
        }
    }

    /**
     * Ends open feeds.
     *
     * @param partition which; empty for all
     */
    public synchronized int close(String partition, Ending how) {
        var chosen =
                open.stream()
                        .filter(session ->
                                partition.isEmpty()
                                        || session.asked().partition().equals(partition))
                        .toList();
        chosen.forEach(session -> end(session, how, "told to close"));
        return chosen.size();
    }

    /** Ends the feeds of partitions that are not listed any more. */
    public synchronized void closeUnlisted() {
        var listed = log.partitions();
        List.copyOf(open).stream()
                .filter(session -> !listed.contains(session.asked().partition()))
                .forEach(session -> end(session, Ending.CLEAN, "partition gone"));
    }

    /** Tells waiting writers that there may be something new. */
    public synchronized void wake() {
        open.forEach(FeedSession::wake);
    }

    /** Appends the audit event of a foreign reader of the same place; returns its offset. */
    public long foreignReader(String partition, String appId) {
        return audit(
                new AuditLines.Stream(
                        "streamStarted",
                        partition,
                        -1,
                        appId,
                        "",
                        "f0e1d2c3b4a5",
                        "198.51.100.77"));
    }

    /** Appends an event for an API call, where the spec asks for it. */
    public void called(String method, String path, int status) {
        if (spec().auditEvents() == FeedSpec.AuditEvents.ALL && !log.partitions().isEmpty()) {
            log.append(
                    log.partitions().getFirst(),
                    AuditLines.API_TYPE,
                    (offset, millis) ->
                            AuditLines.call(tenant.cid(), method, path, status, offset, millis));
            wake();
        }
    }

    private void tell(String operation, Asked asked) {
        if (spec().tellsOfStreams()) {
            audit(
                    new AuditLines.Stream(
                            operation,
                            asked.partition(),
                            asked.fromOffset(),
                            asked.appId(),
                            asked.eventTypes(),
                            tenant.clientId(),
                            asked.address()));
        }
    }

    private long audit(AuditLines.Stream stream) {
        var offset =
                log.append(
                        stream.partition(),
                        AuditLines.STREAM_TYPE,
                        (at, millis) -> AuditLines.stream(tenant.cid(), stream, at, millis));
        wake();
        return offset;
    }

    private void note(Kind kind, String partition, String appId, long session, String detail) {
        if (history.size() == KEPT) {
            history.removeFirst();
        }
        counts.merge(kind, 1L, Long::sum);
        history.addLast(
                new SessionEvent(
                        ++events, clock.instant(), kind, partition, appId, session, detail));
    }

    /** Feeds, closed ones first, in the order they closed or opened; the newest ten thousand. */
    public synchronized List<SessionView> sessions() {
        expire();
        return Stream.concat(closed.stream(), open.stream()).map(FeedSession::view).toList();
    }

    /** The open feeds. */
    public synchronized List<SessionView> openSessions() {
        expire();
        return open.stream().map(FeedSession::view).toList();
    }

    /** What happened, oldest first; the newest ten thousand. */
    public synchronized List<SessionEvent> history() {
        return List.copyOf(history);
    }

    /** How often something happened since the start. */
    public synchronized long count(Kind kind) {
        return counts.getOrDefault(kind, 0L);
    }

    /** The most feeds of a partition, of whatever appId, that were ever open at once. */
    public synchronized int peakReaders(String partition) {
        return peaks.getOrDefault(partition, 0);
    }
}
