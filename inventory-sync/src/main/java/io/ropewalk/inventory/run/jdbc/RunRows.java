package io.ropewalk.inventory.run.jdbc;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.inventory.run.Kind;
import io.ropewalk.inventory.run.Mode;
import io.ropewalk.inventory.run.Run;
import io.ropewalk.inventory.run.RunRequest;
import io.ropewalk.inventory.run.RunState;
import io.ropewalk.inventory.sync.SyncFailure;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/** Between runs and the rows of {@code sync_run}. */
final class RunRows {
    private final KindWorkJson work;

    RunRows(ObjectMapper json) {
        this.work = new KindWorkJson(json);
    }

    Run run(ResultSet row) throws SQLException {
        return new Run(
                row.getString("id"),
                request(row),
                RunState.named(row.getString("state")),
                row.getLong("update_tag"),
                row.getInt("attempt"),
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
        return new Run.Work(work.read(row.getString("counts")), row.getDouble("database_seconds"));
    }

    private static Optional<SyncFailure> failure(ResultSet row) throws SQLException {
        String category = row.getString("failure_category");
        if (category == null) {
            return Optional.empty();
        }
        return Optional.of(
                new SyncFailure(
                        category(category),
                        row.getString("failure_message"),
                        row.getString("failure_trace_id")));
    }

    static FailureCategory category(String word) {
        return Arrays.stream(FailureCategory.values())
                .filter(it -> it.word().equals(word))
                .findFirst()
                .orElse(FailureCategory.BUG);
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

    static Mode mode(String word) {
        return Arrays.stream(Mode.values())
                .filter(mode -> mode.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No such mode: " + word));
    }

    /** What was done of each kind, as it is kept. */
    String kinds(Run.Work done) {
        return work.write(done.kinds());
    }
}
