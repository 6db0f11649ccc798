package io.ropewalk.falcon.users;

import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.PageWalk;
import io.ropewalk.falcon.fql.Filter;
import java.util.List;

/** The users of one customer's console. Scope {@code User management: read}. */
public interface UsersApi {

    /**
     * The most ids one page may hold. As many go into one call of {@link #details}: the vendor
     * names no limit there.
     */
    int MAX_PAGE = 500;

    /**
     * The users of these ids ({@code retrieveUsersGETV1}). Ids the vendor does not know are absent
     * from a good answer.
     */
    FalconResult<List<User>> details(List<String> uuids, CallClass callClass);

    /**
     * Walks all users by {@code queryUserV1} and {@link #details}; a user who vanishes in between
     * makes the walk not complete.
     *
     * @param filter by {@link UserFields}
     */
    PageWalk<User> walk(Filter filter, CallClass callClass);
}
