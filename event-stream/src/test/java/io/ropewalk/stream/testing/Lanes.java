package io.ropewalk.stream.testing;

import io.ropewalk.stream.delivery.EventFilter;
import io.ropewalk.stream.delivery.Lane;
import io.ropewalk.stream.delivery.LaneListener;
import io.ropewalk.stream.delivery.Sink;
import io.ropewalk.stream.event.Event;
import io.ropewalk.stream.state.FollowUp;
import io.ropewalk.stream.state.Ownership;
import io.ropewalk.stream.state.Position;
import io.ropewalk.stream.timing.Timing;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Lanes of one partition on a state in memory, that tests start and end. */
public final class Lanes implements AutoCloseable {
    public static final long QUEUE_BYTES = 10_000;

    private static final Duration SHORT = Duration.ofMillis(1);
    private static final Duration LEASE = Duration.ofHours(1);

    public final MemoryState state = new MemoryState();
    public final Ownership ownership =
            state.owners("replica-1").acquire(Events.PARTITION, LEASE).orElseThrow();
    public final FakeTenure tenure = new FakeTenure(ownership);
    public final Timing timing = Timing.real(Clock.systemUTC());

    private final List<Lane> made = new ArrayList<>();

    public Lane lane(Sink sink, Position start) {
        return lane(sink, start, 100, EventFilter.ALL, _ -> Optional.empty());
    }

    public Lane lane(
            Sink sink,
            Position start,
            int batchEvents,
            EventFilter filter,
            Function<Event, Optional<FollowUp>> followUp) {
        var settings =
                new Lane.Settings(
                        batchEvents,
                        1 << 20,
                        Duration.ofMillis(5),
                        QUEUE_BYTES,
                        SHORT,
                        SHORT,
                        SHORT,
                        10,
                        filter,
                        followUp);
        var shared =
                new Lane.Shared(state.positions(), state.deadLetters(), LaneListener.NONE, timing);
        var lane = new Lane(sink, settings, shared, tenure, start, () -> Events.CID);
        made.add(lane);
        return lane;
    }

    public Lane started(Sink sink) {
        return started(sink, Position.OLDEST);
    }

    public Lane started(Sink sink, Position start) {
        Lane lane = lane(sink, start);
        lane.start();
        return lane;
    }

    /** The durable position of a sink. */
    public Optional<Position> saved(String sink) {
        return Optional.ofNullable(state.positions().of(Events.PARTITION).get(sink));
    }

    /** The durable offset of a sink, -1 for none. */
    public long savedOffset(String sink) {
        return saved(sink).map(it -> it.offset().orElse(-1)).orElse(-1L);
    }

    @Override
    public void close() {
        made.forEach(Lane::abort);
    }
}
