package io.ropewalk.falcon.wire;

import com.fasterxml.jackson.core.JsonParser;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.ropewalk.falcon.FalconToken;
import io.ropewalk.falcon.Members;
import io.ropewalk.falcon.alerts.Aggregate;
import io.ropewalk.falcon.alerts.Aggregation;
import io.ropewalk.falcon.alerts.Alert;
import io.ropewalk.falcon.alerts.AlertChange;
import io.ropewalk.falcon.alerts.AlertQuery;
import io.ropewalk.falcon.alerts.AlertRecord;
import io.ropewalk.falcon.alerts.AlertsTransport;
import io.ropewalk.falcon.call.Answer;
import io.ropewalk.falcon.call.TransportException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The alerts collection over its REST client. */
@RegisterForReflection(targets = {Aggregation.class, Aggregation.Bucket.class})
final class RestAlerts implements AlertsTransport {

    private final AlertsRest rest;
    private final Wire wire;
    private final FalconJson json;
    private final EnvelopeReader.ItemReader<Aggregation> aggregations;

    RestAlerts(AlertsRest rest, Wire wire, FalconJson json) {
        this.rest = Objects.requireNonNull(rest, "rest");
        this.wire = Objects.requireNonNull(wire, "wire");
        this.json = Objects.requireNonNull(json, "json");
        this.aggregations = json.records(Aggregation.class, _ -> List.of());
    }

    @Override
    public Answer<Alert> details(FalconToken token, List<String> compositeIds)
            throws TransportException {
        String body = json.idsBody("composite_ids", compositeIds);
        return wire.exchange(
                () -> rest.details(token.baseUrl(), Wire.bearer(token), body), json::readAlert);
    }

    /** Everything of the alert the parser stands at; empty when it lacks its id. */
    static Optional<AlertRecord> readRecord(JsonParser parser) throws IOException {
        return PlainJson.object(parser)
                .map(Members::new)
                .flatMap(members ->
                        members.text("composite_id").map(id -> new AlertRecord(id, members)));
    }

    @Override
    public Answer<AlertRecord> records(
            FalconToken token, List<String> compositeIds, boolean withHidden)
            throws TransportException {
        String body = json.idsBody("composite_ids", compositeIds);
        return wire.exchange(
                () -> rest.records(token.baseUrl(), Wire.bearer(token), withHidden, body),
                RestAlerts::readRecord);
    }

    @Override
    public Answer<String> query(
            FalconToken token, AlertQuery query, long offset, int limit, boolean withHidden)
            throws TransportException {
        return wire.exchange(
                () ->
                        rest.query(
                                token.baseUrl(),
                                Wire.bearer(token),
                                Wire.text(query.filter()),
                                query.sort(),
                                Wire.from(offset),
                                limit,
                                withHidden),
                json::readId);
    }

    @Override
    public Answer<AlertRecord> combined(
            FalconToken token, AlertQuery query, Optional<String> after, int limit)
            throws TransportException {
        Map<String, Object> members = new LinkedHashMap<>();
        if (!query.filter().matchesAll()) {
            members.put("filter", query.filter().text());
        }
        members.put("sort", query.sort());
        members.put("limit", limit);
        after.ifPresent(cursor -> members.put("after", cursor));
        String body = json.body(members);
        return wire.exchange(
                () -> rest.combined(token.baseUrl(), Wire.bearer(token), body),
                RestAlerts::readRecord);
    }

    @Override
    public Answer<Aggregation> aggregates(
            FalconToken token, List<Aggregate> wanted, boolean withHidden)
            throws TransportException {
        String body = json.body(wanted.stream().map(Aggregate::members).toList());
        return wire.exchange(
                () -> rest.aggregates(token.baseUrl(), Wire.bearer(token), withHidden, body),
                aggregations);
    }

    @Override
    public Answer<String> update(FalconToken token, List<String> compositeIds, AlertChange change)
            throws TransportException {
        String body =
                json.body(
                        Map.of(
                                "composite_ids",
                                compositeIds,
                                "action_parameters",
                                change.parameters().stream()
                                        .map(it -> Map.of("name", it.name(), "value", it.value()))
                                        .toList()));
        return wire.exchange(
                () -> rest.update(token.baseUrl(), Wire.bearer(token), true, body), json::readId);
    }
}
