package io.ropewalk.stream.state;

import java.time.Instant;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * A delivered detection whose graph is still to be fetched for a sink. Kept until that is done or
 * given up.
 *
 * @param offset of the detection
 * @param detectionId its composite id, or the older detect id
 * @param severityName {@code event.SeverityName}, empty where it has none
 * @param severityCode {@code event.Severity}, empty where it has none
 * @param createdAt {@code eventCreationTime} of the detection
 * @param since when it was noted
 * @param attempts how often it was tried
 */
public record FollowUp(
        long offset,
        String detectionId,
        String severityName,
        OptionalLong severityCode,
        long createdAt,
        Instant since,
        int attempts) {
    public FollowUp {
        Objects.requireNonNull(detectionId, "detectionId");
        Objects.requireNonNull(severityName, "severityName");
        Objects.requireNonNull(severityCode, "severityCode");
        Objects.requireNonNull(since, "since");
    }
}
