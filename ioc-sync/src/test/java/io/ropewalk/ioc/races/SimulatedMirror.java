package io.ropewalk.ioc.races;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ropewalk.falcon.call.CallLimits;
import io.ropewalk.falcon.call.CallObserver;
import io.ropewalk.falcon.call.CallTiming;
import io.ropewalk.falcon.oauth2.ClientCredentials;
import io.ropewalk.falcon.wire.FalconHttp;
import io.ropewalk.falcon.wire.FalconHttpOptions;
import io.ropewalk.ioc.indicator.Action;
import io.ropewalk.ioc.indicator.IocRule;
import io.ropewalk.ioc.indicator.ScoreTable;
import io.ropewalk.ioc.indicator.json.JsonStixReader;
import io.ropewalk.ioc.intake.Intake;
import io.ropewalk.ioc.intake.IntakeListener;
import io.ropewalk.ioc.intake.Sweep;
import io.ropewalk.ioc.ledger.Ledger;
import io.ropewalk.ioc.ledger.Quarantined;
import io.ropewalk.ioc.ledger.jdbc.JdbcLedger;
import io.ropewalk.ioc.mirror.FalconIocs;
import io.ropewalk.ioc.mirror.MirrorListener;
import io.ropewalk.ioc.mirror.TenantWriter;
import io.ropewalk.ioc.mirror.falcon.ClientIocs;
import io.ropewalk.ioc.opencti.StreamOpener;
import io.ropewalk.ioc.opencti.StreamSession;
import io.ropewalk.ioc.opencti.http.GraphQlOpenCti;
import io.ropewalk.ioc.opencti.http.HttpStreamOpener;
import io.ropewalk.ioc.opencti.http.Server;
import io.ropewalk.ioc.reconcile.Order;
import io.ropewalk.ioc.reconcile.Reconciler;
import io.ropewalk.ioc.reconcile.Report;
import io.ropewalk.ioc.sync.Mirror;
import io.ropewalk.ioc.sync.TenantWork;
import io.ropewalk.kit.state.StateDatabase;
import io.ropewalk.simulator.Limits;
import io.ropewalk.simulator.Scenario;
import io.ropewalk.simulator.SimClock;
import io.ropewalk.simulator.Simulator;
import io.ropewalk.simulator.Tenant;
import io.ropewalk.simulator.ioc.Ioc;
import io.ropewalk.simulator.ioc.IocStore;
import io.ropewalk.simulator.opencti.OctiHub;
import io.ropewalk.simulator.opencti.OctiRules;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.awaitility.core.ConditionFactory;

/**
 * The mirror's own parts, wired as the service wires them but with short waits, between a simulated
 * OpenCTI and a simulated Falcon, over real HTTP and a real database. It lives by the simulator's
 * clock, and what it waits for Falcon moves that. A kill leaves the database and nothing else.
 */
final class SimulatedMirror implements AutoCloseable {
    static final String TENANT = "acme";
    static final String SOURCE = "Ropewalk OpenCTI";
    static final String CONNECTOR = "1f4c2d3e-0000-4000-8000-000000000001";
    static final String WRITES = "/iocs/entities/indicators/v1";
    static final String LISTING = "/iocs/combined/indicator/v1";
    static final String STREAM = "/opencti/stream/*";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LEASE = Duration.ofMinutes(10);

    private final Setup setup;
    private final Simulator simulator;
    private final FalconHttp http;
    private final FalconIocs falcon;
    private StateDatabase database;
    private Replica replica;

    /** One process. */
    record Replica(Life life, MortalLedger ledger, Mirror mirror) {}

    /**
     * How it mirrors.
     *
     * @param permanent deletes instead of putting out of use
     * @param batch most values of one request
     * @param mostGone indicators, or IOCs, that may go without asking
     * @param database opens what is kept over a kill
     */
    record Setup(boolean permanent, int batch, long mostGone, Supplier<StateDatabase> database) {}

