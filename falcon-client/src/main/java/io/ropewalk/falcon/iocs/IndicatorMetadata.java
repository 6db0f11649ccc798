package io.ropewalk.falcon.iocs;

/**
 * What is known of the file of a hash ({@code api.MetadataV1}); {@code null} stands for what the
 * vendor does not send.
 *
 * @param avHits how many scanners know it; -1 where that is not known
 */
public record IndicatorMetadata(
        Long avHits,
        String companyName,
        String fileDescription,
        String fileVersion,
        String filename,
        String originalFilename,
        String productName,
        String productVersion,
        Boolean signed) {}
