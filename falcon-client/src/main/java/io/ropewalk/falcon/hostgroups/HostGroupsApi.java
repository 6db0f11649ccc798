package io.ropewalk.falcon.hostgroups;

import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.PageWalk;
import io.ropewalk.falcon.fql.Filter;

/** The host groups of one customer. Scope {@code Host Groups: read}. */
public interface HostGroupsApi {

    /** The most groups one page may hold; so many are asked for. */
    int MAX_PAGE = 5_000;

    /**
     * Walks all groups ({@code queryCombinedHostGroups}), the oldest first. Which hosts are in them
     * the host records say.
     *
     * @param filter by {@link HostGroupFields}
     */
    PageWalk<HostGroup> walk(Filter filter, CallClass callClass);
}
