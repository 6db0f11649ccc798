package io.ropewalk.falcon.wire;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.ropewalk.falcon.FalconToken;
import io.ropewalk.falcon.call.Answer;
import io.ropewalk.falcon.call.TransportException;
import io.ropewalk.falcon.discover.Account;
import io.ropewalk.falcon.discover.Application;
import io.ropewalk.falcon.discover.ApplicationFacet;
import io.ropewalk.falcon.discover.DiscoverTransport;
import io.ropewalk.falcon.discover.DiscoveredHost;
import io.ropewalk.falcon.discover.Login;
import io.ropewalk.falcon.fql.Filter;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The Discover collection over its REST client. */
@RegisterForReflection(
        targets = {
            Application.class,
            Application.Host.class,
            DiscoveredHost.class,
            Account.class,
            Login.class
        })
final class RestDiscover implements DiscoverTransport {

    private static final String BY_NAME = "username.asc";
    private static final String BY_TIME = "login_timestamp.asc";

    private final DiscoverRest rest;
    private final Wire wire;
    private final FalconJson json;
    private final EnvelopeReader.ItemReader<Application> applications;
    private final EnvelopeReader.ItemReader<DiscoveredHost> hosts;
    private final EnvelopeReader.ItemReader<Account> accounts;
    private final EnvelopeReader.ItemReader<Login> logins;

    RestDiscover(DiscoverRest rest, Wire wire, FalconJson json) {
        this.rest = Objects.requireNonNull(rest, "rest");
        this.wire = Objects.requireNonNull(wire, "wire");
        this.json = Objects.requireNonNull(json, "json");
        this.applications = applications(json);
        this.hosts = hosts(json);
        this.accounts = accounts(json);
        this.logins = logins(json);
    }

    static EnvelopeReader.ItemReader<Application> applications(FalconJson json) {
        return json.records(Application.class, it -> List.of(it.id(), it.cid()));
    }

    static EnvelopeReader.ItemReader<DiscoveredHost> hosts(FalconJson json) {
        return json.records(DiscoveredHost.class, it -> List.of(it.id(), it.cid()));
    }

    static EnvelopeReader.ItemReader<Account> accounts(FalconJson json) {
        return json.records(Account.class, it -> List.of(it.id(), it.cid()));
    }

    static EnvelopeReader.ItemReader<Login> logins(FalconJson json) {
        return json.records(Login.class, it -> List.of(it.id()));
    }

    @Override
    public Answer<Application> applications(
            FalconToken token,
            Filter filter,
            Set<ApplicationFacet> facets,
            Optional<String> cursor,
            int limit)
            throws TransportException {
        return wire.exchange(
                () ->
                        rest.applications(
                                token.baseUrl(),
                                Wire.bearer(token),
                                filter.text(),
                                facets.stream().map(ApplicationFacet::word).sorted().toList(),
                                limit,
                                cursor.orElse(null)),
                applications);
    }

    @Override
    public Answer<DiscoveredHost> hosts(
            FalconToken token, Filter filter, Optional<String> cursor, int limit)
            throws TransportException {
        return wire.exchange(
                () ->
                        rest.hosts(
                                token.baseUrl(),
                                Wire.bearer(token),
                                filter.text(),
                                limit,
                                cursor.orElse(null)),
                hosts);
    }

    @Override
    public Answer<String> accountIds(FalconToken token, Filter filter, long offset, int limit)
            throws TransportException {
        return wire.exchange(
                () ->
                        rest.accountIds(
                                token.baseUrl(),
                                Wire.bearer(token),
                                Wire.text(filter),
                                BY_NAME,
                                limit,
                                Wire.from(offset)),
                json::readId);
    }

    @Override
    public Answer<Account> accounts(FalconToken token, List<String> ids) throws TransportException {
        return wire.exchange(
                () -> rest.accounts(token.baseUrl(), Wire.bearer(token), ids), accounts);
    }

    @Override
    public Answer<String> loginIds(FalconToken token, Filter filter, long offset, int limit)
            throws TransportException {
        return wire.exchange(
                () ->
                        rest.loginIds(
                                token.baseUrl(),
                                Wire.bearer(token),
                                Wire.text(filter),
                                BY_TIME,
                                limit,
                                Wire.from(offset)),
                json::readId);
    }

    @Override
    public Answer<Login> logins(FalconToken token, List<String> ids) throws TransportException {
        return wire.exchange(() -> rest.logins(token.baseUrl(), Wire.bearer(token), ids), logins);
    }
}
