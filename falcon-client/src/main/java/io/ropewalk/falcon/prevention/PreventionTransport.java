package io.ropewalk.falcon.prevention;

import io.ropewalk.falcon.FalconToken;
import io.ropewalk.falcon.call.Answer;
import io.ropewalk.falcon.call.TransportException;
import io.ropewalk.falcon.fql.Filter;
import java.util.List;
import java.util.Map;

/** Sends the requests of prevention policies, once each, and decodes the answers. */
public interface PreventionTransport {

    /** {@code GET /policy/combined/prevention/v1}, sorted by time of creation. */
    Answer<PolicyRecord> combined(FalconToken token, Filter filter, long offset, int limit)
            throws TransportException;

    /** {@code GET /policy/entities/prevention/v1}. */
    Answer<PolicyRecord> details(FalconToken token, List<String> ids) throws TransportException;

    /** {@code GET /policy/queries/prevention-members/v1}. */
    Answer<String> members(FalconToken token, String id, long offset, int limit)
            throws TransportException;

    /** {@code POST /policy/entities/prevention/v1}, one policy. */
    Answer<PolicyRecord> create(FalconToken token, Map<String, Object> policy)
            throws TransportException;

    /** {@code PATCH /policy/entities/prevention/v1}, one policy. */
    Answer<PolicyRecord> update(FalconToken token, Map<String, Object> policy)
            throws TransportException;

    /** {@code DELETE /policy/entities/prevention/v1}. */
    Answer<String> delete(FalconToken token, String id) throws TransportException;

    /**
     * {@code POST /policy/entities/prevention-actions/v1}, one policy.
     *
     * @param parameters of the action, by name
     */
    Answer<PolicyRecord> action(
            FalconToken token, PolicyAction action, String id, Map<String, String> parameters)
            throws TransportException;
}
