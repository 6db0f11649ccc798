package io.ropewalk.stream.event;

import java.util.Objects;
import java.util.OptionalLong;

/**
 * What of an event's body filters and enrichment look at. Texts are empty where the event has none.
 *
 * @param compositeId {@code event.CompositeId}
 * @param detectId {@code event.DetectId}
 * @param severityName {@code event.SeverityName}, as sent
 * @param severity {@code event.Severity}; scales differ by event type
 */
public record Detection(
        String compositeId, String detectId, String severityName, OptionalLong severity) {
    /** An event without any of it. */
    public static final Detection NONE = new Detection("", "", "", OptionalLong.empty());

    public Detection {
        Objects.requireNonNull(compositeId, "compositeId");
        Objects.requireNonNull(detectId, "detectId");
        Objects.requireNonNull(severityName, "severityName");
        Objects.requireNonNull(severity, "severity");
    }
}
