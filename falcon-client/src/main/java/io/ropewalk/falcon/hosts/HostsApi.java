package io.ropewalk.falcon.hosts;

import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.Page;
import io.ropewalk.falcon.PageWalk;
import io.ropewalk.falcon.fql.Filter;
import io.ropewalk.falcon.writes.IdOutcome;
import java.util.List;
import java.util.Optional;

/** The hosts collection of one customer. Scopes {@code Hosts: read} and {@code Hosts: write}. */
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

    /** The same in another order; a cursor fits only the filter and order it came from. */
    FalconResult<Page<Host>> sorted(
            Filter filter, HostSort sort, Optional<String> cursor, int limit, CallClass callClass);

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

    /** The most ids one call of {@link #loginHistory} sends. */
    int MAX_LOGIN_HISTORY_IDS = 10;

    /** The most ids one call of {@link #online} sends. */
    int MAX_ONLINE_IDS = 100;

    /** The most ids one call of {@link #perform} sends; some clients send 500 to contain. */
    int MAX_ACTION_IDS = 100;

    /** Walks all hidden hosts ({@code CombinedHiddenDevicesByFilter}). */
    PageWalk<Host> walkHidden(Filter filter, int pageSize, CallClass callClass);

    /**
     * Interactive logins on these hosts ({@code QueryDeviceLoginHistoryV2}), ten hosts a call.
     * Hosts the vendor knows nothing of may be absent from a good answer.
     */
    FalconResult<List<HostLogins>> loginHistory(
            List<String> deviceIds, LoginQuery query, CallClass callClass);

    /** Which of these hosts are online ({@code GetOnlineState.V1}), a hundred a call. */
    FalconResult<List<OnlineState>> online(List<String> deviceIds, CallClass callClass);

    /**
     * Does something to hosts ({@code PerformActionV2}), a hundred a call. {@link IdOutcome.Done}
     * says that the vendor accepted it (202), not that it has come through: {@link Containment} of
     * the host's {@code status} tells. Refused as {@code conflict} is a host that is in that state
     * already, as {@code not-found} one the vendor does not know.
     *
     * @param note stands in the host's log, where the vendor shows it
     * @return an outcome for each id, in the order of the ids
     */
    List<IdOutcome> perform(
            HostAction action, List<String> deviceIds, Optional<String> note, CallClass callClass);
}
