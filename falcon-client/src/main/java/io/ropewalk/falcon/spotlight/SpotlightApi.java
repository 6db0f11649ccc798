package io.ropewalk.falcon.spotlight;

import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.Page;
import io.ropewalk.falcon.PageWalk;
import java.util.List;
import java.util.Optional;

/** The vulnerabilities of one customer's hosts. Scope {@code Vulnerabilities: read}. */
public interface SpotlightApi {

    /**
     * The most findings one page may hold. With facets a page of that size is tens of megabytes
     * and, for large customers, slow to come; ask for fewer then.
     */
    int MAX_PAGE = 5_000;

    /**
     * The most ids one call of {@link #remediations} sends, as they stand in the address; longer
     * lists are cut into chunks. The vendor allows 400.
     */
    int MAX_REMEDIATION_IDS = 100;

    /**
     * One page of findings, the oldest first ({@code combinedQueryVulnerabilities}).
     *
     * @param cursor the page before's {@link Page#next()}. It lives two minutes; then the answer is
     *     {@code bad-request} and the listing has to be started again
     * @param limit 1 to {@value #MAX_PAGE}
     */
    FalconResult<Page<Vulnerability>> combined(
            VulnerabilityQuery query, Optional<String> cursor, int limit, CallClass callClass);

    /**
     * Walks all findings, the oldest first. Their order is by time and does not prove that none
     * came twice. Where the cursor expired on the way the walk ends not complete and says so
     * ({@link PageWalk.Step.NotComplete#cursorRefused()}): take each page off quickly.
     */
    PageWalk<Vulnerability> walk(VulnerabilityQuery query, int pageSize, CallClass callClass);

    /**
     * The remediations of these ids ({@code getRemediationsV2}). Ids the vendor does not know are
     * absent from a good answer.
     */
    FalconResult<List<Remediation>> remediations(List<String> ids, CallClass callClass);
}
