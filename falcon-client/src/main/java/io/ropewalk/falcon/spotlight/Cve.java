package io.ropewalk.falcon.spotlight;

import io.ropewalk.falcon.Lists;
import java.util.List;

/**
 * A CVE as the vendor rates it; {@code null} stands for what the vendor does not send. Without
 * {@link Facet#CVE} at most the id is there.
 *
 * @param baseScore CVSS, 0 to 10
 * @param severity by CVSS: {@code NONE} to {@code CRITICAL}
 * @param exploitStatus 0 none known, 30 available, 60 easily accessible, 90 actively used
 * @param exprtRating the vendor's own rating, {@code LOW} to {@code CRITICAL}
 * @param isCisaKev whether it is on CISA's list of exploited vulnerabilities; the vendor sends it
 *     here or in {@code cisaInfo}, and it is read from both
 */
public record Cve(
        String id,
        String name,
        Double baseScore,
        String severity,
        Long exploitStatus,
        Double exploitabilityScore,
        Double impactScore,
        String exprtRating,
        String vector,
        String description,
        String publishedDate,
        String remediationLevel,
        List<String> references,
        List<String> types,
        CisaInfo cisaInfo,
        Boolean isCisaKev) {

    public Cve {
        references = Lists.filled(references);
        types = Lists.filled(types);
        if (cisaInfo != null && cisaInfo.isCisaKev() != null) {
            isCisaKev = cisaInfo.isCisaKev();
        }
    }
}
