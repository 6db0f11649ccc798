package io.ropewalk.simulator;

import io.ropewalk.simulator.alert.AlertStore;
import io.ropewalk.simulator.control.Control;
import io.ropewalk.simulator.datafeed.TenantFeed;
import io.ropewalk.simulator.estate.Change;
import io.ropewalk.simulator.estate.Edits.Edit;
import io.ropewalk.simulator.estate.HostFields;
import io.ropewalk.simulator.estate.HostJson;
import io.ropewalk.simulator.estate.HostRules;
import io.ropewalk.simulator.falcon.Customer;
import io.ropewalk.simulator.falcon.FalconApi;
import io.ropewalk.simulator.falcon.Holdings.Kind;
import io.ropewalk.simulator.http.ByteSink;
import io.ropewalk.simulator.http.HttpAnswer;
import io.ropewalk.simulator.http.HttpRequest;
import io.ropewalk.simulator.http.HttpServer;
import io.ropewalk.simulator.ioc.IocStore;
import io.ropewalk.simulator.opencti.OctiHub;
import io.ropewalk.simulator.opencti.OpenCti;
import io.ropewalk.simulator.receiver.AssetsReceived;
import io.ropewalk.simulator.receiver.Received;
import io.ropewalk.simulator.receiver.ReceiverSettings;
import io.ropewalk.simulator.receiver.Receivers;
import io.ropewalk.simulator.spotlight.FindingChange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A running simulator. Falcon stands at {@code /}, OpenCTI at {@code /opencti}, receivers of events
 * at {@code /receivers}, control at {@code /_sim}.
 */
public final class Simulator implements AutoCloseable {
    private final SimClock clock;
    private final Faults faults = new Faults();
    private final Journal journal = new Journal();
    private final FalconApi falcon;
    private final Receivers receivers;
    private final OpenCti openCti;
    private final Control control;
    private final HttpServer server;

    private Simulator(Scenario scenario, InetSocketAddress address, Clock base) throws IOException {
        this.clock = new SimClock(base);
        this.falcon = new FalconApi(scenario, clock, faults, journal);
        this.receivers = new Receivers(clock, faults, journal, new FeedTruth(falcon.feeds()));
        this.openCti = new OpenCti(clock, faults, journal);
        this.control = new Control(falcon, receivers, openCti, faults, journal, clock);
        this.server = HttpServer.start(address, this::handle);
    }

    /** Starts on a free port of the loopback address. */
    public static Simulator start(Scenario scenario) {
        return start(scenario, 0);
    }

