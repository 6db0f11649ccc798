package io.ropewalk.falcon.spotlight;

/**
 * A product a vulnerability was found in; {@code null} stands for what the vendor does not send.
 *
 * @param productNameVersion name and version as installed
 * @param subStatus of this product: {@code open}, {@code closed} and the like
 * @param remediation the ids of what to do about it, without the records
 * @param evaluationLogic how it was found, where {@link Facet#EVALUATION_LOGIC} was asked for
 */
public record VulnerableApp(
        String productNameVersion,
        String productNameNormalized,
        String vendorNormalized,
        String subStatus,
        RemediationRefs remediation,
        EvaluationLogic evaluationLogic) {}
