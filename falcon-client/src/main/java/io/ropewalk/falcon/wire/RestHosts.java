package io.ropewalk.falcon.wire;

import com.fasterxml.jackson.core.JsonParser;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.ropewalk.falcon.FalconToken;
import io.ropewalk.falcon.Members;
import io.ropewalk.falcon.call.Answer;
import io.ropewalk.falcon.call.TransportException;
import io.ropewalk.falcon.fql.Filter;
import io.ropewalk.falcon.hosts.Host;
import io.ropewalk.falcon.hosts.HostAction;
import io.ropewalk.falcon.hosts.HostLogins;
import io.ropewalk.falcon.hosts.HostSort;
import io.ropewalk.falcon.hosts.HostsTransport;
import io.ropewalk.falcon.hosts.LoginQuery;
import io.ropewalk.falcon.hosts.OnlineState;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The hosts collection over its REST client. */
@RegisterForReflection(targets = {HostLogins.class, HostLogins.Login.class, OnlineState.class})
final class RestHosts implements HostsTransport {

    /** A fixed order, so that a walk can prove that no page came twice. */
    private static final String SORT = HostSort.BY_ID.text();

    private final HostsRest rest;
    private final Wire wire;
    private final FalconJson json;
    private final EnvelopeReader.ItemReader<HostLogins> logins;
    private final EnvelopeReader.ItemReader<OnlineState> online;

    RestHosts(HostsRest rest, Wire wire, FalconJson json) {
        this.rest = Objects.requireNonNull(rest, "rest");
        this.wire = Objects.requireNonNull(wire, "wire");
        this.json = Objects.requireNonNull(json, "json");
        this.logins = logins(json);
        this.online = json.records(OnlineState.class, it -> List.of(it.id()));
    }

    static EnvelopeReader.ItemReader<HostLogins> logins(FalconJson json) {
        return json.records(HostLogins.class, it -> List.of(it.deviceId()));
    }

    @Override
    public Answer<Host> combined(
            FalconToken token, Filter filter, Optional<String> cursor, int limit)
            throws TransportException {
        return sorted(token, filter, HostSort.BY_ID, cursor, limit);
    }

    @Override
    public Answer<Host> sorted(
            FalconToken token, Filter filter, HostSort sort, Optional<String> cursor, int limit)
            throws TransportException {
        return wire.exchange(
                () ->
                        rest.combined(
                                token.baseUrl(),
                                Wire.bearer(token),
                                Wire.text(filter),
                                sort.text(),
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

    @Override
    public Answer<Host> hidden(FalconToken token, Filter filter, Optional<String> cursor, int limit)
            throws TransportException {
        return wire.exchange(
                () ->
                        rest.hidden(
                                token.baseUrl(),
                                Wire.bearer(token),
                                Wire.text(filter),
                                SORT,
                                limit,
                                cursor.orElse(null)),
                json::readHost);
    }

    @Override
    public Answer<HostLogins> loginHistory(
            FalconToken token, List<String> deviceIds, LoginQuery query) throws TransportException {
        String body = json.idsBody("ids", deviceIds);
        return wire.exchange(
                () ->
                        rest.loginHistory(
                                token.baseUrl(),
                                Wire.bearer(token),
                                query.limit(),
                                query.from().map(Instant::toString).orElse(null),
                                query.to().map(Instant::toString).orElse(null),
                                body),
                logins);
    }

    @Override
    public Answer<OnlineState> online(FalconToken token, List<String> deviceIds)
            throws TransportException {
        return wire.exchange(
                () -> rest.online(token.baseUrl(), Wire.bearer(token), deviceIds), online);
    }

    @Override
    public Answer<String> action(
            FalconToken token, HostAction action, List<String> deviceIds, Optional<String> note)
            throws TransportException {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("ids", deviceIds);
        note.ifPresent(text ->
                members.put("action_parameters", List.of(Map.of("name", "note", "value", text))));
        String body = json.body(members);
        return wire.exchange(
                () -> rest.action(token.baseUrl(), Wire.bearer(token), action.word(), body),
                RestHosts::readAffected);
    }

    /** The id of the affected entity the parser stands at. */
    private static Optional<String> readAffected(JsonParser parser) throws IOException {
        return PlainJson.object(parser).map(Members::new).flatMap(it -> it.text("id"));
    }
}
