package io.ropewalk.stream.vertices;

import io.ropewalk.stream.event.Detection;
import io.ropewalk.stream.event.Event;
import java.util.Optional;

/** Which events are detections with a graph, and by which id. */
final class Subjects {
    private static final String LEGACY = "ldt:";
    private static final int CID_LENGTH = 32;

    private Subjects() {}

    /**
     * Whether events of a type may be detections: {@code EppDetectionSummaryEvent} and its kin, of
     * which the vendor makes more, and {@code AutomatedLeadSummaryEvent}.
     */
    static boolean isDetection(Event event) {
        String type = event.eventType();
        return type.endsWith("DetectionSummaryEvent") || type.endsWith("LeadSummaryEvent");
    }

    /**
     * The id to ask by: the composite id; identity events carry one under the name of the older id.
     */
    static Optional<String> id(Detection detection) {
        String id =
                detection.compositeId().isBlank() ? detection.detectId() : detection.compositeId();
        return id.isBlank() ? Optional.empty() : Optional.of(id);
    }

    /** Whether it is an id of the time before alerts, which only the summaries know. */
    static boolean isLegacy(String id) {
        return id.startsWith(LEGACY);
    }

    /** The customer id a composite id begins with. */
    static Optional<String> cid(String id) {
        int end = id.indexOf(':');
        boolean hex =
                end == CID_LENGTH
                        && id.chars().limit(end).allMatch(c -> Character.digit(c, 16) >= 0);
        return hex ? Optional.of(id.substring(0, end)) : Optional.empty();
    }
}
