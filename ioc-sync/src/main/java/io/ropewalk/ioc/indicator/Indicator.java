package io.ropewalk.ioc.indicator;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A STIX indicator, with what OpenCTI adds to it.
 *
 * @param id the STIX id, the same through all of its versions
 * @param updatedAt which version this is
 * @param pattern empty where there is none
 * @param platforms MITRE's words; empty where it names none
 */
public record Indicator(
        String id,
        Instant updatedAt,
        String patternType,
        String pattern,
        boolean revoked,
        Optional<Instant> validUntil,
        OptionalInt score,
        List<String> labels,
        List<String> platforms,
        About about) {

    public Indicator {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(updatedAt, "updatedAt");
        Objects.requireNonNull(patternType, "patternType");
        Objects.requireNonNull(pattern, "pattern");
        Objects.requireNonNull(validUntil, "validUntil");
        Objects.requireNonNull(score, "score");
        Objects.requireNonNull(about, "about");
        labels = List.copyOf(labels);
        platforms = List.copyOf(platforms);
    }

    /**
     * What it says to people.
     *
     * @param internalId OpenCTI's own id of it, for a link; empty where it is unknown
     */
    public record About(String name, String description, String internalId) {
        public About {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(description, "description");
            Objects.requireNonNull(internalId, "internalId");
        }
    }
}
