package io.ropewalk.falcon.users;

import io.ropewalk.falcon.FalconToken;
import io.ropewalk.falcon.call.Answer;
import io.ropewalk.falcon.call.TransportException;
import io.ropewalk.falcon.fql.Filter;
import java.util.List;

/** Sends the requests of the user management collection, once each, and decodes the answers. */
public interface UsersTransport {

    /** {@code GET /user-management/queries/users/v1}, sorted by e-mail address. */
    Answer<String> query(FalconToken token, Filter filter, long offset, int limit)
            throws TransportException;

    /** {@code POST /user-management/entities/users/GET/v1}. */
    Answer<User> details(FalconToken token, List<String> uuids) throws TransportException;
}
