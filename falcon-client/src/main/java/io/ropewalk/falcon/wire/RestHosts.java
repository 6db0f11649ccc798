package io.ropewalk.falcon.wire;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.ropewalk.falcon.FalconToken;
import io.ropewalk.falcon.call.Answer;
import io.ropewalk.falcon.call.TransportException;
import io.ropewalk.falcon.fql.Filter;
import io.ropewalk.falcon.hosts.Host;
import io.ropewalk.falcon.hosts.HostLogins;
import io.ropewalk.falcon.hosts.HostsTransport;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The hosts collection over its REST client. */
@RegisterForReflection(targets = {HostLogins.class, HostLogins.Login.class})
final class RestHosts implements HostsTransport {

    /** A fixed order, so that a walk can prove that no page came twice. */
    private static final String SORT = "device_id.asc";

    private final HostsRest rest;
    private final Wire wire;
    private final FalconJson json;
    private final EnvelopeReader.ItemReader<HostLogins> logins;

    RestHosts(HostsRest rest, Wire wire, FalconJson json) {
        this.rest = Objects.requireNonNull(rest, "rest");
        this.wire = Objects.requireNonNull(wire, "wire");
        this.json = Objects.requireNonNull(json, "json");
        this.logins = logins(json);
    }

    static EnvelopeReader.ItemReader<HostLogins> logins(FalconJson json) {
        return json.records(HostLogins.class, it -> List.of(it.deviceId()));
    }

    @Override
    public Answer<Host> combined(
            FalconToken token, Filter filter, Optional<String> cursor, int limit)
            throws TransportException {
        return wire.exchange(
                () ->
                        rest.combined(
                                token.baseUrl(),
                                Wire.bearer(token),
                                Wire.text(filter),
                                SORT,
                                limit,
                                cursor.orElse(null)),
                json::readHost);
    }

    @Override
    public Answer<String> scroll(
            FalconToken token, Filter filter, Optional<String> cursor, int limit)
            throws TransportException {
        return wire.exchange(
                () ->
                        rest.scroll(
                                token.baseUrl(),
                                Wire.bearer(token),
                                Wire.text(filter),
                                SORT,
                                limit,
                                cursor.orElse(null)),
                json::readId);
    }

    @Override
    public Answer<Host> details(FalconToken token, List<String> deviceIds)
            throws TransportException {
        String body = json.idsBody("ids", deviceIds);
        return wire.exchange(
                () -> rest.details(token.baseUrl(), Wire.bearer(token), body), json::readHost);
    }

    @Override
    public Answer<HostLogins> logins(FalconToken token, List<String> deviceIds)
            throws TransportException {
        String body = json.idsBody("ids", deviceIds);
        return wire.exchange(() -> rest.logins(token.baseUrl(), Wire.bearer(token), body), logins);
    }
}
