package io.ropewalk.falcon.wire;

import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.ropewalk.falcon.TokenSource;
import io.ropewalk.falcon.alerts.AlertsApi;
import io.ropewalk.falcon.alerts.AlertsClient;
import io.ropewalk.falcon.call.CallObserver;
import io.ropewalk.falcon.call.CallTiming;
import io.ropewalk.falcon.call.FalconCalls;
import io.ropewalk.falcon.call.Pacer;
import io.ropewalk.falcon.cases.CasesApi;
import io.ropewalk.falcon.cases.CasesClient;
import io.ropewalk.falcon.detects.DetectsApi;
import io.ropewalk.falcon.detects.DetectsClient;
import io.ropewalk.falcon.discover.DiscoverApi;
import io.ropewalk.falcon.discover.DiscoverClient;
import io.ropewalk.falcon.flightcontrol.FlightControlApi;
import io.ropewalk.falcon.flightcontrol.FlightControlClient;
import io.ropewalk.falcon.hostgroups.HostGroupsApi;
import io.ropewalk.falcon.hostgroups.HostGroupsClient;
import io.ropewalk.falcon.hosts.HostsApi;
import io.ropewalk.falcon.hosts.HostsClient;
import io.ropewalk.falcon.identity.IdentityApi;
import io.ropewalk.falcon.identity.IdentityClient;
import io.ropewalk.falcon.iocs.IocsApi;
import io.ropewalk.falcon.iocs.IocsClient;
import io.ropewalk.falcon.oauth2.OAuth2Api;
import io.ropewalk.falcon.oauth2.OAuth2Client;
import io.ropewalk.falcon.policies.PoliciesApi;
import io.ropewalk.falcon.policies.PoliciesClient;
import io.ropewalk.falcon.prevention.PreventionApi;
import io.ropewalk.falcon.prevention.PreventionClient;
import io.ropewalk.falcon.rtr.RtrApi;
import io.ropewalk.falcon.rtr.RtrClient;
import io.ropewalk.falcon.spotlight.SpotlightApi;
import io.ropewalk.falcon.spotlight.SpotlightClient;
import io.ropewalk.falcon.streams.StreamsApi;
import io.ropewalk.falcon.streams.StreamsClient;
import io.ropewalk.falcon.threatgraph.ThreatGraphApi;
import io.ropewalk.falcon.threatgraph.ThreatGraphClient;
import io.ropewalk.falcon.users.UsersApi;
import io.ropewalk.falcon.users.UsersClient;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jboss.resteasy.reactive.client.api.QuarkusRestClientProperties;

/**
 * Puts the client together. Make one for the life of a service, inside a running Quarkus
 * application: all calls for one customer must share their pacing. Thread-safe; calls block and may
 * be made from virtual threads, but not from an event loop.
 */
public final class FalconHttp implements AutoCloseable {

    /** Every call brings its own address; this one is never asked. */
    private static final URI NOWHERE = URI.create("http://falcon.invalid");

    private static final int IDLE_SECONDS = 30;

    /** How much later a silent connection is closed than a request on it gives up. */
    private static final long IDLE_MARGIN_MILLIS = 1_000;

    private final FalconHttpOptions options;
    private final CallObserver observer;
    private final CallTiming timing;
    private final Map<String, Pacer> pacers = new ConcurrentHashMap<>();
    private final List<Closeable> open = new ArrayList<>();
    private final FalconJson json = new FalconJson();
    private final Wire wire;
    private final HostsRest hosts;
    private final StreamsRest streams;
    private final AlertsRest alerts;
    private final DetectsRest detects;
    private final ThreatGraphRest threatGraph;
    private final OAuth2Rest oauth2;
    private final SpotlightRest spotlight;
    private final DiscoverRest discover;
    private final ListingsRest listings;
    private final IdentityRest identity;
    private final IocsRest iocs;
    private final PreventionRest prevention;
    private final CasesRest cases;

    public FalconHttp(FalconHttpOptions options, CallObserver observer, Clock clock) {
        this(options, observer, CallTiming.real(clock));
    }

    /** The same with waiting and chance injected, for tests. */
    public FalconHttp(FalconHttpOptions options, CallObserver observer, CallTiming timing) {
        this.options = Objects.requireNonNull(options, "options");
        this.observer = Objects.requireNonNull(observer, "observer");
        this.timing = Objects.requireNonNull(timing, "timing");
        this.wire = new Wire(json, options);
        this.hosts = client(HostsRest.class);
        this.streams = client(StreamsRest.class);
        this.alerts = client(AlertsRest.class);
        this.detects = client(DetectsRest.class);
        this.threatGraph = client(ThreatGraphRest.class);
        this.oauth2 = client(OAuth2Rest.class);
        this.spotlight = client(SpotlightRest.class);
        this.discover = client(DiscoverRest.class);
        this.listings = client(ListingsRest.class);
        this.identity = client(IdentityRest.class);
        this.iocs = client(IocsRest.class);
        this.prevention = client(PreventionRest.class);
        this.cases = client(CasesRest.class);
    }

    /**
     * The hosts of a customer.
     *
     * @param tenant our name of the customer; calls with the same name share one pacing
     * @param tokens gives the customer's tokens, and with them the address to call
     */
    public HostsApi hosts(String tenant, TokenSource tokens) {
        return new HostsClient(calls(tenant, tokens), new RestHosts(hosts, wire, json));
    }

    /**
     * The event streams of a customer.
     *
     * @param tenant our name of the customer; calls with the same name share one pacing
     * @param tokens gives the customer's tokens, and with them the address to call
     */
    public StreamsApi streams(String tenant, TokenSource tokens) {
        return new StreamsClient(calls(tenant, tokens), new RestStreams(streams, wire, json));
    }