    /** Starts on a port of the loopback address; 0 takes a free one. */
    public static Simulator start(Scenario scenario, int port) {
        try {
            return start(scenario, new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Starts on an address.
     *
     * @throws java.net.BindException when the port is taken
     */
    public static Simulator start(Scenario scenario, InetSocketAddress address) throws IOException {
        return new Simulator(scenario, address, Clock.systemUTC());
    }

    private HttpAnswer handle(HttpRequest request) {
        if (request.path().equals("/_sim") || request.path().startsWith("/_sim/")) {
            return control.handle(request);
        }
        if (OpenCti.isPath(request.path())) {
            return openCti.handle(request);
        }
        return request.path().startsWith("/receivers/")
                ? receivers.handle(request)
                : falcon.handle(request);
    }

    /** Where clients reach it, without a slash at the end. */
    public URI baseUri() {
        var address = server.address();
        var host =
                address.getAddress().isAnyLocalAddress()
                        ? "127.0.0.1"
                        : address.getAddress().getHostAddress();
        return URI.create(
                "http://"
                        + (host.indexOf(':') >= 0 ? "[" + host + "]" : host)
                        + ":"
                        + address.getPort());
    }

    public int port() {
        return server.address().getPort();
    }

    public SimClock clock() {
        return clock;
    }

    public Scenario scenario() {
        return falcon.scenario();
    }

    /** Replaces the scenario; faults, records and live tokens stay. */
    public void scenario(Scenario scenario) {
        falcon.scenario(scenario);
    }

    /** Lets the hosts of a tenant live on. */
    public void change(String tenant, Change change) {
        customer(tenant).change(change);
    }

    /** Changes something of a tenant by hand, now. */
    public void edit(String tenant, Edit edit) {
        customer(tenant).edit(edit, clock.instant());
    }

    /** Lets the findings of a tenant live on. */
    public void change(String tenant, FindingChange change) {
        customer(tenant).change(change);
    }

    public void arm(FaultRule rule) {
        faults.arm(rule);
    }

    public void clearFaults() {
        faults.clear();
    }

    public List<Faults.Armed> faults() {
        return faults.armed();
    }

    /** The requests that arrived, oldest first, the newest ten thousand. */
    public List<Recorded> requests() {
        return journal.requests();
    }

    /** The requests to one path. */
    public List<Recorded> requests(String path) {
        return journal.requests().stream().filter(request -> request.path().equals(path)).toList();
    }

    /** The clients' mistakes so far. Empty after a good test. */
    public List<Violation> violations() {
        return journal.violations();
    }

    /** Forgets requests and mistakes. */
    public void clearRequests() {
        journal.clear();
    }

    /** The truth to compare with: device ids of a tenant's visible hosts, in order. */
    public List<String> deviceIds(String tenant) {
        var estate = customer(tenant).estate();
        return Arrays.stream(estate.keys(false)).mapToObj(estate::deviceId).toList();
    }

    /** The truth to compare with: ids of a tenant's findings that a filter leaves, in order. */
    public List<String> findingIds(String tenant, String filter) {
        return ids(tenant, Kind.VULNERABILITIES, filter);
    }

    /** The truth to compare with: ids of a tenant's records that a filter leaves, in order. */
    public List<String> ids(String tenant, Kind kind, String filter) {
        return customer(tenant).ids(kind, filter);
    }

    /** The truth to compare with: how many a tenant has of what. */
    public Map<String, Integer> counts(String tenant) {
        return customer(tenant).counts();
    }

    /** The custom indicators of a tenant: the truth to compare with, and how writes are judged. */
    public IocStore iocs(String tenant) {
        return customer(tenant).iocs();
    }

    /** The alerts of a tenant: the truth to compare with, and how writes are judged. */
    public AlertStore alerts(String tenant) {
        return customer(tenant).alerts();
    }

    /** Judges a tenant's host actions by other rules. */
    public void hostRules(String tenant, HostRules rules) {
        customer(tenant).hostRules(rules);
    }

    /** Names a tenant's rule groups may have among the parameters of a policy action. */
    public void ruleGroupParameters(String tenant, Set<String> names) {
        customer(tenant).ruleGroupParameters(names);
    }

    /** Moves a host to another tenant, or back. It keeps its agent id. */
    public void move(String deviceId, String from, String to) {
        falcon.move(deviceId, from, to);
    }

    public int hostCount(String tenant) {
        return customer(tenant).estate().keys(false).length;
    }

    /** The record of a host as the API sends it; empty when there is no such host. */
    public Optional<String> hostJson(String tenant, String deviceId) {
        var estate = customer(tenant).estate();
        var key = estate.keyOf(deviceId);
        if (key.isEmpty()) {
            return Optional.empty();
        }
        var out = ByteSink.growing(4096);
        HostJson.write(estate.host().at(key.getAsLong()), HostFields.all(), out);
        return Optional.of(out.text());
    }

    /** The event feed of a tenant: its truth, its readers, and what can be done to it. */
    public TenantFeed feed(String tenant) {
        return falcon.feeds()
                .feed(tenant)
                .orElseThrow(
                        () -> new IllegalArgumentException("no tenant named '" + tenant + "'"));
    }

    /** OpenCTI: its database, its stream, its connectors. */
    public OctiHub openCti() {
        return openCti.hub();
    }

    /** How many tokens were handed out since the start. */
    public long tokensIssued() {
        return falcon.tokens().issued();
    }

    /** What a receiver ({@code sekoia}, {@code http}, {@code http/<name>}) has taken so far. */
    public Received received(String receiver) {
        return receivers.received(receiver);
    }

    /** Copies of the newest events a receiver has taken, oldest first; at most a thousand. */
    public List<byte[]> newestReceived(String receiver, int count) {
        return receivers.newest(receiver, count);
    }

    /** Which assets the asset connector has taken so far. */
    public AssetsReceived assetsReceived() {
        return receivers.assets();
    }

    public void forgetReceived(String receiver) {
        receivers.forget(receiver);
    }

    /** Changes how receivers answer where their protocols leave a choice. */
    public void receivers(ReceiverSettings settings) {
        receivers.settings(settings);
    }

    private Customer customer(String tenant) {
        return falcon.customer(tenant)
                .orElseThrow(
                        () -> new IllegalArgumentException("no tenant named '" + tenant + "'"));
    }

    @Override
    public void close() {
        server.close();
    }
}
