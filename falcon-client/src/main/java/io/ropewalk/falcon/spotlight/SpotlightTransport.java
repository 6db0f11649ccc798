package io.ropewalk.falcon.spotlight;

import io.ropewalk.falcon.FalconToken;
import io.ropewalk.falcon.call.Answer;
import io.ropewalk.falcon.call.TransportException;
import java.util.List;
import java.util.Optional;

/** Sends the requests of the Spotlight collection, once each, and decodes the answers. */
public interface SpotlightTransport {

    /** {@code GET /spotlight/combined/vulnerabilities/v1}, sorted by time of creation. */
    Answer<Vulnerability> combined(
            FalconToken token, VulnerabilityQuery query, Optional<String> cursor, int limit)
            throws TransportException;

    /** {@code GET /spotlight/entities/remediations/v2}. */
    Answer<Remediation> remediations(FalconToken token, List<String> ids) throws TransportException;
}
