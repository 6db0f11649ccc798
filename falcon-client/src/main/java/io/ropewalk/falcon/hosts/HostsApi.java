package io.ropewalk.falcon.hosts;

import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.Page;
import io.ropewalk.falcon.PageWalk;
import io.ropewalk.falcon.fql.Filter;
import java.util.List;
import java.util.Optional;

/** The hosts collection of one customer. Scope {@code Hosts: read}. */
public interface HostsApi {

    /**
     * The most records one page of {@link #combined} or ids one page of {@link #scroll} may hold.
     */
    int MAX_PAGE = 10_000;

    /** The most ids one call of {@link #details} may send; longer lists are cut into chunks. */
    int MAX_DETAIL_IDS = 5_000;

    /** The most ids one call of {@link #logins} sends; longer lists are cut into chunks. */
    int MAX_LOGIN_IDS = 500;

    /**
     * One page of full host records, ordered by device id ({@code CombinedDevicesByFilter}). Some
     * clouds lack it: the answer is then {@code gone-upstream} or {@code not-found}.
     */
    FalconResult<Page<Host>> combined(
            Filter filter, Optional<String> cursor, int limit, CallClass callClass);

    /**
     * One page of device ids ({@code QueryDevicesByFilterScroll}); its cursor lives two minutes.
     */
    FalconResult<Page<String>> scroll(
            Filter filter, Optional<String> cursor, int limit, CallClass callClass);

    /**
     * The records of these ids ({@code PostDeviceDetailsV2}). Ids the vendor does not know are
     * absent from the answer, which then still counts as good.
     */
    FalconResult<List<Host>> details(List<String> deviceIds, CallClass callClass);

    /**
     * Who logged in lately on these hosts ({@code QueryDeviceLoginHistory}). How far back that goes
     * is the vendor's business; hosts it knows nothing of may be absent from a good answer.
     */
    FalconResult<List<HostLogins>> logins(List<String> deviceIds, CallClass callClass);

    /**
     * Walks all hosts: by {@link #combined}, or, where the cloud lacks it, by {@link #scroll} and
     * {@link #details}.
     */
    PageWalk<Host> walk(Filter filter, int pageSize, CallClass callClass);
}
