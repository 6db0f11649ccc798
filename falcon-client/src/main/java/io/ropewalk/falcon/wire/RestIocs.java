package io.ropewalk.falcon.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.ropewalk.falcon.FalconToken;
import io.ropewalk.falcon.call.Answer;
import io.ropewalk.falcon.call.TransportException;
import io.ropewalk.falcon.iocs.Indicator;
import io.ropewalk.falcon.iocs.IndicatorMetadata;
import io.ropewalk.falcon.iocs.IndicatorQuery;
import io.ropewalk.falcon.iocs.IndicatorUpdate;
import io.ropewalk.falcon.iocs.IocAction;
import io.ropewalk.falcon.iocs.IocsApi;
import io.ropewalk.falcon.iocs.IocsTransport;
import io.ropewalk.falcon.iocs.NewIndicator;
import io.ropewalk.falcon.iocs.Vocabulary;
import io.ropewalk.falcon.iocs.WriteEntry;
import io.ropewalk.falcon.iocs.WriteOptions;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** IOC management over its REST client. */
@RegisterForReflection(
        targets = {
            Indicator.class,
            IndicatorMetadata.class,
            IocAction.class,
            WriteEntry.Complaint.class
        })
final class RestIocs implements IocsTransport {

    /** All lists of words together are shorter. */
    private static final int WORDS = 100;

    private final IocsRest rest;
    private final Wire wire;
    private final FalconJson json;
    private final EnvelopeReader.ItemReader<Indicator> indicators;
    private final EnvelopeReader.ItemReader<WriteEntry.Complaint> complaints;
    private final EnvelopeReader.ItemReader<IocAction> actions;

    RestIocs(IocsRest rest, Wire wire, FalconJson json) {
        this.rest = Objects.requireNonNull(rest, "rest");
        this.wire = Objects.requireNonNull(wire, "wire");
        this.json = Objects.requireNonNull(json, "json");
        this.indicators = indicators(json);
        this.complaints = json.records(WriteEntry.Complaint.class, _ -> List.of());
        this.actions = actions(json);
    }

    static EnvelopeReader.ItemReader<Indicator> indicators(FalconJson json) {
        return json.records(Indicator.class, it -> List.of(it.id()));
    }

    static EnvelopeReader.ItemReader<IocAction> actions(FalconJson json) {
        return json.records(IocAction.class, it -> List.of(it.id()));
    }

    @Override
    public Answer<Indicator> combined(
            FalconToken token, IndicatorQuery query, IocsApi.From from, int limit)
            throws TransportException {
        return wire.exchange(
                () ->
                        rest.combined(
                                token.baseUrl(), Wire.bearer(token), listing(query, from, limit)),
                indicators);
    }

    @Override
    public Answer<String> search(
            FalconToken token, IndicatorQuery query, IocsApi.From from, int limit)
            throws TransportException {
        return wire.exchange(
                () -> rest.search(token.baseUrl(), Wire.bearer(token), listing(query, from, limit)),
                json::readId);
    }

    private static IocsRest.Listing listing(IndicatorQuery query, IocsApi.From from, int limit) {
        IocsRest.Listing listing = new IocsRest.Listing();
        listing.filter = query.filter().isEmpty() ? null : query.filter();
        listing.sort = query.sort();
        listing.fromParent = query.fromParent().orElse(null);
        listing.limit = limit;
        listing.after = from.cursor().orElse(null);
        listing.offset = from.offset().isPresent() ? from.offset().getAsLong() : null;
        return listing;
    }

    @Override
    public Answer<Indicator> details(FalconToken token, List<String> ids)
            throws TransportException {
        return wire.exchange(
                () -> rest.details(token.baseUrl(), Wire.bearer(token), ids), indicators);
    }

    @Override
    public Answer<WriteEntry> create(
            FalconToken token, List<NewIndicator> items, WriteOptions options)
            throws TransportException {
        String body = body(items.stream().map(NewIndicator::members).toList(), options);
        return wire.exchange(
                () ->
                        rest.create(
                                token.baseUrl(),
                                Wire.bearer(token),
                                options.ignoreWarnings(),
                                options.retrodetects(),
                                body),
                this::readEntry);
    }

    @Override
    public Answer<WriteEntry> update(
            FalconToken token, List<IndicatorUpdate> items, WriteOptions options)
            throws TransportException {
        String body = body(items.stream().map(IndicatorUpdate::members).toList(), options);
        return wire.exchange(
                () ->
                        rest.update(
                                token.baseUrl(),
                                Wire.bearer(token),
                                options.ignoreWarnings(),
                                options.retrodetects(),
                                body),
                this::readEntry);
    }

    private String body(List<Map<String, Object>> items, WriteOptions options)
            throws TransportException {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("comment", options.comment());
        body.put("indicators", items);
        return json.body(body);
    }

    @Override
    public Answer<WriteEntry> delete(FalconToken token, List<String> ids, String comment)
            throws TransportException {
        return wire.exchange(
                () -> rest.delete(token.baseUrl(), Wire.bearer(token), ids, comment),
                this::readEntry);
    }

    @Override
    public Answer<String> words(FalconToken token, Vocabulary vocabulary, long offset)
            throws TransportException {
        String bearer = Wire.bearer(token);
        Long from = Wire.from(offset);
        return wire.exchange(
                () ->
                        switch (vocabulary) {
                            case ACTIONS -> rest.actionIds(token.baseUrl(), bearer, WORDS, from);
                            case TYPES -> rest.types(token.baseUrl(), bearer, WORDS, from);
                            case PLATFORMS -> rest.platforms(token.baseUrl(), bearer, WORDS, from);
                            case SEVERITIES ->
                                    rest.severities(token.baseUrl(), bearer, WORDS, from);
                        },
                json::readId);
    }

    @Override
    public Answer<IocAction> actions(FalconToken token, List<String> ids)
            throws TransportException {
        return wire.exchange(() -> rest.actions(token.baseUrl(), Wire.bearer(token), ids), actions);
    }

    /** A removed id, a record, or in its place what is wrong with it. */
    Optional<WriteEntry> readEntry(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            return json.readId(parser).map(WriteEntry.Removed::new);
        }
        JsonNode record = json.mapper().readTree(parser);
        if (record.hasNonNull("message_type")) {
            return complaints.read(json.replay(record)).map(it -> it);
        }
        return indicators.read(json.replay(record)).map(WriteEntry.Stored::new);
    }
}
