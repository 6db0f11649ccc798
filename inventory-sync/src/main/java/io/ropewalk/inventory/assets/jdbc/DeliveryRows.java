package io.ropewalk.inventory.assets.jdbc;

import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.inventory.assets.AssetKind;
import io.ropewalk.inventory.assets.Delivery;
import io.ropewalk.inventory.assets.DeliveryCounts;
import io.ropewalk.inventory.assets.DeliveryState;
import io.ropewalk.inventory.assets.Origin;
import io.ropewalk.inventory.assets.Round;
import io.ropewalk.inventory.sync.SyncFailure;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** Between deliveries and the rows of {@code asset_delivery}. */
final class DeliveryRows {
    static final String SAVE =
            """
            INSERT INTO asset_delivery (tenant, number, sink, kind, dry_run, origin, state, received, created,
                updated, unchanged, removed, refused, failure_category, failure_message, failure_trace_id,
                started_at, finished_at, succeeded_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (tenant, number, sink, kind) DO UPDATE SET origin = excluded.origin, state = excluded.state,
                received = excluded.received, created = excluded.created, updated = excluded.updated,
                unchanged = excluded.unchanged, removed = excluded.removed, refused = excluded.refused,
                failure_category = excluded.failure_category, failure_message = excluded.failure_message,
                failure_trace_id = excluded.failure_trace_id, started_at = excluded.started_at,
                finished_at = excluded.finished_at, succeeded_at = excluded.succeeded_at
            """;

    static final String LATEST =
            """
            SELECT * FROM asset_delivery d WHERE tenant = ? AND dry_run = 0 AND number =
                (SELECT MAX(number) FROM asset_delivery WHERE tenant = d.tenant AND sink = d.sink AND kind = d.kind
                    AND dry_run = 0)
            ORDER BY sink, kind
            """;

    static final String HISTORY =
            """
            SELECT * FROM asset_delivery WHERE tenant = ?
                AND (number < ? OR (number = ? AND (sink > ? OR (sink = ? AND kind > ?))))
            ORDER BY number DESC, sink, kind LIMIT ?
            """;

    /** A real delivery takes up whatever was left; a dry run takes up no real one. */
    static final String OVER =
            """
            UPDATE asset_delivery SET state = 'incomplete', failure_category = 'timeout', failure_message = ?,
                finished_at = ? WHERE tenant = ? AND number < ? AND state IN ('queued', 'running') AND dry_run >= ?
            """;

    static final String PRUNE =
            """
            DELETE FROM asset_delivery WHERE tenant = ? AND sink = ? AND kind = ? AND dry_run = ? AND number NOT IN
                (SELECT number FROM asset_delivery WHERE tenant = ? AND sink = ? AND kind = ? AND dry_run = ?
                    ORDER BY number DESC LIMIT ?)
            """;

    private DeliveryRows() {}

    static Object[] values(Delivery delivery) {
        DeliveryCounts counts = delivery.counts();
        Optional<SyncFailure> why = delivery.failure();
        return new Object[] {
            delivery.tenant(),
            delivery.round().number(),
            delivery.sink(),
            delivery.kind().word(),
            delivery.round().dryRun() ? 1 : 0,
            delivery.origin().map(Origin::word).orElse(""),
            delivery.state().word(),
            counts.received(),
            counts.created(),
            counts.updated(),
            counts.unchanged(),
            counts.removed(),
            counts.refused(),
            why.map(it -> it.category().word()).orElse(""),
            why.map(SyncFailure::message).orElse(""),
            why.map(SyncFailure::traceId).orElse(""),
            millis(delivery.times().started()),
            millis(delivery.times().finished()),
            millis(delivery.times().succeeded())
        };
    }

    static Delivery read(ResultSet row) throws SQLException {
        String origin = row.getString("origin");
        return new Delivery(
                row.getString("tenant"),
                row.getString("sink"),
                AssetKind.named(row.getString("kind")).orElseThrow(),
                new Round(row.getLong("number"), row.getInt("dry_run") == 1),
                Arrays.stream(Origin.values()).filter(it -> it.word().equals(origin)).findFirst(),
                DeliveryState.named(row.getString("state")),
                new DeliveryCounts(
                        row.getLong("received"),
                        row.getLong("created"),
                        row.getLong("updated"),
                        row.getLong("unchanged"),
                        row.getLong("removed"),
                        row.getLong("refused")),
                failure(row),
                new Delivery.Times(
                        instant(row, "started_at"),
                        instant(row, "finished_at"),
                        instant(row, "succeeded_at")));
    }

    private static Optional<SyncFailure> failure(ResultSet row) throws SQLException {
        String word = row.getString("failure_category");
        if (word.isEmpty()) {
            return Optional.empty();
        }
        FailureCategory category =
                Arrays.stream(FailureCategory.values())
                        .filter(it -> it.word().equals(word))
                        .findFirst()
                        .orElse(FailureCategory.BUG);
        return Optional.of(
                new SyncFailure(
                        category,
                        row.getString("failure_message"),
                        row.getString("failure_trace_id")));
    }

    private static long millis(Optional<Instant> at) {
        return at.map(Instant::toEpochMilli).orElse(0L);
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return millis == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }
}
