package io.ropewalk.simulator.datafeed;

import io.ropewalk.simulator.Fault;
import io.ropewalk.simulator.FeedFault.Ending;
import io.ropewalk.simulator.feed.PartitionLog;
import io.ropewalk.simulator.http.Connection;
import io.ropewalk.simulator.http.Streaming;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The body of an open feed: lines while there are any, keep-alives while there are none. */
final class FeedStream implements Streaming {
    /** How soon a moved clock is noticed. */
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private static final long SHORTEST_WAIT_NANOS = TimeUnit.MICROSECONDS.toNanos(100);

    private final FeedSession session;
    private final Optional<Fault> fault;
    private final TenantFeed feed;
    private final long keepAliveNanos;

    private PartitionLog log;
    private long next;
    private long lastWrite;

    FeedStream(FeedSession session, Optional<Fault> fault) {
        this.session = session;
        this.fault = fault;
        this.feed = session.feed();
        this.keepAliveNanos = feed.rules().keepAlive().toNanos();
        this.log = feed.log().partition(session.asked().partition());
        this.next = session.asked().first();
    }

    @Override
    public void run(Connection connection) throws IOException {
        session.attach(connection);
        if (fault.isPresent() && fault.get() instanceof Fault.Stall stall) {
            session.pause(stall.duration());
        }
        connection.begin();
        Thread.ofVirtual().name("simulator-session").start(this::watchTime);
        var wire =
                fault.isPresent()
                        ? new FaultyWire(session, connection, fault.get())
                        : new PlainWire(session, connection);
        lastWrite = System.nanoTime();
        while (session.isOpen()) {
            step(wire);
        }
        wire.finish(session.ending().orElse(Ending.NO_LAST_CHUNK), log, next);
    }

    private void step(LineWire wire) throws IOException {
        var now = feed.log().partition(log.partition());
        if (now != log) {
            log = now;
            next = now.firstOffset();
        }
        var head = log.head();
        if (next <= head && !wire.silent()) {
            next = wire.send(log, next, head);
            lastWrite = System.nanoTime();
            yieldCarrier();
        } else {
            idle(wire);
        }
    }

    /** Never blocked by a fast reader, this thread would keep the others from theirs. */
    @SuppressWarnings("ThreadPriorityCheck") // a virtual thread is not preempted
    private static void yieldCarrier() {
        Thread.yield();
    }

    private void idle(LineWire wire) throws IOException {
        var wait = Math.min(POLL_NANOS, wire.silent() ? POLL_NANOS : log.nanosToNext());
        if (keepAliveNanos > 0) {
            var quiet = System.nanoTime() - lastWrite;
            if (quiet >= keepAliveNanos) {
                wire.keepAlive();
                lastWrite = System.nanoTime();
                return;
            }
            wait = Math.min(wait, keepAliveNanos - quiet);
        }
        LockSupport.parkNanos(this, Math.max(wait, SHORTEST_WAIT_NANOS));
    }

    /** Ends the session in time even while the writer waits for a client that does not read. */
    private void watchTime() {
        while (session.isOpen()) {
            LockSupport.parkNanos(this, POLL_NANOS);
            feed.expire();
        }
    }

    @Override
    public void close() {
        session.finish();
    }
}
