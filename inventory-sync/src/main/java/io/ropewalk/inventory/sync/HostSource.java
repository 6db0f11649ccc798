package io.ropewalk.inventory.sync;

import io.ropewalk.falcon.PageWalk;
import io.ropewalk.falcon.fql.Filter;
import io.ropewalk.falcon.hosts.Host;

/** Where a tenant's hosts come from. */
@FunctionalInterface
public interface HostSource {

    /** A walk over the hosts that match; nothing is fetched before its first step. */
    PageWalk<Host> walk(String tenant, Filter filter, int pageSize);
}
