package io.ropewalk.inventory.run.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.inventory.run.Kind;
import io.ropewalk.inventory.run.Mode;
import io.ropewalk.inventory.run.Run;
import io.ropewalk.inventory.run.RunRequest;
import io.ropewalk.inventory.run.RunState;
import io.ropewalk.inventory.sync.Counts;
import io.ropewalk.inventory.sync.SyncFailure;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** Between runs and the rows of {@code sync_run}. */
final class RunRows {
    private final ObjectMapper json;

    RunRows(ObjectMapper json) {
        this.json = json;
    }

    Run run(ResultSet row) throws SQLException {
        return new Run(
                row.getString("id"),
                request(row),
                RunState.named(row.getString("state")),
                row.getLong("update_tag"),
                row.getInt("attempt"),
                instant(row, "changed_since"),
                work(row),
                failure(row),
                new Run.Times(
                        Instant.ofEpochMilli(row.getLong("created_at")),
                        instant(row, "started_at"),
                        instant(row, "finished_at")));
    }

    private static RunRequest request(ResultSet row) throws SQLException {
        double share = row.getDouble("retire_max_share");
        OptionalDouble own = row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(share);
        return new RunRequest(
                row.getString("tenant"),
                kinds(row.getString("kinds")),
                mode(row.getString("mode")),
                row.getInt("dry_run") == 1,
                own);
    }

    private Run.Work work(ResultSet row) throws SQLException {
        long total = row.getLong("total");
        OptionalLong known = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(total);
        return new Run.Work(
                counts(row.getString("counts")), known, row.getDouble("database_seconds"));
    }

    private static Optional<SyncFailure> failure(ResultSet row) throws SQLException {
        String category = row.getString("failure_category");
        if (category == null) {
            return Optional.empty();
        }
        FailureCategory known =
                Arrays.stream(FailureCategory.values())
                        .filter(it -> it.word().equals(category))
                        .findFirst()
                        .orElse(FailureCategory.BUG);
        return Optional.of(
                new SyncFailure(
                        known,
                        row.getString("failure_message"),
                        row.getString("failure_trace_id")));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }

    static String kinds(Set<Kind> kinds) {
        return kinds.stream().sorted().map(Kind::word).collect(Collectors.joining(","));
    }

    private static Set<Kind> kinds(String words) {
        return Arrays.stream(words.split(",", -1))
                .flatMap(word -> Kind.named(word).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Mode mode(String word) {
        return Arrays.stream(Mode.values())
                .filter(mode -> mode.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No such mode: " + word));
    }

    String counts(Map<Kind, Counts> counts) {
        ObjectNode all = json.createObjectNode();
        counts.forEach((kind, it) -> put(all.putObject(kind.word()), it));
        return all.toString();
    }

    private static void put(ObjectNode to, Counts counts) {
        to.put("received", counts.received())
                .put("created", counts.created())
                .put("updated", counts.updated())
                .put("unchanged", counts.unchanged())
                .put("retired", counts.retired())
                .put("refused", counts.refused())
                .put("elsewhere", counts.elsewhere());
    }

    private Map<Kind, Counts> counts(String text) {
        try {
            JsonNode all = json.readTree(text);
            Map<Kind, Counts> counts = new EnumMap<>(Kind.class);
            for (Kind kind : Kind.values()) {
                if (all.has(kind.word())) {
                    counts.put(kind, counts(all.get(kind.word())));
                }
            }
            return counts;
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException(
                    "A run's counts in the state database are broken", broken);
        }
    }

    private static Counts counts(JsonNode from) {
        return new Counts(
                from.path("received").asLong(),
                from.path("created").asLong(),
                from.path("updated").asLong(),
                from.path("unchanged").asLong(),
                from.path("retired").asLong(),
                from.path("refused").asLong(),
                from.path("elsewhere").asLong());
    }
}
