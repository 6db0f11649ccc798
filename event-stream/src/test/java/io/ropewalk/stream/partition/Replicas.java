package io.ropewalk.stream.partition;

import static org.awaitility.Awaitility.await;

import io.ropewalk.stream.delivery.EventFilter;
import io.ropewalk.stream.delivery.Lane;
import io.ropewalk.stream.delivery.LaneListener;
import io.ropewalk.stream.event.PartitionId;
import io.ropewalk.stream.feed.Discovery;
import io.ropewalk.stream.feed.FeedListener;
import io.ropewalk.stream.feed.FeedMemory;
import io.ropewalk.stream.feed.FeedSession;
import io.ropewalk.stream.feed.FeedSettings;
import io.ropewalk.stream.feed.LongLines;
import io.ropewalk.stream.state.Owners;
import io.ropewalk.stream.state.Position;
import io.ropewalk.stream.testing.FakeFeeds;
import io.ropewalk.stream.testing.FakeVendor;
import io.ropewalk.stream.testing.ManualTime;
import io.ropewalk.stream.testing.MemoryState;
import io.ropewalk.stream.testing.RecordingSink;
import io.ropewalk.stream.timing.Timing;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

/** Replicas that share a state, a vendor and sinks. Time passes when a test says so. */
final class Replicas implements AutoCloseable {
    static final String TENANT = "acme";
    static final Duration LEASE = Duration.ofSeconds(10);

    private static final Duration SHORT = Duration.ofMillis(2);
    private static final Duration LONG = Duration.ofHours(1);

    final ManualTime databaseTime = new ManualTime();
    final FakeFeeds feeds = new FakeFeeds().partitions("0", "1", "2");
    final FakeVendor vendor = new FakeVendor();
    final List<RecordingSink> sinks = new ArrayList<>(List.of(new RecordingSink()));

    MemoryState state = new MemoryState(databaseTime);
    StartPolicy start = new StartPolicy.Oldest();

    volatile List<String> tenants = List.of(TENANT);

    private final List<One> all = new ArrayList<>();
    private int names;

    /** A replica and the clock of the machine it is on. */
    record One(String name, Replica replica, ManualTime time) {
        Set<String> has() {
            return replica.views(TENANT).keySet();
        }

        String stateOf(String partition) {
            return Optional.ofNullable(replica.views(TENANT).get(partition))
                    .map(PartitionView::state)
                    .orElse("none");
        }
    }

    One start() {
        names++;
        String name = "replica-" + names;
        var time = new ManualTime();
        Owners owners = state.owners(name);
        var settings =
                new Replica.Settings(
                        LEASE, Duration.ofSeconds(5), LONG, Duration.ofMillis(20), LONG);
        var replica =
                new Replica(
                        () -> tenants,
                        new Replica.State(
                                owners, state.partitions(), state.positions(), state.takeovers()),
                        tenant -> tools(time.timing()),
                        recipe(time.timing()),
                        settings,
                        time.timing(),
                        new Replica.Reports(
                                view -> "{\"state\":\"" + view.state() + "\"}",
                                "{\"state\":\"open\"}"::equals));
        var one = new One(name, replica, time);
        all.add(one);
        return one;
    }

    private FeedSession.Tools tools(Timing timing) {
        var discovery =
                new Discovery(
                        feeds,
                        new Discovery.Settings("app", List.of(), 100_000, Duration.ZERO),
                        Timing.real(Clock.systemUTC()),
                        () -> false);
        var settings =
                new FeedSettings(
                        LONG, LONG, SHORT, SHORT, SHORT, SHORT, SHORT, LONG, LONG, LONG, 1 << 20,
                        false);
        return new FeedSession.Tools(
                feeds,
                discovery,
                vendor,
                (_, _, _) -> {
                    throw new AssertionError("no line is broken");
                },
                FeedListener.NONE,
                timing,
                settings,
                new FeedMemory(timing),
                new LongLines(1));
    }

    private HeldPartition.Recipe recipe(Timing timing) {
        var lane =
                new Lane.Settings(
                        10,
                        1 << 20,
                        SHORT,
                        1 << 20,
                        SHORT,
                        SHORT,
                        SHORT,
                        10,
                        EventFilter.ALL,
                        _ -> Optional.empty());
        var shared =
                new Lane.Shared(state.positions(), state.deadLetters(), LaneListener.NONE, timing);
        List<SinkBinding> bindings =
                sinks.stream().map(sink -> new SinkBinding(sink, lane)).toList();
        return new HeldPartition.Recipe(bindings, shared, start);
    }

    RecordingSink sink() {
        return sinks.getFirst();
    }

    /** The state stands still for a replica that no longer ticks; the others go on. */
    void ticking(Callable<Boolean> until, One... who) {
        await().until(() -> {
            for (One one : who) {
                one.replica().tick();
            }
            return until.call();
        });
    }

    /** Time passes everywhere. */
    void pass(Duration time) {
        databaseTime.pass(time);
        all.forEach(one -> one.time().pass(time));
    }

    /** Everything of it stops as if killed: nothing is given back. */
    void kill(One one) {
        one.time().pass(LONG);
        one.replica().endLostTenures();
        await().until(() -> one.replica().views().values().stream().allMatch(Replicas::still));
        all.remove(one);
    }

    private static boolean still(PartitionView view) {
        return view.sinks().stream().allMatch(sink -> sink.state().equals("stopped"))
                && !view.state().equals("open");
    }

    long committed(String partition) {
        return position(partition)
                .flatMap(it -> it.offset().stream().boxed().findFirst())
                .orElse(-1L);
    }

    Optional<Position> position(String partition) {
        Map<String, Position> positions = state.positions().of(id(partition));
        return Optional.ofNullable(positions.get(sink().name()));
    }

    static PartitionId id(String partition) {
        return new PartitionId(TENANT, partition);
    }

    @Override
    public void close() {
        state.broken(false);
        for (One one : List.copyOf(all)) {
            one.time().pass(LONG);
            one.replica().endLostTenures();
        }
    }
}
