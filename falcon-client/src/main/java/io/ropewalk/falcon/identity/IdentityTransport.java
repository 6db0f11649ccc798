package io.ropewalk.falcon.identity;

import io.ropewalk.falcon.FalconToken;
import io.ropewalk.falcon.call.Answer;
import io.ropewalk.falcon.call.TransportException;

/** Sends GraphQL queries to Identity Protection, once each, and decodes the answers. */
public interface IdentityTransport {

    /**
     * {@code POST /identity-protection/combined/graphql/v1} with a query for users. In the answer
     * {@code after} is the cursor of the following page, and there is no list where GraphQL reports
     * an error or does not say whether more pages follow.
     */
    Answer<IdentityUser> users(FalconToken token, String query) throws TransportException;
}
