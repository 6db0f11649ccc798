package io.ropewalk.inventory.sync.falcon;

import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.discover.Application;
import io.ropewalk.falcon.discover.ApplicationFacet;
import io.ropewalk.falcon.discover.ApplicationFields;
import io.ropewalk.falcon.discover.DiscoverApi;
import io.ropewalk.falcon.discover.Login;
import io.ropewalk.falcon.discover.LoginFields;
import io.ropewalk.falcon.fql.Filter;
import io.ropewalk.falcon.fql.TimeField;
import io.ropewalk.falcon.hostgroups.HostGroup;
import io.ropewalk.falcon.hosts.Host;
import io.ropewalk.falcon.policies.Policy;
import io.ropewalk.falcon.policies.PolicyKind;
import io.ropewalk.falcon.spotlight.Facet;
import io.ropewalk.falcon.spotlight.SpotlightApi;
import io.ropewalk.falcon.spotlight.Vulnerability;
import io.ropewalk.falcon.spotlight.VulnerabilityFields;
import io.ropewalk.falcon.spotlight.VulnerabilityQuery;
import io.ropewalk.falcon.users.User;
import io.ropewalk.falcon.wire.FalconHttp;
import io.ropewalk.inventory.shape.Of;
import io.ropewalk.inventory.sync.Lookup;
import io.ropewalk.inventory.sync.Source;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * The vendor's listings. Each walk has a client of its own, so that what a cloud could not do an
 * hour ago is tried again.
 */
public final class FalconSources {
    private static final TimeField MODIFIED = TimeField.named("modified_timestamp");
    private static final Duration LOGIN_SLICE = Duration.ofHours(6);

    /** What closes while it is listed comes, too, where the vendor still shows it. */
    private static final Filter NOT_OVER = VulnerabilityFields.STATUS.in(List.of("open", "reopen"));

    private final FalconHttp http;
    private final TokensOf tokens;
    private final CustomerIds customers;

    public FalconSources(FalconHttp http, TokensOf tokens) {
        this.http = http;
        this.tokens = tokens;
        this.customers = new CustomerIds(http, tokens);
    }

    /**
     * Hosts.
     *
     * @param pageSize asked for at once, at most 10,000
     */
    public Source<Host> hosts(int pageSize) {
        return (tenant, since) ->
                http.hosts(tenant, tokens.tenant(tenant))
                        .walk(
                                since.map(MODIFIED::after).orElse(Filter.NONE),
                                pageSize,
                                CallClass.BACKGROUND);
    }

    /**
     * Spotlight findings that are open, or, since a time, all that changed, with their CVE and what
     * to do about it.
     *
     * @param pageSize asked for at once; no more than the vendor gives are
     */
    public Source<Vulnerability> vulnerabilities(int pageSize) {
        return (tenant, since) ->
                http.spotlight(tenant, tokens.tenant(tenant))
                        .walk(
                                new VulnerabilityQuery(
                                        since.map(VulnerabilityFields.UPDATED_TIMESTAMP::after)
                                                .orElse(NOT_OVER),
                                        Set.of(Facet.CVE, Facet.HOST_INFO, Facet.REMEDIATION)),
                                Math.min(pageSize, SpotlightApi.MAX_PAGE),
                                CallClass.BACKGROUND);
    }

    /** Single hosts. */
    public Lookup<Host> host() {
        return (tenant, ids) ->
                http.hosts(tenant, tokens.tenant(tenant)).details(ids, CallClass.BACKGROUND);
    }

    /** Single findings. */
    public Lookup<Vulnerability> vulnerability() {
        return (tenant, ids) ->
                http.spotlight(tenant, tokens.tenant(tenant)).details(ids, CallClass.BACKGROUND);
    }

    /** Host groups; their records do not name the customer. */
    public Source<Of<HostGroup>> groups() {
        return (tenant, _) ->
                customers.named(
                        tenant,
                        http.hostGroups(tenant, tokens.tenant(tenant))
                                .walk(Filter.NONE, CallClass.BACKGROUND),
                        _ -> "");
    }

    /** Policies of one kind. */
    public Source<Policy> policies(PolicyKind kind) {
        return (tenant, _) ->
                http.policies(tenant, tokens.tenant(tenant))
                        .walk(kind, Filter.NONE, CallClass.BACKGROUND);
    }

    /** Users of the console. */
    public Source<Of<User>> users() {
        return (tenant, _) ->
                customers.named(
                        tenant,
                        http.users(tenant, tokens.tenant(tenant))
                                .walk(Filter.NONE, CallClass.BACKGROUND),
                        User::cid);
    }

    /** Applications, an entry for each host; the vendor wants a filter, so this is one for all. */
    public Source<Application> applications() {
        return (tenant, since) ->
                http.discover(tenant, tokens.tenant(tenant))
                        .walkApplications(
                                since.map(ApplicationFields.LAST_UPDATED_TIMESTAMP::after)
                                        .orElse(
                                                ApplicationFields.FIRST_SEEN_TIMESTAMP.after(
                                                        Instant.EPOCH)),
                                Set.of(ApplicationFacet.HOST_INFO, ApplicationFacet.INSTALL_USAGE),
                                CallClass.BACKGROUND);
    }

    /**
     * Logins of the latest time. The vendor lists no more than 10,000 of one filter, so they are
     * asked for in slices of time.
     *
     * @param reach how far back
     */
    public Source<Of<Login>> logins(Duration reach, Clock clock) {
        return (tenant, since) -> {
            var api = http.discover(tenant, tokens.tenant(tenant));
            Instant now = clock.instant();
            Instant from = now.minus(reach);
            var slices =
                    new SlicedWalk<Login>(
                            (start, end) ->
                                    api.walkLogins(
                                            LoginFields.LOGIN_TIMESTAMP.between(start, end),
                                            CallClass.BACKGROUND),
                            since.filter(from::isBefore).orElse(from),
                            now,
                            new SlicedWalk.Limits(LOGIN_SLICE, DiscoverApi.MAX_LISTED));
            return customers.named(tenant, slices, Login::cid);
        };
    }
}