    SimulatedMirror(Setup setup) {
        this.setup = setup;
        this.simulator =
                Simulator.start(
                        Scenario.ofTenants(
                                        List.of(Tenant.of(TENANT, "client-acme", "secret-acme", 0)))
                                .withLimits(Limits.OFF));
        simulator.openCti().rules(quick(OctiRules.DEFAULT));
        var timing = new CallTiming(clock(), clock()::advance, () -> 0.5);
        this.http = new FalconHttp(options(), CallObserver.NONE, timing);
        var credentials = new ClientCredentials("client-acme", "secret-acme");
        var tokens = new SimulatorTokens(http.oauth2(), simulator.baseUri(), credentials);
        this.falcon = new ClientIocs(http.iocs(TENANT, tokens), setup.batch());
    }

    private static OctiRules quick(OctiRules rules) {
        return rules.withHeartbeat(Duration.ofMillis(50), Duration.ZERO);
    }

    private static FalconHttpOptions options() {
        return FalconHttpOptions.defaults()
                .withTimeouts(Duration.ofSeconds(2), Duration.ofSeconds(2))
                .withLimits(CallLimits.defaults().withRetries(1));
    }

    /** Starts a process. */
    SimulatedMirror start() {
        database = setup.database().get();
        replica = another("self");
        return this;
    }

    /** Starts one more on the same database. */
    Replica another(String owner) {
        var life = new Life();
        var ledger =
                new MortalLedger(JdbcLedger.over(database, List.of(TENANT), owner, clock()), life);
        var started = new Replica(life, ledger, mirror(ledger, life));
        started.mirror().start();
        return started;
    }

    /** Goes on with another process in place of the one that ended. */
    void goOnWith(Replica other) {
        replica = other;
    }

    private Mirror mirror(Ledger mine, Life life) {
        URI base = URI.create(simulator.baseUri() + "/opencti");
        var server =
                new Server(
                        base,
                        OctiRules.DEFAULT.token(),
                        "test",
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(2));
        var json = new ObjectMapper();
        var rule =
                new IocRule(
                        new IocRule.Actions(Action.DETECT, Action.DETECT, Action.DETECT),
                        ScoreTable.of(
                                List.of(
                                        "0:informational",
                                        "20:low",
                                        "40:medium",
                                        "60:high",
                                        "80:critical:prevent")),
                        false,
                        "https://opencti.example/"::concat);
        var sweep = new Sweep(mine, setup.mostGone());
        var intake =
                new Intake(
                        new JsonStixReader(json), rule, mine, sweep, IntakeListener.NONE, clock());
        StreamOpener stream = new HttpStreamOpener(server, OctiRules.DEFAULT.collection());
        var session =
                new StreamSession(
                        start -> {
                            life.step();
                            return stream.open(start);
                        },
                        intake,
                        mine,
                        new StreamSession.Settings(
                                50, 1 << 20, Duration.ofMillis(1), Duration.ofMillis(4)),
                        clock(),
                        life::nap);
        var openCti =
                new GraphQlOpenCti(
                        server,
                        new GraphQlOpenCti.Connector(CONNECTOR, "Ropewalk", "ropewalk"),
                        json);
        return new Mirror(
                mine,
                new Mirror.Stream(session, intake, sweep, new MortalOpenCti(openCti, life)),
                Map.of(TENANT, work(mine, rule, life)),
                new Mirror.Settings(
                        LEASE, Duration.ofMillis(20), Optional.empty(), Duration.ofDays(30)),
                clock());
    }

    private TenantWork work(Ledger mine, IocRule rule, Life life) {
        var mortal = new MortalIocs(falcon, life);
        var writer =
                new TenantWriter(
                        TENANT,
                        mine,
                        mortal,
                        new TenantWriter.Settings(SOURCE, setup.permanent(), setup.batch()),
                        MirrorListener.NONE,
                        clock());
        var reconciler =
                new Reconciler(
                        TENANT,
                        mine,
                        mortal,
                        new Reconciler.Settings(SOURCE, setup.permanent(), setup.mostGone(), 0.9),
                        clock());
        return new TenantWork(TENANT, mine, writer, reconciler, rule, clock(), life::nap);
    }

