package io.ropewalk.falcon.wire;

import io.ropewalk.falcon.FalconToken;
import io.ropewalk.falcon.Members;
import io.ropewalk.falcon.call.Answer;
import io.ropewalk.falcon.call.TransportException;
import io.ropewalk.falcon.cases.CaseRecord;
import io.ropewalk.falcon.cases.CasesTransport;
import io.ropewalk.falcon.fql.Filter;
import io.ropewalk.falcon.rtr.RtrQuery;
import io.ropewalk.falcon.rtr.RtrSession;
import io.ropewalk.falcon.rtr.RtrTransport;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;

/** Case management and the audit of remote shells over their REST client. */
final class RestCases implements CasesTransport, RtrTransport {

    private static final String NEWEST_FIRST = "created_at|desc";

    private final CasesRest rest;
    private final Wire wire;
    private final FalconJson json;

    RestCases(CasesRest rest, Wire wire, FalconJson json) {
        this.rest = Objects.requireNonNull(rest, "rest");
        this.wire = Objects.requireNonNull(wire, "wire");
        this.json = Objects.requireNonNull(json, "json");
    }

    /** Everything of the record the parser stands at; empty when it lacks its id. */
    private static <T> EnvelopeReader.ItemReader<T> whole(BiFunction<String, Members, T> made) {
        return parser ->
                PlainJson.object(parser)
                        .map(Members::new)
                        .flatMap(members -> members.text("id").map(id -> made.apply(id, members)));
    }

    @Override
    public Answer<String> query(
            FalconToken token, Filter filter, String sort, long offset, int limit)
            throws TransportException {
        return wire.exchange(
                () ->
                        rest.query(
                                token.baseUrl(),
                                Wire.bearer(token),
                                Wire.text(filter),
                                sort,
                                limit,
                                Wire.from(offset)),
                json::readId);
    }

    @Override
    public Answer<CaseRecord> details(FalconToken token, List<String> ids)
            throws TransportException {
        String body = json.idsBody("ids", ids);
        return wire.exchange(
                () -> rest.details(token.baseUrl(), Wire.bearer(token), body),
                whole(CaseRecord::new));
    }

    @Override
    public Answer<RtrSession> audit(FalconToken token, RtrQuery query, long offset, int limit)
            throws TransportException {
        return wire.exchange(
                () ->
                        rest.audit(
                                token.baseUrl(),
                                Wire.bearer(token),
                                Wire.text(query.filter()),
                                NEWEST_FIRST,
                                limit,
                                Wire.from(offset),
                                query.withCommands()),
                whole(RtrSession::new));
    }
}