    /** The alerts of a customer, as {@link #streams}. */
    public AlertsApi alerts(String tenant, TokenSource tokens) {
        return new AlertsClient(calls(tenant, tokens), new RestAlerts(alerts, wire, json));
    }

    /** The graph of a customer, as {@link #streams}. */
    public ThreatGraphApi threatGraph(String tenant, TokenSource tokens) {
        return new ThreatGraphClient(
                calls(tenant, tokens), new RestThreatGraph(threatGraph, wire, json));
    }

    /** The detections of a customer, as {@link #streams}; the vendor ended them. */
    public DetectsApi detects(String tenant, TokenSource tokens) {
        return new DetectsClient(calls(tenant, tokens), new RestDetects(detects, wire, json));
    }

    /** The vulnerabilities of a customer's hosts, as {@link #streams}. */
    public SpotlightApi spotlight(String tenant, TokenSource tokens) {
        return new SpotlightClient(calls(tenant, tokens), new RestSpotlight(spotlight, wire, json));
    }

    /** The assets, applications and logins of a customer, as {@link #streams}. */
    public DiscoverApi discover(String tenant, TokenSource tokens) {
        return new DiscoverClient(calls(tenant, tokens), new RestDiscover(discover, wire, json));
    }

    /** The host groups of a customer, as {@link #streams}. */
    public HostGroupsApi hostGroups(String tenant, TokenSource tokens) {
        return new HostGroupsClient(
                calls(tenant, tokens), new RestHostGroups(listings, wire, json));
    }

    /** The policies of a customer, as {@link #streams}. */
    public PoliciesApi policies(String tenant, TokenSource tokens) {
        return new PoliciesClient(calls(tenant, tokens), new RestPolicies(listings, wire, json));
    }

    /** The users of a customer's console, as {@link #streams}. */
    public UsersApi users(String tenant, TokenSource tokens) {
        return new UsersClient(calls(tenant, tokens), new RestUsers(listings, wire, json));
    }

    /** The children of a Flight Control parent, as {@link #streams}. */
    public FlightControlApi flightControl(String tenant, TokenSource tokens) {
        return new FlightControlClient(
                calls(tenant, tokens), new RestFlightControl(listings, wire, json));
    }

    /** The users of a customer by Identity Protection, as {@link #streams}. */
    public IdentityApi identity(String tenant, TokenSource tokens) {
        return new IdentityClient(calls(tenant, tokens), new RestIdentity(identity, wire, json));
    }

    /** The custom indicators of a customer, as {@link #streams}. */
    public IocsApi iocs(String tenant, TokenSource tokens) {
        return new IocsClient(calls(tenant, tokens), new RestIocs(iocs, wire, json));
    }

    /** The prevention policies of a customer, to be changed, as {@link #streams}. */
    public PreventionApi prevention(String tenant, TokenSource tokens) {
        return new PreventionClient(
                calls(tenant, tokens), new RestPrevention(prevention, wire, json));
    }

    /** The cases of a customer, as {@link #streams}. */
    public CasesApi cases(String tenant, TokenSource tokens) {
        return new CasesClient(calls(tenant, tokens), new RestCases(cases, wire, json));
    }

    /** Who opened remote shells on a customer's hosts, as {@link #streams}. */
    public RtrApi rtr(String tenant, TokenSource tokens) {
        return new RtrClient(calls(tenant, tokens), new RestCases(cases, wire, json));
    }

    /** The token endpoint. */
    public OAuth2Api oauth2() {
        return new OAuth2Client(
                new RestOAuth2(oauth2, wire, json), options.limits(), observer, timing.clock());
    }

    /** Calls a minute a customer may make, as the vendor last said. */
    public OptionalLong limitSeen(String tenant) {
        Pacer pacer = pacers.get(tenant);
        return pacer == null ? OptionalLong.empty() : pacer.limit();
    }

    private FalconCalls calls(String tenant, TokenSource tokens) {
        Pacer pacer =
                pacers.computeIfAbsent(tenant, _ -> new Pacer(timing.clock(), options.limits()));
        return new FalconCalls(tenant, tokens, pacer, options.limits(), observer, timing);
    }

    private <T> T client(Class<T> rest) {
        T made =
                QuarkusRestClientBuilder.newBuilder()
                        .baseUri(NOWHERE)
                        .connectTimeout(options.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
                        .readTimeout(options.readTimeout().toMillis(), TimeUnit.MILLISECONDS)
                        .followRedirects(false)
                        .disableDefaultMapper(true)
                        .userAgent(options.userAgent())
                        .property(
                                QuarkusRestClientProperties.CONNECTION_POOL_SIZE,
                                options.connections())
                        .property(QuarkusRestClientProperties.CONNECTION_TTL, IDLE_SECONDS)
                        .httpClientOptionsCustomizer(http ->
                                http.setIdleTimeout(idleMillis())
                                        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS))
                        .build(rest);
        if (made instanceof Closeable closeable) {
            open.add(closeable);
        }
        return made;
    }

    /**
     * Ends a silence within a body, which nothing else does. Counted from the last byte read or
     * written: by bytes read alone, a request on a connection kept from earlier would have only
     * what is left of the patience. Later than the end of the request's own patience, or a silence
     * would now be a time-out and now a broken connection.
     */
    private int idleMillis() {
        return Math.toIntExact(options.readTimeout().toMillis() + IDLE_MARGIN_MILLIS);
    }

    /** Closes the connections. */
    @Override
    public void close() {
        UncheckedIOException failed = null;
        for (Closeable client : open) {
            try {
                client.close();
            } catch (IOException e) {
                failed = failed == null ? new UncheckedIOException(e) : failed;
            }
        }
        if (failed != null) {
            throw failed;
        }
    }
}
