package io.ropewalk.stream.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.call.CallLimits;
import io.ropewalk.falcon.call.CallObserver;
import io.ropewalk.falcon.wire.FalconHttp;
import io.ropewalk.falcon.wire.FalconHttpOptions;
import io.ropewalk.simulator.Fault;
import io.ropewalk.simulator.FaultRule;
import io.ropewalk.simulator.Simulator;
import io.ropewalk.simulator.datafeed.SessionEvent.Kind;
import io.ropewalk.simulator.datafeed.TenantFeed;
import io.ropewalk.simulator.feed.PartitionLog;
import io.ropewalk.simulator.receiver.Received;
import io.ropewalk.simulator.receiver.ReceiverSettings;
import io.ropewalk.stream.delivery.Lane;
import io.ropewalk.stream.delivery.LaneListener;
import io.ropewalk.stream.delivery.OneAtATime;
import io.ropewalk.stream.delivery.Sink;
import io.ropewalk.stream.delivery.http.HttpSink;
import io.ropewalk.stream.delivery.http.HttpSinkSettings;
import io.ropewalk.stream.delivery.sekoia.SekoiaSettings;
import io.ropewalk.stream.delivery.sekoia.SekoiaSink;
import io.ropewalk.stream.event.PartitionId;
import io.ropewalk.stream.feed.Descriptor;
import io.ropewalk.stream.feed.Discovery;
import io.ropewalk.stream.feed.FeedConnection;
import io.ropewalk.stream.feed.FeedMemory;
import io.ropewalk.stream.feed.FeedOpener;
import io.ropewalk.stream.feed.FeedSession;
import io.ropewalk.stream.feed.KeptAside;
import io.ropewalk.stream.feed.LongLines;
import io.ropewalk.stream.feed.falcon.FalconFeeds;
import io.ropewalk.stream.feed.http.HttpFeedOpener;
import io.ropewalk.stream.outbound.HttpTarget;
import io.ropewalk.stream.outbound.jdk.JdkPoster;
import io.ropewalk.stream.partition.HeldPartition;
import io.ropewalk.stream.partition.PartitionView;
import io.ropewalk.stream.partition.Replica;
import io.ropewalk.stream.partition.SinkBinding;
import io.ropewalk.stream.partition.StartPolicy;
import io.ropewalk.stream.state.DeadLetter;
import io.ropewalk.stream.state.Position;
import io.ropewalk.stream.testing.MemoryState;
import io.ropewalk.stream.timing.Timing;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionFactory;

/**
 * The service's own parts, wired as the service wires them but with small times, between a
 * simulated Falcon and the simulator's receivers, which compare every event with the truth. Only
 * the state is in memory.
 */
final class StreamRig implements AutoCloseable {
    static final String TENANT = "default";
    static final String DISCOVERY = "/sensors/entities/datafeed/v2";
    static final String FEED = "/sensors/entities/datafeed/v1/";
    static final String FEEDS = FEED + "*";
    static final String REFRESH = "/sensors/entities/datafeed-actions/v1/*";
    static final String RECEIVERS = "/receivers/*";
    static final String APP_ID = "ropewalk";

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final RigSetup setup;
    private final Simulator simulator;
    private final FalconHttp falcon;
    private final Timing timing;
    private final Heard heard = new Heard();
    private final MemoryState state = new MemoryState();
    private final List<SinkBinding> sinks = new ArrayList<>();
    private Replica replica;
    private ScheduledExecutorService clockwork;
    private int starts;

    StreamRig(RigSetup setup) {
        this.setup = setup;
        this.simulator = Simulator.start(setup.scenario());
        this.timing = Timing.real(setup.clock());
        this.falcon = new FalconHttp(options(), CallObserver.NONE, Clock.systemUTC());
        for (String name : setup.sinks()) {
            sinks.add(new SinkBinding(new OneAtATime(sink(name)), setup.lane()));
        }
    }

    private static FalconHttpOptions options() {
        var limits =
                new CallLimits(
                        1,
                        Duration.ofMillis(10),
                        Duration.ofMillis(20),
                        Duration.ofMillis(300),
                        Duration.ofSeconds(2),
                        Map.of(),
                        Map.of());
        return FalconHttpOptions.defaults()
                .withTimeouts(Duration.ofSeconds(2), Duration.ofSeconds(1))
                .withLimits(limits);
    }

