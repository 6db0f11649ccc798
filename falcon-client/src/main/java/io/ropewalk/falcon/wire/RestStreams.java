package io.ropewalk.falcon.wire;

import com.fasterxml.jackson.core.JsonParser;
import io.ropewalk.falcon.FalconToken;
import io.ropewalk.falcon.call.Answer;
import io.ropewalk.falcon.call.Envelope;
import io.ropewalk.falcon.call.TransportException;
import io.ropewalk.falcon.streams.ListedStream;
import io.ropewalk.falcon.streams.StreamsTransport;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The event streams collection over its REST client. */
final class RestStreams implements StreamsTransport {

    /** Some clients send nothing, some repeat the query; an empty object fits all. */
    private static final String NOTHING = "{}";

    private final StreamsRest rest;
    private final Wire wire;
    private final FalconJson json;
    private final StreamJson streams;
    private final EnvelopeReader envelopes;

    RestStreams(StreamsRest rest, Wire wire, FalconJson json) {
        this.rest = Objects.requireNonNull(rest, "rest");
        this.wire = Objects.requireNonNull(wire, "wire");
        this.json = Objects.requireNonNull(json, "json");
        this.streams = new StreamJson(json);
        this.envelopes = new EnvelopeReader(json);
    }

    @Override
    public Answer<ListedStream> discover(FalconToken token, String appId)
            throws TransportException {
        return wire.exchange(
                () -> rest.discover(token.baseUrl(), Wire.bearer(token), appId), streams::read);
    }

    @Override
    public Answer<ListedStream> refresh(FalconToken token, URI refreshUrl)
            throws TransportException {
        return wire.exchangeWhole(
                () -> rest.refresh(refreshUrl, Wire.bearer(token), NOTHING), this::readRefreshed);
    }

    /** A new session token, if any, is a member of the answer itself or of one of its resources. */
    private Optional<Envelope<ListedStream>> readRefreshed(byte[] body) throws IOException {
        Optional<Envelope<ListedStream>> read = envelopes.read(body, streams::read);
        if (read.isEmpty()) {
            return read;
        }
        Envelope<ListedStream> envelope = read.get();
        List<ListedStream> holders = new ArrayList<>(envelope.resources());
        try (JsonParser parser = json.parser(body)) {
            parser.nextToken();
            streams.read(parser).ifPresent(holders::addFirst);
        }
        return Optional.of(
                new Envelope<>(
                        holders,
                        envelope.listed(),
                        envelope.unreadable(),
                        envelope.errors(),
                        envelope.traceId(),
                        envelope.paging()));
    }
}
