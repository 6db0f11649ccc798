package io.ropewalk.simulator.falcon;

import io.ropewalk.simulator.Faults;
import io.ropewalk.simulator.Journal;
import io.ropewalk.simulator.Recorded;
import io.ropewalk.simulator.Scenario;
import io.ropewalk.simulator.datafeed.Feeds;
import io.ropewalk.simulator.estate.Edits.Edit;
import io.ropewalk.simulator.estate.Mix;
import io.ropewalk.simulator.http.ByteSink;
import io.ropewalk.simulator.http.HttpAnswer;
import io.ropewalk.simulator.http.HttpRequest;
import io.ropewalk.simulator.http.Transfer;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** The Falcon API of all customers of a scenario: answers requests and writes down what arrived. */
public final class FalconApi {
    private static final long TRACE_SALT = 0x7261636b;

    private final Clock clock;
    private final Journal journal;
    private final TokenStore tokens = new TokenStore();
    private final Gateway gateway;
    private final Feeds feeds;
    private final AtomicLong sequence = new AtomicLong();
    private volatile World world;

    public FalconApi(Scenario scenario, Clock clock, Faults faults, Journal journal) {
        this.clock = clock;
        this.journal = journal;
        this.world = new World(scenario);
        this.feeds = new Feeds(clock);
        feeds.scenario(scenario);
        var operations = Operations.load();
        var queries = new HostQueries(operations);
        var groups =
                List.of(
                        new OAuthRoutes(() -> world.scenario(), tokens),
                        new HostRoutes(queries),
                        new HostActionRoutes(),
                        new HostGroupRoutes(queries),
                        new SpotlightRoutes(),
                        new PolicyRoutes(queries),
                        new PolicyWriteRoutes(),
                        new UserRoutes(),
                        new DiscoverRoutes(),
                        new FlightControlRoutes(),
                        new HistoryRoutes(),
                        new AssessmentRoutes(),
                        new AlertRoutes(),
                        new AlertListingRoutes(),
                        new AlertWriteRoutes(),
                        new CaseRoutes(),
                        new ResponseRoutes(),
                        new IncidentRoutes(),
                        new GraphRoutes(operations),
                        new IdentityRoutes(),
                        new IocRoutes(),
                        new IocListingRoutes(),
                        new StreamRoutes(feeds),
                        new DataFeedRoutes(feeds));
        this.gateway = new Gateway(new RouteTable(operations, groups), () -> world, tokens, faults);
    }

    /** Replaces the scenario. Live tokens stay valid for tenants that still exist. */
    public void scenario(Scenario scenario) {
        world = new World(scenario);
        feeds.scenario(scenario);
    }

    /** The event feeds. */
    public Feeds feeds() {
        return feeds;
    }

    public Scenario scenario() {
        return world.scenario();
    }

    /** A tenant or Flight Control child by name. */
    public Optional<Customer> customer(String name) {
        return world.customer(name);
    }

    public Collection<Customer> customers() {
        return world.customers();
    }

    /**
     * Moves a host to another tenant, or back. It keeps its agent id.
     *
     * @throws IllegalArgumentException when the tenants or the host do not exist
     */
    public void move(String deviceId, String from, String to) {
        var origin = required(from);
        var target = required(to);
        var key = origin.estate().keyOf(deviceId);
        if (key.isEmpty() || !origin.estate().isVisible(key.getAsLong()) || origin == target) {
            throw new IllegalArgumentException(
                    "'" + deviceId + "' is no visible host of another tenant");
        }
        var seed = origin.estate().seedOf(key.getAsLong());
        var now = clock.instant();
        origin.edit(new Edit.Depart(deviceId), now);
        target.edit(new Edit.Arrive(deviceId, seed), now);
    }

    private Customer required(String tenant) {
        return customer(tenant)
                .orElseThrow(
                        () -> new IllegalArgumentException("no tenant named '" + tenant + "'"));
    }

    public TokenStore tokens() {
        return tokens;
    }

    public HttpAnswer handle(HttpRequest request) {
        var number = Mix.mix(world.scenario().seed() ^ TRACE_SALT, sequence.incrementAndGet());
        var exchange = new Exchange(request, clock.instant(), traceId(number), queryTime(number));
        var answer = gateway.answer(exchange);
        exchange.violations().forEach(journal::add);
        journal.add(recorded(exchange, answer));
        exchange.customer()
                .flatMap(customer -> feeds.feed(customer.tenant().name()))
                .ifPresent(feed -> feed.called(request.method(), request.path(), answer.status()));
        return answer;
    }

    private static Recorded recorded(Exchange exchange, HttpAnswer answer) {
        var request = exchange.request();
        return new Recorded(
                exchange.now(),
                request.method(),
                request.path(),
                request.query(),
                answer.transfer() instanceof Transfer.Reset ? 0 : answer.status(),
                exchange.customer().map(customer -> customer.tenant().name()).orElse(""),
                request.header("authorization").map(FalconApi::redacted).orElse(""),
                request.header("user-agent").orElse(""),
                exchange.traceId(),
                exchange.fault());
    }

    private static String redacted(String authorization) {
        var space = authorization.indexOf(' ');
        return space < 0 ? "***" : authorization.substring(0, space) + " ***";
    }

    private static String traceId(long number) {
        var out = ByteSink.growing(40);
        out.hex(number, 8).put('-').hex(number >>> 32, 4).raw("-4").hex(number >>> 12, 3).raw("-9");
        return out.hex(number >>> 52, 3).put('-').hex(Mix.mix(number), 12).text();
    }

    private static String queryTime(long number) {
        return ByteSink.growing(16)
                .raw("0.0")
                .padded(Long.remainderUnsigned(number, 100_000_000), 8)
                .text();
    }
}
