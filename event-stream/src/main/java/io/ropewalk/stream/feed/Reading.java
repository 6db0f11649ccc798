package io.ropewalk.stream.feed;

import io.ropewalk.stream.delivery.FanOut;
import io.ropewalk.stream.delivery.Segment;
import io.ropewalk.stream.event.Event;
import io.ropewalk.stream.event.PartitionId;
import io.ropewalk.stream.feed.FeedState.Cause;
import io.ropewalk.stream.line.BrokenLine;
import io.ropewalk.stream.line.Framed;
import io.ropewalk.stream.line.LineFramer;
import io.ropewalk.stream.state.Position;
import io.ropewalk.stream.timing.Timing;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From bytes of a connection to new events at the lanes. Outlives connections. One thread. */
final class Reading {
    private static final Logger LOG = LoggerFactory.getLogger(Reading.class);

    private static final long WAITING_NANOS = 500_000_000L;

    private final PartitionId partition;
    private final FeedSession.Tools tools;
    private final Timing timing;
    private final FanOut fanOut;
    private final Cursor cursor;
    private final ForeignWatch foreign;

    private final LongLines.Turn turn;
    private LineFramer framer;
    private long passOverBefore;

    /** No event of this connection was looked at, and it was asked for from an offset. */
    private boolean midway;

    /** What the lanes know of a gap. */
    private long toldHold = Long.MAX_VALUE;

    private String cid = "";
    private long firstCreatedAt;
    private long events;
    private long repeats;
    private long broken;
    private long skipped;
    private long foreignAt;
    private volatile long readingSince;

    /** The last read brought nothing but keep-alives. */
    private volatile boolean quiet;

    private volatile ReadingView published;

    Reading(PartitionId partition, FeedSession.Tools tools, FanOut fanOut, Position start) {
        this.partition = partition;
        this.tools = tools;
        this.timing = tools.timing();
        this.fanOut = fanOut;
        this.cursor = new Cursor(start, timing, tools.memory().clock());
        String name = partition.partition();
        this.foreign = tools.memory().watch(name, tools.discovery().idsOf(name));
        this.turn = tools.longLines().turn();
        this.framer = new LineFramer(tools.settings().maxEventBytes());
        publish();
    }

    /** The feed is asked for. */
    void opening() {
        foreign.opening();
    }

    /**
     * It is open.
     *
     * @param vendorTime the vendor's clock
     */
    void opened(Instant vendorTime) {
        tools.memory().clock().told(vendorTime);
        cursor.opened();
        foreign.opened(vendorTime);
    }

    long hold() {
        return cursor.hold();
    }

    /**
     * @param passOver events created before, up to the first that was not; 0 for none
     * @param fromOffset whether the feed is asked for from an offset
     */
    void rewind(Position start, long passOver, boolean fromOffset) {
        cursor.rewind(start, !fromOffset && start.offset().isPresent());
        passOverBefore = passOver;
        midway = fromOffset;
        toldHold = Long.MAX_VALUE;
        framer = new LineFramer(tools.settings().maxEventBytes());
    }

    /** A line that has not ended is not an event: it comes again. */
    void connectionOver() {
        readingSince = 0;
        quiet = false;
        if (framer.pending() > 0) {
            tools.listener().partialLine(partition);
            framer = new LineFramer(tools.settings().maxEventBytes());
        }
        giveTurnBack();
    }

    /** Nothing more is read. */
    void over() {
        turn.giveBack();
    }

    /** A long line is read on only in turn, and the turn lasts until every sink has the line. */
    private void awaitTurn() throws InterruptedException {
        if (framer.isLong()) {
            turn.take();
        } else {
            giveTurnBack();
        }
    }

    private void giveTurnBack() {
        if (turn.isTaken() && fanOut.isWithinLimits()) {
            turn.giveBack();
        }
    }

    /** Reads until the connection ends. */
    Cause readToEnd(FeedConnection connection) throws IOException, InterruptedException {
        long patience = tools.settings().lineTimeout().toNanos();
        long withoutLine = 0;
        while (true) {
            awaitTurn();
            long start = timing.nanos().getAsLong();
            readingSince = start == 0 ? 1 : start;
            int n = connection.read(framer.buffer(), framer.position(), framer.space());
            readingSince = 0;
            if (n < 0) {
                return Cause.CLOSED;
            }
            Framed framed = framer.took(n);
            if (framed.isEmpty()) {
                // Only time spent on the network counts, not the time a slow sink held us up.
                withoutLine += timing.nanos().getAsLong() - start;
                if (withoutLine > patience) {
                    return Cause.NO_PROGRESS;
                }
            } else {
                withoutLine = 0;
                quiet = framed.events().isEmpty();
                Optional<Cause> end = pass(framed);
                if (end.isPresent()) {
                    return end.get();
                }
            }
        }
    }

