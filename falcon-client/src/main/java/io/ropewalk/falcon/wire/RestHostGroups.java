package io.ropewalk.falcon.wire;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.ropewalk.falcon.FalconToken;
import io.ropewalk.falcon.call.Answer;
import io.ropewalk.falcon.call.TransportException;
import io.ropewalk.falcon.fql.Filter;
import io.ropewalk.falcon.hostgroups.HostGroup;
import io.ropewalk.falcon.hostgroups.HostGroupsTransport;
import java.util.List;
import java.util.Objects;

/** The host group collection over its REST client. */
@RegisterForReflection(targets = HostGroup.class)
final class RestHostGroups implements HostGroupsTransport {

    /** A time that never changes, so that none moves while pages are read. */
    private static final String SORT = "created_timestamp.asc";

    private final ListingsRest rest;
    private final Wire wire;
    private final EnvelopeReader.ItemReader<HostGroup> groups;

    RestHostGroups(ListingsRest rest, Wire wire, FalconJson json) {
        this.rest = Objects.requireNonNull(rest, "rest");
        this.wire = Objects.requireNonNull(wire, "wire");
        this.groups = groups(json);
    }

    static EnvelopeReader.ItemReader<HostGroup> groups(FalconJson json) {
        return json.records(HostGroup.class, it -> List.of(it.id()));
    }

    @Override
    public Answer<HostGroup> combined(FalconToken token, Filter filter, long offset, int limit)
            throws TransportException {
        return wire.exchange(
                () ->
                        rest.hostGroups(
                                token.baseUrl(),
                                Wire.bearer(token),
                                Wire.text(filter),
                                SORT,
                                limit,
                                Wire.from(offset)),
                groups);
    }
}
