package io.ropewalk.falcon.hostgroups;

import io.ropewalk.falcon.FalconToken;
import io.ropewalk.falcon.call.Answer;
import io.ropewalk.falcon.call.TransportException;
import io.ropewalk.falcon.fql.Filter;

/** Sends the requests of the host group collection, once each, and decodes the answers. */
public interface HostGroupsTransport {

    /** {@code GET /devices/combined/host-groups/v1}, sorted by time of creation. */
    Answer<HostGroup> combined(FalconToken token, Filter filter, long offset, int limit)
            throws TransportException;
}
