package io.ropewalk.falcon.discover;

import io.ropewalk.falcon.FalconToken;
import io.ropewalk.falcon.call.Answer;
import io.ropewalk.falcon.call.TransportException;
import io.ropewalk.falcon.fql.Filter;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Sends the requests of the Discover collection, once each, and decodes the answers. */
public interface DiscoverTransport {

    /** {@code GET /discover/combined/applications/v1}. */
    Answer<Application> applications(
            FalconToken token,
            Filter filter,
            Set<ApplicationFacet> facets,
            Optional<String> cursor,
            int limit)
            throws TransportException;

    /** {@code GET /discover/combined/hosts/v1}. */
    Answer<DiscoveredHost> hosts(
            FalconToken token, Filter filter, Optional<String> cursor, int limit)
            throws TransportException;

    /** {@code GET /discover/queries/accounts/v1}, sorted by user name. */
    Answer<String> accountIds(FalconToken token, Filter filter, long offset, int limit)
            throws TransportException;

    /** {@code GET /discover/entities/accounts/v1}. */
    Answer<Account> accounts(FalconToken token, List<String> ids) throws TransportException;

    /** {@code GET /discover/queries/logins/v1}, the oldest first. */
    Answer<String> loginIds(FalconToken token, Filter filter, long offset, int limit)
            throws TransportException;

    /** {@code GET /discover/entities/logins/v1}. */
    Answer<Login> logins(FalconToken token, List<String> ids) throws TransportException;
}
