package io.ropewalk.falcon.alerts;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One alert ({@code detects.Alert} of the swagger), as far as it is used here. Components bear the
 * vendor's names in camel case. Most members depend on the product that raised the alert; {@code
 * null} stands for what the vendor does not send, or not readably. Times keep their nanoseconds.
 *
 * @param compositeId names the alert: {@code <cid>:ind:<agent>:<numbers>} and other forms
 * @param severity 1..100
 * @param severityName {@code Informational} to {@code Critical}; trust it rather than the number
 * @param status {@code new}, {@code in_progress}, {@code reopened}, {@code closed}
 * @param triggeringProcessGraphId the vertex of the process, {@code pid:<agent>:<number>}
 */
public record Alert(
        String compositeId,
        String id,
        String cid,
        String aggregateId,
        String agentId,
        String product,
        String type,
        Long severity,
        String severityName,
        String status,
        String triggeringProcessGraphId,
        String controlGraphId,
        AlertProcess parentDetails,
        AlertProcess grandparentDetails,
        Instant timestamp,
        Instant createdTimestamp,
        Instant updatedTimestamp) {

    public Alert {
        Objects.requireNonNull(compositeId, "compositeId");
    }

    /** Where its graph starts: the vertices of the process and of its parent, if any. */
    public List<String> graphIds() {
        Optional<String> parent =
                Optional.ofNullable(parentDetails).map(AlertProcess::processGraphId);
        return Stream.concat(Stream.ofNullable(triggeringProcessGraphId), parent.stream())
                .filter(graphId -> !graphId.isBlank())
                .distinct()
                .toList();
    }

    /** Which alert it is; the rest is the customer's secret. */
    @Override
    public String toString() {
        return "Alert[compositeId=" + compositeId + "]";
    }
}
