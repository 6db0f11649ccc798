package io.ropewalk.ioc.indicator;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What an event of the stream is about.
 *
 * @param type what happened in OpenCTI, which may differ from what it means for the stream
 * @param dependency sent ahead of another object that refers to it
 * @param subject empty where it is no indicator
 * @param merged indicators that are now part of the subject
 */
public record Payload(
        String type, boolean dependency, Optional<Indicator> subject, List<Indicator> merged) {
    public Payload {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(subject, "subject");
        merged = List.copyOf(merged);
    }
}
