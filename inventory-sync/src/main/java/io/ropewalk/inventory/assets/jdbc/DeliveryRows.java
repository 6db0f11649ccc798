package io.ropewalk.inventory.assets.jdbc;

import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.inventory.assets.AssetKind;
import io.ropewalk.inventory.assets.Delivery;
import io.ropewalk.inventory.assets.DeliveryCounts;
import io.ropewalk.inventory.assets.DeliveryState;
import io.ropewalk.inventory.assets.Origin;
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
            INSERT INTO asset_delivery (tenant, sink, kind, origin, state, received, created, updated, unchanged,
                removed, refused, failure_category, failure_message, failure_trace_id, started_at, finished_at,
                succeeded_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (tenant, sink, kind) DO UPDATE SET origin = excluded.origin, state = excluded.state,
                received = excluded.received, created = excluded.created, updated = excluded.updated,
                unchanged = excluded.unchanged, removed = excluded.removed, refused = excluded.refused,
                failure_category = excluded.failure_category, failure_message = excluded.failure_message,
                failure_trace_id = excluded.failure_trace_id, started_at = excluded.started_at,
                finished_at = excluded.finished_at, succeeded_at = excluded.succeeded_at
            """;

    private DeliveryRows() {}

    static Object[] values(Delivery delivery) {
        DeliveryCounts counts = delivery.counts();
        Optional<SyncFailure> why = delivery.failure();
        return new Object[] {
            delivery.tenant(),
            delivery.sink(),
            delivery.kind().word(),
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