    private Sink sink(String name) {
        URI url = simulator.baseUri().resolve("/receivers/" + name);
        var target =
                new HttpTarget(
                        url,
                        false,
                        Duration.ofSeconds(2),
                        setup.sinkTimeout(),
                        Optional.empty(),
                        Optional.empty());
        if (name.equals("sekoia")) {
            var settings = new SekoiaSettings(name, target, ReceiverSettings.DEFAULT_KEY, true);
            return new SekoiaSink(settings, JdkPoster::new, Clock.systemUTC());
        }
        var settings = HttpSinkSettings.of(name, target);
        return new HttpSink(settings, JdkPoster::new, Clock.systemUTC());
    }

    /** Arms faults before anything is asked. */
    StreamRig with(FaultRule... rules) {
        for (FaultRule rule : rules) {
            simulator.arm(rule);
        }
        return this;
    }

    StreamRig with(String path, Fault fault) {
        return with(FaultRule.once(path, fault));
    }

    /** Starts streaming, as a process of its own each time. */
    StreamRig run() {
        var kept =
                new Replica.State(
                        state.owners("rig-" + starts++),
                        state.partitions(),
                        state.positions(),
                        state.takeovers());
        var shared =
                new Lane.Shared(state.positions(), state.deadLetters(), LaneListener.NONE, timing);
        var settings =
                new Replica.Settings(
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(5),
                        setup.patience(),
                        setup.rediscover(),
                        Duration.ofSeconds(2));
        replica =
                new Replica(
                        () -> Set.of(TENANT),
                        kept,
                        this::tools,
                        new HeldPartition.Recipe(sinks, shared, new StartPolicy.Oldest()),
                        settings,
                        timing,
                        new Replica.Reports(PartitionView::state, "open"::equals));
        clockwork = Executors.newSingleThreadScheduledExecutor();
        var _ = clockwork.scheduleWithFixedDelay(replica::tick, 0, 100, TimeUnit.MILLISECONDS);
        return this;
    }

    private FalconFeeds feeds() {
        var tokens = new SimulatorTokens(falcon.oauth2(), simulator.baseUri());
        return new FalconFeeds(falcon.streams(TENANT, tokens), tokens);
    }

    /** Another program that opens a partition under our application id. */
    FeedConnection stranger(String partition) throws IOException {
        Descriptor free =
                ((FalconResult.Ok<List<Descriptor>>) feeds().discover(APP_ID))
                        .value().stream()
                                .filter(it -> it.partition().equals(partition))
                                .findFirst()
                                .orElseThrow();
        var opener = new HttpFeedOpener(Duration.ofSeconds(2), "stranger", Clock.systemUTC());
        return ((FeedOpener.Opened.Connected)
                        opener.open(free.feedUrl(), free.sessionToken(), Duration.ofSeconds(9)))
                .connection();
    }

    private FeedSession.Tools tools(String tenant) {
        var feeds = feeds();
        var discovery =
                new Discovery(
                        feeds,
                        new Discovery.Settings(
                                APP_ID,
                                setup.origins(simulator.port()),
                                setup.discoveriesPerMinute(),
                                Duration.ofSeconds(2)),
                        timing,
                        () -> replica.anyOpen(tenant));
        var opener = new HttpFeedOpener(Duration.ofSeconds(2), "ropewalk-test", Clock.systemUTC());
        return new FeedSession.Tools(
                feeds,
                discovery,
                opener,
                new KeptAside(state.deadLetters(), timing),
                heard,
                timing,
                setup.feed(),
                new FeedMemory(timing),
                new LongLines(1));
    }

    Simulator simulator() {
        return simulator;
    }

    TenantFeed feed() {
        return simulator.feed(TENANT);
    }

    Heard heard() {
        return heard;
    }

    MemoryState state() {
        return state;
    }

    Optional<PartitionView> view(String partition) {
        return Optional.ofNullable(replica.views(TENANT).get(partition));
    }

    Replica replica() {
        return replica;
    }

    Received received() {
        return received(setup.sinks().getFirst());
    }

    Received received(String receiver) {
        return simulator.received(receiver);
    }

    Map<String, Position> positions(String partition) {
        return state.positions().of(new PartitionId(TENANT, partition));
    }