    /** Ends the process where it stands, after so many of its steps. */
    void kill(int steps) {
        replica.life().endAfter(steps);
        eventually("the process ends", replica.life()::isOver);
        bury();
    }

    /** Ends the process at once. */
    void kill() {
        replica.life().end();
        bury();
    }

    private void bury() {
        try {
            // Its threads still run; nothing they do has any effect.
            replica.mirror().stop();
            if (database.kind() == StateDatabase.Kind.POSTGRESQL) {
                // Its lease runs out.
                run("UPDATE lease SET expires_at = 0");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
        database.close();
    }

    Mirror mirror() {
        return replica.mirror();
    }

    Ledger ledger() {
        return replica.ledger();
    }

    /** How often the living process had to begin anew; its work has failed where that is not 1. */
    int beginnings() {
        return replica.ledger().taken();
    }

    Simulator simulator() {
        return simulator;
    }

    SimClock clock() {
        return simulator.clock();
    }

    OctiHub openCti() {
        return simulator.openCti();
    }

    IocStore iocs() {
        return simulator.iocs(TENANT);
    }

    void eventually(String what, Callable<Boolean> condition) {
        patiently(what).until(condition);
    }

    static ConditionFactory patiently(String what) {
        return await(what)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(3))
                .atMost(PATIENCE);
    }

    /** As OpenCTI has it from now on. */
    void put(Claim... claims) {
        for (Claim claim : claims) {
            simulator.openCti().put(claim.json());
        }
    }

    /** A time later than all before. */
    Instant tick() {
        clock().advance(Duration.ofSeconds(1));
        return clock().instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** All that was sent is in the ledger and written. */
    void settle() {
        Marker.passes(this);
        eventually("all is written", this::isWritten);
    }

    /** What Falcon has of a value, whoever made it. */
    Optional<Ioc> ioc(String value) {
        return iocs().all().stream().filter(it -> it.value().equals(value)).findFirst();
    }

    /** Puts one into Falcon as somebody else would. */
    Ioc plant(String type, String value, String source, String... tags) {
        var it = new ObjectMapper().createObjectNode();
        it.put("type", type).put("value", value).put("source", source);
        it.put("action", "detect").put("severity", "critical").put("applied_globally", true);
        it.putArray("platforms").add("windows");
        for (String tag : tags) {
            it.withArray("tags").add(tag);
        }
        return iocs().plant(it, clock().instant(), "somebody");
    }

    /** Requests that wrote, or tried to. */
    int writes() {
        return Math.toIntExact(
                simulator.requests(WRITES).stream()
                        .filter(it -> !it.method().equals("GET"))
                        .count());
    }

    List<Quarantined> aside() {
        return ledger().quarantined(TENANT, 1000, Optional.empty());
    }

    /** Compares, and waits for the end of it. */
    Report compare(Order order) {
        TenantWork work = mirror().tenants().get(TENANT);
        Optional<Report> before = work.report();
        eventually("one begins", () -> mirror().compare(TENANT, order).orElse(false));
        eventually("it is compared", () -> !work.report().equals(before));
        return work.report().orElseThrow();
    }

    /** Nothing waits to be written. */
    boolean isWritten() {
        return number("SELECT COUNT(*) FROM ioc_entry WHERE ticket > 0") == 0;
    }

    /** The first column of the first row. */
    long number(String sql) {
        try (var connection = database.source().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getLong(1) : 0;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void run(String sql) {
        try (var connection = database.source().getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void close() {
        if (!replica.life().isOver()) {
            kill();
        }
        http.close();
        simulator.close();
    }
}
