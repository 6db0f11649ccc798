package io.ropewalk.stream.state;

import io.ropewalk.stream.event.PartitionId;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is known of a partition besides its positions.
 *
 * @param gone discovery no longer lists it; its positions are kept
 * @param paused an operator wants it still
 * @param seek what an operator asked for and its owner has not done yet
 * @param report what its owner last said about it
 */
public record PartitionRow(
        PartitionId id,
        Instant firstSeen,
        boolean gone,
        boolean paused,
        Optional<Seek> seek,
        Optional<Report> report) {
    public PartitionRow {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(firstSeen, "firstSeen");
        Objects.requireNonNull(seek, "seek");
        Objects.requireNonNull(report, "report");
    }

    /**
     * A new position an operator asked for.
     *
     * @param number rises with each request; the owner clears the one it has done
     * @param sink for this sink only; empty for all
     * @param position where to go on
     */
    public record Seek(long number, Optional<String> sink, Position position) {
        public Seek {
            Objects.requireNonNull(sink, "sink");
            Objects.requireNonNull(position, "position");
        }

        /** For the audit, one line: from where to where. */
        public String detail(Map<String, Position> from) {
            String before =
                    from.entrySet().stream()
                            .filter(it -> sink.isEmpty() || sink.get().equals(it.getKey()))
                            .sorted(Map.Entry.comparingByKey())
                            .map(it -> it.getKey() + " at " + it.getValue().text())
                            .collect(Collectors.joining(", "));
            String who = sink.map(it -> "sink " + it).orElse("all sinks");
            return (before.isEmpty() ? who + " at no position" : before)
                    + " -> "
                    + who
                    + " to "
                    + position.text();
        }
    }

    /**
     * The owner's view, a few seconds old.
     *
     * @param at when, by the owner's clock
     * @param json what the owner wants shown, as a JSON object
     */
    public record Report(String owner, Instant at, String json) {
        public Report {
            Objects.requireNonNull(owner, "owner");
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(json, "json");
        }
    }
}
