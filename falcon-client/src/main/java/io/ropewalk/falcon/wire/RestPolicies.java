package io.ropewalk.falcon.wire;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.ropewalk.falcon.FalconToken;
import io.ropewalk.falcon.call.Answer;
import io.ropewalk.falcon.call.TransportException;
import io.ropewalk.falcon.fql.Filter;
import io.ropewalk.falcon.policies.PoliciesTransport;
import io.ropewalk.falcon.policies.Policy;
import io.ropewalk.falcon.policies.PolicyKind;
import io.ropewalk.falcon.policies.SensorUpdateSettings;
import java.util.List;
import java.util.Objects;

/** The policy collections over their REST client. */
@RegisterForReflection(targets = {Policy.class, SensorUpdateSettings.class})
final class RestPolicies implements PoliciesTransport {

    /** A time that never changes, so that none moves while pages are read. */
    private static final String SORT = "created_timestamp.asc";

    private final ListingsRest rest;
    private final Wire wire;
    private final EnvelopeReader.ItemReader<Policy> policies;

    RestPolicies(ListingsRest rest, Wire wire, FalconJson json) {
        this.rest = Objects.requireNonNull(rest, "rest");
        this.wire = Objects.requireNonNull(wire, "wire");
        this.policies = policies(json);
    }

    static EnvelopeReader.ItemReader<Policy> policies(FalconJson json) {
        return json.records(Policy.class, it -> List.of(it.id()));
    }

    @Override
    public Answer<Policy> combined(
            FalconToken token, PolicyKind kind, Filter filter, long offset, int limit)
            throws TransportException {
        String bearer = Wire.bearer(token);
        String fql = Wire.text(filter);
        Long from = Wire.from(offset);
        return wire.exchange(
                () ->
                        switch (kind) {
                            case PREVENTION ->
                                    rest.preventionPolicies(
                                            token.baseUrl(), bearer, fql, SORT, limit, from);
                            case SENSOR_UPDATE ->
                                    rest.sensorUpdatePolicies(
                                            token.baseUrl(), bearer, fql, SORT, limit, from);
                        },
                policies);
    }
}
