package io.ropewalk.falcon.wire;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.ropewalk.falcon.FalconToken;
import io.ropewalk.falcon.call.Answer;
import io.ropewalk.falcon.call.TransportException;
import io.ropewalk.falcon.spotlight.CisaInfo;
import io.ropewalk.falcon.spotlight.Cve;
import io.ropewalk.falcon.spotlight.EvaluationLogic;
import io.ropewalk.falcon.spotlight.Facet;
import io.ropewalk.falcon.spotlight.Remediation;
import io.ropewalk.falcon.spotlight.RemediationRefs;
import io.ropewalk.falcon.spotlight.SpotlightTransport;
import io.ropewalk.falcon.spotlight.SuppressionInfo;
import io.ropewalk.falcon.spotlight.Vulnerability;
import io.ropewalk.falcon.spotlight.VulnerabilityQuery;
import io.ropewalk.falcon.spotlight.VulnerableApp;
import io.ropewalk.falcon.spotlight.VulnerableHost;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The Spotlight collection over its REST client. */
@RegisterForReflection(
        targets = {
            Vulnerability.class,
            VulnerableApp.class,
            EvaluationLogic.class,
            Cve.class,
            CisaInfo.class,
            VulnerableHost.class,
            VulnerableHost.Group.class,
            RemediationRefs.class,
            Remediation.class,
            SuppressionInfo.class
        })
final class RestSpotlight implements SpotlightTransport {

    /** The only time of a finding that never changes, so that none moves while pages are read. */
    private static final String SORT = "created_timestamp.asc";

    private final SpotlightRest rest;
    private final Wire wire;
    private final EnvelopeReader.ItemReader<Vulnerability> vulnerabilities;
    private final EnvelopeReader.ItemReader<Remediation> remediations;

    RestSpotlight(SpotlightRest rest, Wire wire, FalconJson json) {
        this.rest = Objects.requireNonNull(rest, "rest");
        this.wire = Objects.requireNonNull(wire, "wire");
        this.vulnerabilities = vulnerabilities(json);
        this.remediations = json.records(Remediation.class, it -> List.of(it.id()));
    }

    static EnvelopeReader.ItemReader<Vulnerability> vulnerabilities(FalconJson json) {
        return json.records(Vulnerability.class, it -> List.of(it.id(), it.aid(), it.cid()));
    }

    @Override
    public Answer<Vulnerability> combined(
            FalconToken token, VulnerabilityQuery query, Optional<String> cursor, int limit)
            throws TransportException {
        return wire.exchange(
                () ->
                        rest.combined(
                                token.baseUrl(),
                                Wire.bearer(token),
                                query.filter().text(),
                                query.facets().stream().map(Facet::word).toList(),
                                SORT,
                                limit,
                                cursor.orElse(null)),
                vulnerabilities);
    }

    @Override
    public Answer<Remediation> remediations(FalconToken token, List<String> ids)
            throws TransportException {
        return wire.exchange(
                () -> rest.remediations(token.baseUrl(), Wire.bearer(token), ids), remediations);
    }
}
