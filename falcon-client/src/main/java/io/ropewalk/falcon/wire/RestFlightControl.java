package io.ropewalk.falcon.wire;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.ropewalk.falcon.FalconToken;
import io.ropewalk.falcon.call.Answer;
import io.ropewalk.falcon.call.TransportException;
import io.ropewalk.falcon.flightcontrol.Child;
import io.ropewalk.falcon.flightcontrol.FlightControlTransport;
import java.util.List;
import java.util.Objects;

/** The Flight Control collection over its REST client. */
@RegisterForReflection(targets = Child.class)
final class RestFlightControl implements FlightControlTransport {

    /** The only order the vendor has; upwards, what changes meanwhile comes again at the end. */
    private static final String SORT = "last_modified_timestamp.asc";

    private final ListingsRest rest;
    private final Wire wire;
    private final FalconJson json;
    private final EnvelopeReader.ItemReader<Child> children;

    RestFlightControl(ListingsRest rest, Wire wire, FalconJson json) {
        this.rest = Objects.requireNonNull(rest, "rest");
        this.wire = Objects.requireNonNull(wire, "wire");
        this.json = Objects.requireNonNull(json, "json");
        this.children = children(json);
    }

    static EnvelopeReader.ItemReader<Child> children(FalconJson json) {
        return json.records(Child.class, it -> List.of(it.childCid()));
    }

    @Override
    public Answer<String> query(FalconToken token, long offset, int limit)
            throws TransportException {
        return wire.exchange(
                () ->
                        rest.childIds(
                                token.baseUrl(),
                                Wire.bearer(token),
                                SORT,
                                limit,
                                Wire.from(offset)),
                json::readId);
    }

    @Override
    public Answer<Child> details(FalconToken token, List<String> cids) throws TransportException {
        String body = json.idsBody("ids", cids);
        return wire.exchange(
                () -> rest.children(token.baseUrl(), Wire.bearer(token), body), children);
    }
}
