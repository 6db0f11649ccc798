package io.ropewalk.falcon.wire;

import io.ropewalk.falcon.FalconToken;
import io.ropewalk.falcon.call.Answer;
import io.ropewalk.falcon.call.TransportException;
import io.ropewalk.falcon.detects.Detection;
import io.ropewalk.falcon.detects.DetectsTransport;
import java.util.List;
import java.util.Objects;

/** The detects collection over its REST client. */
final class RestDetects implements DetectsTransport {

    private final DetectsRest rest;
    private final Wire wire;
    private final FalconJson json;

    RestDetects(DetectsRest rest, Wire wire, FalconJson json) {
        this.rest = Objects.requireNonNull(rest, "rest");
        this.wire = Objects.requireNonNull(wire, "wire");
        this.json = Objects.requireNonNull(json, "json");
    }

    @Override
    public Answer<Detection> summaries(FalconToken token, List<String> detectionIds)
            throws TransportException {
        String body = json.idsBody("ids", detectionIds);
        return wire.exchange(
                () -> rest.summaries(token.baseUrl(), Wire.bearer(token), body),
                json::readDetection);
    }
}