    /** Hands on what was read; says why, when reading cannot go on like this. */
    private Optional<Cause> pass(Framed framed) throws InterruptedException {
        for (BrokenLine line : framed.broken()) {
            keepAside(framed.events(), line);
        }
        if (framed.events().isEmpty() && framed.broken().isEmpty()) {
            fanOut.quiet();
        }
        List<Event> read = wanted(framed.events());
        if (read.isEmpty()) {
            return offer(cursor.nothing(), 0);
        }
        cid = framer.cid();
        int epoch = cursor.epoch();
        Cursor.Taken taken = cursor.take(read);
        if (beganBefore(taken, epoch, read.getFirst()) && !tools.settings().stopOnNewOffsets()) {
            return Optional.of(Cause.READ_ANEW);
        }
        tell(taken, framed.bytes());
        for (Cursor.Chunk chunk : taken.chunks()) {
            if (chunk.epoch() != epoch && tools.settings().stopOnNewOffsets()) {
                return Optional.of(Cause.OFFSETS_ANEW);
            }
            watch(chunk.events());
            Optional<Cause> end = offer(chunk, framed.memory());
            if (end.isPresent()) {
                return end;
            }
        }
        return settled();
    }

    /** Reads no further before the sinks have a long line: nothing more fits till then. */
    private Optional<Cause> settled() throws InterruptedException {
        return !turn.isTaken() || fanOut.offer(segment(cursor.nothing(), 0))
                ? Optional.empty()
                : Optional.of(Cause.LANE_BACK);
    }

    /**
     * Whether the offsets began anew while nobody read: what lies between the new first offset and
     * the one that was asked for would be missed.
     */
    private boolean beganBefore(Cursor.Taken taken, int epoch, Event first) {
        boolean begun = midway && !taken.chunks().isEmpty();
        midway = false;
        return begun
                && taken.chunks().getFirst().epoch() != epoch
                && taken.chunks().getFirst().events().getFirst().offset() == first.offset();
    }

    private Optional<Cause> offer(Cursor.Chunk chunk, long bytes) throws InterruptedException {
        boolean nothingToTell = chunk.events().isEmpty() && chunk.hold() == toldHold;
        toldHold = chunk.hold();
        boolean everywhere =
                nothingToTell ? !fanOut.wantsBack() : fanOut.offer(segment(chunk, bytes));
        return everywhere ? Optional.empty() : Optional.of(Cause.LANE_BACK);
    }

    private Segment segment(Cursor.Chunk chunk, long bytes) {
        long readAt = timing.nanos().getAsLong();
        return new Segment(
                chunk.epoch(),
                chunk.events(),
                chunk.hold(),
                chunk.newestCreatedAt(),
                bytes,
                readAt);
    }

    private List<Event> wanted(List<Event> events) {
        if (passOverBefore == 0) {
            return events;
        }
        for (int i = 0; i < events.size(); i++) {
            long createdAt = events.get(i).createdAt();
            if (createdAt == 0 || createdAt >= passOverBefore) {
                passOverBefore = 0;
                return events.subList(i, events.size());
            }
        }
        return List.of();
    }

    private void keepAside(List<Event> events, BrokenLine line) throws InterruptedException {
        OptionalLong after =
                line.before() == 0
                        ? cursor.highest()
                        : OptionalLong.of(events.get(line.before() - 1).offset());
        tools.keepAside().keep(partition, after, line);
        broken++;
        tools.listener().broken(partition);
        publish();
    }

    private void tell(Cursor.Taken taken, long bytes) {
        int fresh = 0;
        for (Cursor.Chunk chunk : taken.chunks()) {
            fresh += chunk.events().size();
            if (firstCreatedAt == 0 && !chunk.events().isEmpty()) {
                firstCreatedAt = chunk.events().getFirst().createdAt();
            }
        }
        events += fresh;
        if (fresh > 0) {
            long highest = cursor.highest().getAsLong();
            tools.memory().read(partition.partition(), cursor.epoch(), highest);
        }
        tools.listener().received(partition, fresh, bytes);
        if (taken.repeats() > 0) {
            repeats += taken.repeats();
            tools.listener().repeated(partition, taken.repeats());
        }
        if (taken.skipped() > 0) {
            skipped += taken.skipped();
            tools.listener().skipped(partition, taken.skipped());
        }
        if (taken.beganAnew()) {
            LOG.warn("the vendor's offsets began anew");
            tools.listener().beganAnew(partition);
        }
        publish();
    }

    private void watch(List<Event> fresh) {
        int found = foreign.count(fresh);
        if (found > 0) {
            foreignAt = timing.now().toEpochMilli();
            LOG.warn("another consumer opened this partition with our application id");
            tools.listener().foreign(partition);
            publish();
        }
    }

    private void publish() {
        published =
                new ReadingView(
                        cursor.highest(),
                        tools.memory().highest(partition.partition(), cursor.epoch()),
                        cursor.epoch(),
                        firstCreatedAt,
                        cid,
                        events,
                        repeats,
                        broken,
                        skipped,
                        foreign.total(),
                        foreignAt,
                        false);
    }

    ReadingView view() {
        long since = readingSince;
        boolean silent = since != 0 && timing.nanos().getAsLong() - since > WAITING_NANOS;
        return published.waiting(quiet || silent);
    }
}