    /** Dead letters with their bytes, newest first. */
    List<DeadLetter> letters() {
        return state.deadLetters().list(TENANT, Optional.empty(), 1000).stream()
                .map(it -> state.deadLetters().find(TENANT, it.id()).orElseThrow())
                .toList();
    }

    long opens() {
        return feed().count(Kind.OPENED);
    }

    /** Discoveries that were meant to open a feed, answered or not. */
    long discoveries() {
        return simulator.requests(DISCOVERY).stream()
                .filter(it -> !it.query().contains("appId=" + APP_ID + "list"))
                .count();
    }

    /** All events there are, of all epochs. */
    long sent() {
        long all = 0;
        for (int i = 0; feed().log().find(Integer.toString(i)).isPresent(); i++) {
            for (PartitionLog log : feed().log().epochs(Integer.toString(i))) {
                all += log.head() - log.firstOffset() + 1;
            }
        }
        return all;
    }

    static ConditionFactory soon() {
        return await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20));
    }

    /** One more event at the end of a partition. */
    void append(String partition) {
        feed().log().append(partition, "XdrDetectionSummaryEvent", this::event);
        feed().wake();
    }

    /** One more, dated so far ahead. */
    void appendDatedAhead(String partition, Duration by) {
        feed().log()
                .append(
                        partition,
                        "XdrDetectionSummaryEvent",
                        (offset, millis) -> event(offset, millis + by.toMillis()));
        feed().wake();
    }

    private byte[] event(long offset, long millis) {
        return """
        {"metadata":{"customerIDString":"%s","offset":%d,"eventType":"XdrDetectionSummaryEvent",\
        "eventCreationTime":%d,"version":"1.0"},"event":{"Name":"appended"}}\
        """
                .formatted(feed().log().cid(), offset, millis)
                .getBytes(StandardCharsets.UTF_8);
    }

    /** How often a partition was opened. */
    long opens(String partition) {
        return feed().history().stream()
                .filter(it -> it.kind() == Kind.OPENED && it.partition().equals(partition))
                .count();
    }

    long requestsWith(int status) {
        return simulator.requests().stream().filter(it -> it.status() == status).count();
    }

    /** Requests to feeds, answered or not. */
    long feedRequests() {
        return simulator.requests().stream().filter(it -> it.path().startsWith(FEED)).count();
    }

    /** The oracle: every event there is arrived, as it was sent and in order. */
    StreamRig awaitAll() {
        return awaitAll(setup.sinks().getFirst());
    }

    StreamRig awaitAll(String receiver) {
        soon().untilAsserted(() ->
                assertThat(received(receiver).unique()).as(this::toString).isEqualTo(sent()));
        assertIntact(receiver);
        return this;
    }

    /** Nothing of what arrived is wrong, and the client made no mistake. */
    void assertIntact(String receiver) {
        Received got = received(receiver);
        assertThat(got.corrupted()).as("corrupted of " + got).isZero();
        assertThat(got.unknown()).as("unknown of " + got).isZero();
        assertThat(got.outOfOrder()).as("out of order of " + got).isZero();
        assertThat(simulator.violations()).isEmpty();
    }

    /** Nothing arrived twice: no process died, so no batch was in doubt. */
    StreamRig andOnce() {
        assertThat(received().duplicates()).as("duplicates of " + received()).isZero();
        return this;
    }

    void awaitReason(String partition, String part) {
        soon().untilAsserted(() ->
                assertThat(view(partition).map(PartitionView::reason).orElse(""))
                        .as(this::toString)
                        .contains(part));
    }

    void awaitState(String partition, String word) {
        soon().untilAsserted(() ->
                assertThat(view(partition).map(PartitionView::state).orElse(""))
                        .as(this::toString)
                        .isEqualTo(word));
    }

    /** Ends gracefully, as on SIGTERM. */
    void stop() {
        clockwork.shutdownNow();
        try {
            replica.stop();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        simulator.clearFaults();
        if (clockwork != null) {
            stop();
        }
        sinks.forEach(it -> it.sink().close());
        falcon.close();
        simulator.close();
    }

    @Override
    public String toString() {
        var history = feed().history();
        return "%s%nheard %s%nfaults %s%nlast %s"
                .formatted(
                        replica.views(TENANT),
                        heard,
                        simulator.faults(),
                        history.subList(Math.max(0, history.size() - 10), history.size()));
    }
}
