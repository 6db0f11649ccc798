package io.ropewalk.falcon.identity;

import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.Page;
import io.ropewalk.falcon.PageWalk;
import java.util.Optional;

/**
 * The users of one customer, by Identity Protection's GraphQL. The vendor answers 200 also when it
 * could not do what was asked; such an answer is a failure here.
 */
public interface IdentityApi {

    /** The most users one page may hold. */
    int MAX_PAGE = 1000;

    /**
     * One page of the users that are not archived, by their display names.
     *
     * @param cursor the page before's {@link Page#next()}
     * @param limit 1 to {@value #MAX_PAGE}
     */
    FalconResult<Page<IdentityUser>> users(Optional<String> cursor, int limit, CallClass callClass);

    /**
     * Walks all of them. The vendor never says how many there are: the walk is complete when a page
     * says that it is the last one.
     */
    PageWalk<IdentityUser> walkUsers(int pageSize, CallClass callClass);
}
