package io.ropewalk.falcon.spotlight;

import io.ropewalk.falcon.Lists;
import java.util.List;

/**
 * What to do about a finding.
 *
 * @param ids of {@link SpotlightApi#remediations}
 * @param entities the records, where {@link Facet#REMEDIATION} was asked for
 */
public record RemediationRefs(List<String> ids, List<Remediation> entities) {
    public RemediationRefs {
        ids = Lists.filled(ids);
        entities = Lists.filled(entities).stream().filter(it -> !it.id().isBlank()).toList();
    }
}
