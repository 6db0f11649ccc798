package io.ropewalk.falcon.spotlight;

import java.util.Objects;

/**
 * A way to remove a vulnerability ({@code domain.APIRemediationV2}); {@code null} stands for what
 * the vendor does not send.
 *
 * @param action what to do, in words
 * @param reference the vendor's own number of the patch, {@code KB…} and the like
 */
public record Remediation(
        String id,
        String title,
        String action,
        String link,
        String vendorUrl,
        String reference,
        String type,
        String recommendationType,
        String patchPublicationDate) {

    public Remediation {
        id = Objects.requireNonNullElse(id, "");
    }
}
