package io.ropewalk.falcon.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.ropewalk.falcon.FalconToken;
import io.ropewalk.falcon.call.Answer;
import io.ropewalk.falcon.call.TransportException;
import io.ropewalk.falcon.identity.IdentityTransport;
import io.ropewalk.falcon.identity.IdentityUser;
import java.util.Map;
import java.util.Objects;

/** Identity Protection over its REST client. */
final class RestIdentity implements IdentityTransport {

    private final IdentityRest rest;
    private final Wire wire;
    private final FalconJson json;
    private final IdentityReader reader;

    RestIdentity(IdentityRest rest, Wire wire, FalconJson json) {
        this.rest = Objects.requireNonNull(rest, "rest");
        this.wire = Objects.requireNonNull(wire, "wire");
        this.json = Objects.requireNonNull(json, "json");
        this.reader = new IdentityReader(json);
    }

    @Override
    public Answer<IdentityUser> users(FalconToken token, String query) throws TransportException {
        String body = body(query);
        return wire.exchangeWhole(
                () -> rest.graphql(token.baseUrl(), Wire.bearer(token), body), reader::read);
    }

    private String body(String query) throws TransportException {
        try {
            return json.mapper().writeValueAsString(Map.of("query", query));
        } catch (JsonProcessingException e) {
            throw new TransportException(
                    TransportException.Kind.BUG, true, "The request could not be written.", e);
        }
    }
}
