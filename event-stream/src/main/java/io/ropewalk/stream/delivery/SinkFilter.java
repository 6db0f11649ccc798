package io.ropewalk.stream.delivery;

import io.ropewalk.stream.event.Detections;
import io.ropewalk.stream.event.Event;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Which events a sink wants, by type and severity. Severity goes by the vendor's name of it: the
 * numbers have another scale in each event type. An event that names none is wanted: what is not
 * known to be harmless is not dropped.
 */
public final class SinkFilter implements EventFilter {
    private static final List<String> SCALE =
            List.of("informational", "low", "medium", "high", "critical");

    private final Set<String> types;
    private final int least;
    private final Detections detections;

    /**
     * @param types empty for all
     * @param minSeverity a word of the scale; empty for all
     */
    public SinkFilter(Set<String> types, Optional<String> minSeverity, Detections detections) {
        this.types = Set.copyOf(types);
        this.least = minSeverity.map(SCALE::indexOf).orElse(0);
        this.detections = Objects.requireNonNull(detections, "detections");
    }

    @Override
    public boolean wants(Event event) {
        if (!types.isEmpty() && !types.contains(event.eventType())) {
            return false;
        }
        return least <= 0 || rank(detections.read(event).severityName()) >= least;
    }

    private static int rank(String name) {
        String word = name.toLowerCase(Locale.ROOT);
        int rank = SCALE.indexOf(word.equals("info") ? "informational" : word);
        return rank < 0 ? SCALE.size() : rank;
    }
}
