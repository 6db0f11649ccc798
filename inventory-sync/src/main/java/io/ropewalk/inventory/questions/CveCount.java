package io.ropewalk.inventory.questions;

/**
 * A CVE and how many open findings the tenant has of it.
 *
 * @param severity the vendor's word, upper case; null where the CVE is not known
 * @param exploitStatus 0 unproven, 30 available, 60 easily accessible, 90 actively used
 * @param cisaKev whether CISA lists it as known to be exploited
 */
public record CveCount(
        String cve,
        long findings,
        String severity,
        Double baseScore,
        String exprtRating,
        Long exploitStatus,
        boolean cisaKev) {
    private static final int ACTIVELY_USED = 90;

    /** Whether it is used in attacks, by the vendor's or CISA's word. */
    boolean exploited() {
        return cisaKev || (exploitStatus != null && exploitStatus >= ACTIVELY_USED);
    }

    /** Whether it is critical or used in attacks. */
    boolean urgent() {
        return exploited() || "CRITICAL".equals(severity);
    }
}
