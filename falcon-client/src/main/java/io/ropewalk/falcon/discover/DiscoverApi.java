package io.ropewalk.falcon.discover;

import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.Page;
import io.ropewalk.falcon.PageWalk;
import io.ropewalk.falcon.fql.Filter;
import java.util.Optional;
import java.util.Set;

/**
 * What one customer has and who uses it. Scope {@code Assets: read}. The listings are ordered by
 * nothing that proves that no entry came twice.
 */
public interface DiscoverApi {

    /** The most applications or assets one page may hold; so many are asked for. */
    int MAX_PAGE = 1_000;

    /** The most ids of accounts or logins one page may hold, and one call for records may send. */
    int MAX_IDS = 100;

    /** The vendor lists no account or login beyond this many of one filter. */
    int MAX_LISTED = 10_000;

    /**
     * Walks applications, one entry for each host they are on ({@code combined-applications}).
     *
     * @param filter by {@link ApplicationFields}
     * @throws IllegalArgumentException when the filter matches everything: the vendor needs one
     */
    PageWalk<Application> walkApplications(
            Filter filter, Set<ApplicationFacet> facets, CallClass callClass);

    /**
     * Walks assets with and without a sensor ({@code combined-hosts}).
     *
     * @param filter by {@link DiscoveredHostFields}
     * @throws IllegalArgumentException when the filter matches everything: the vendor needs one
     */
    PageWalk<DiscoveredHost> walkHosts(Filter filter, CallClass callClass);

    /**
     * One page of assets ({@code combined-hosts}), for one who wants no more than a few.
     *
     * @param filter by {@link DiscoveredHostFields}
     * @param limit 1 to {@value #MAX_PAGE}
     * @throws IllegalArgumentException when the filter matches everything: the vendor needs one
     */
    FalconResult<Page<DiscoveredHost>> hosts(
            Filter filter, Optional<String> after, int limit, CallClass callClass);

    /**
     * Walks accounts by {@code query-accounts} and {@code get-accounts}. Where more than {@value
     * #MAX_LISTED} match, the walk ends not complete; narrow the filter by time then.
     *
     * @param filter by {@link AccountFields}
     */
    PageWalk<Account> walkAccounts(Filter filter, CallClass callClass);

    /**
     * Walks logins by {@code query-logins} and {@code get-logins}, with the limit of {@link
     * #walkAccounts}. Who last logged in at a host stands in the host's own record.
     *
     * @param filter by {@link LoginFields}
     */
    PageWalk<Login> walkLogins(Filter filter, CallClass callClass);
}
