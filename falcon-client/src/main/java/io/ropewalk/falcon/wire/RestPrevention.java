package io.ropewalk.falcon.wire;

import com.fasterxml.jackson.core.JsonParser;
import io.ropewalk.falcon.FalconToken;
import io.ropewalk.falcon.Members;
import io.ropewalk.falcon.call.Answer;
import io.ropewalk.falcon.call.TransportException;
import io.ropewalk.falcon.fql.Filter;
import io.ropewalk.falcon.prevention.PolicyAction;
import io.ropewalk.falcon.prevention.PolicyRecord;
import io.ropewalk.falcon.prevention.PreventionTransport;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Prevention policies over their REST client. */
final class RestPrevention implements PreventionTransport {

    /** A time that never changes, so that none moves while pages are read. */
    private static final String SORT = "created_timestamp.asc";

    private final PreventionRest rest;
    private final Wire wire;
    private final FalconJson json;

    RestPrevention(PreventionRest rest, Wire wire, FalconJson json) {
        this.rest = Objects.requireNonNull(rest, "rest");
        this.wire = Objects.requireNonNull(wire, "wire");
        this.json = Objects.requireNonNull(json, "json");
    }

    /** Everything of the policy the parser stands at; empty when it lacks its id. */
    static Optional<PolicyRecord> readPolicy(JsonParser parser) throws IOException {
        return PlainJson.object(parser)
                .map(Members::new)
                .flatMap(members -> members.text("id").map(id -> new PolicyRecord(id, members)));
    }

    @Override
    public Answer<PolicyRecord> combined(FalconToken token, Filter filter, long offset, int limit)
            throws TransportException {
        return wire.exchange(
                () ->
                        rest.combined(
                                token.baseUrl(),
                                Wire.bearer(token),
                                Wire.text(filter),
                                SORT,
                                limit,
                                Wire.from(offset)),
                RestPrevention::readPolicy);
    }

    @Override
    public Answer<PolicyRecord> details(FalconToken token, List<String> ids)
            throws TransportException {
        return wire.exchange(
                () -> rest.details(token.baseUrl(), Wire.bearer(token), ids),
                RestPrevention::readPolicy);
    }

    @Override
    public Answer<String> members(FalconToken token, String id, long offset, int limit)
            throws TransportException {
        return wire.exchange(
                () ->
                        rest.members(
                                token.baseUrl(), Wire.bearer(token), id, limit, Wire.from(offset)),
                json::readId);
    }

    @Override
    public Answer<PolicyRecord> create(FalconToken token, Map<String, Object> policy)
            throws TransportException {
        String body = json.body(Map.of("resources", List.of(policy)));
        return wire.exchange(
                () -> rest.create(token.baseUrl(), Wire.bearer(token), body),
                RestPrevention::readPolicy);
    }

    @Override
    public Answer<PolicyRecord> update(FalconToken token, Map<String, Object> policy)
            throws TransportException {
        String body = json.body(Map.of("resources", List.of(policy)));
        return wire.exchange(
                () -> rest.update(token.baseUrl(), Wire.bearer(token), body),
                RestPrevention::readPolicy);
    }

    @Override
    public Answer<String> delete(FalconToken token, String id) throws TransportException {
        return wire.exchange(
                () -> rest.delete(token.baseUrl(), Wire.bearer(token), List.of(id)), json::readId);
    }

    @Override
    public Answer<PolicyRecord> action(
            FalconToken token, PolicyAction action, String id, Map<String, String> parameters)
            throws TransportException {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("ids", List.of(id));
        if (!parameters.isEmpty()) {
            members.put(
                    "action_parameters",
                    parameters.entrySet().stream()
                            .map(it -> Map.of("name", it.getKey(), "value", it.getValue()))
                            .toList());
        }
        String body = json.body(members);
        return wire.exchange(
                () -> rest.action(token.baseUrl(), Wire.bearer(token), action.word(), body),
                RestPrevention::readPolicy);
    }
}
