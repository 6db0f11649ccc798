package io.ropewalk.inventory.assets.jdbc;

import io.ropewalk.inventory.assets.AssetStore;
import io.ropewalk.inventory.assets.Change;
import io.ropewalk.inventory.assets.Delivery;
import io.ropewalk.inventory.assets.Slot;
import io.ropewalk.inventory.assets.Stored;
import io.ropewalk.inventory.assets.Tenure;
import io.ropewalk.kit.state.Lease;
import io.ropewalk.kit.state.Leases;
import io.ropewalk.kit.state.Sql;
import io.ropewalk.kit.state.StateDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What sinks accepted, in SQLite or PostgreSQL, under one lease a tenant. */
public final class JdbcAssetStore implements AssetStore {
    private static final String LEASE = "inventory-assets:";

    /** Ids asked for in one statement: databases limit its parameters. */
    private static final int IDS = 500;

    /** Deliveries kept of a kind to a sink, and as many dry runs. */
    private static final int KEPT = 200;

    private static final String SLOT = " WHERE tenant = ? AND sink = ? AND kind = ?";

    private static final String ACCEPTED =
            """
            INSERT INTO asset (tenant, sink, kind, uid, hash, content, seen) VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (tenant, sink, kind, uid)
            DO UPDATE SET hash = excluded.hash, content = excluded.content, seen = excluded.seen, missed = 0
            """;

    private static final String REFUSED =
            """
            INSERT INTO asset (tenant, sink, kind, uid, hash, content, seen) VALUES (?, ?, ?, ?, '', '', ?)
            ON CONFLICT (tenant, sink, kind, uid) DO UPDATE SET hash = '', seen = excluded.seen, missed = 0
            """;

    private static final String SEEN =
            "UPDATE asset SET seen = ?, missed = 0 WHERE tenant = ? AND sink = ? AND kind = ? AND uid = ?";

    private static final String MISSED =
            "UPDATE asset SET missed = 1 WHERE tenant = ? AND sink = ? AND kind = ? AND uid = ?";

    private static final String FORGOTTEN =
            "DELETE FROM asset WHERE tenant = ? AND sink = ? AND kind = ? AND uid = ?";

    private final String owner = UUID.randomUUID().toString();
    private final StateDatabase database;
    private final Leases leases;
    private final Sql sql;

    public JdbcAssetStore(StateDatabase database) {
        this.database = database;
        this.leases = new Leases(database);
        this.sql = new Sql(database, StoreFailure::new);
    }

    /**
     * Frees what a dead process held, where no other process can be alive: an SQLite state file is
     * locked by the one that uses it. Call once, before anything is taken.
     */
    public void freeOwnLeases() {
        if (database.kind() == StateDatabase.Kind.SQLITE) {
            sql.update("UPDATE lease SET expires_at = 0 WHERE name LIKE ?", LEASE + "%");
        }
    }

    @Override
    public Optional<Tenure> take(String tenant, Duration life) {
        // An owner of its own each time: a lease of this process is no other delivery's either.
        String mine = owner + "-" + UUID.randomUUID();
        return sql.exclusively(() -> leases.acquire(LEASE + tenant, mine, life))
                .map(lease -> new Tenure(tenant, mine, lease.fencing()));
    }

    @Override
    public boolean keep(Tenure tenure, Duration life) {
        return sql.exclusively(() -> leases.renew(lease(tenure), life));
    }

    @Override
    public void giveBack(Tenure tenure) {
        sql.exclusively(() -> {
            leases.release(lease(tenure));
            return null;
        });
    }

    @Override
    public Map<String, String> hashes(Slot slot, Collection<String> uids) {
        Map<String, String> found = new HashMap<>();
        List<String> all = List.copyOf(uids);
        for (int from = 0; from < all.size(); from += IDS) {
            List<String> some = all.subList(from, Math.min(all.size(), from + IDS));
            String marks = String.join(", ", Collections.nCopies(some.size(), "?"));
            List<Object> values = new ArrayList<>(slotValues(slot));
            values.addAll(some);
            sql.query(
                            "SELECT uid, hash FROM asset" + SLOT + " AND uid IN (" + marks + ")",
                            row -> Map.entry(row.getString(1), row.getString(2)),
                            values.toArray())
                    .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
        }
        return found;
    }

    @Override
    public void write(Tenure tenure, Slot slot, List<Change> changes) {
        if (changes.isEmpty()) {
            return;
        }
        guarded(
                tenure,
                connection -> {
                    try (var accepted = connection.prepareStatement(ACCEPTED);
                            var refused = connection.prepareStatement(REFUSED);
                            var seen = connection.prepareStatement(SEEN);
                            var missed = connection.prepareStatement(MISSED);
                            var forgotten = connection.prepareStatement(FORGOTTEN)) {
                        for (Change change : changes) {
                            switch (change) {
                                case Change.Accepted(var uid, var hash, var content) ->
                                        add(accepted, slot, uid, hash, content, tenure.number());
                                case Change.Refused(var uid) ->
                                        add(refused, slot, uid, tenure.number());
                                case Change.Missed(var uid) -> add(missed, slot, uid);
                                case Change.Forgotten(var uid) -> add(forgotten, slot, uid);
                                case Change.Seen(var uid) -> {
                                    seen.setLong(1, tenure.number());
                                    seen.setString(2, slot.tenant());
                                    seen.setString(3, slot.sink());
                                    seen.setString(4, slot.origin().rows());
                                    seen.setString(5, uid);
                                    seen.addBatch();
                                }
                            }
                        }
                        accepted.executeBatch();
                        refused.executeBatch();
                        seen.executeBatch();
                        missed.executeBatch();
                        forgotten.executeBatch();
                    }
                    return null;
                });
    }

    private static void add(PreparedStatement statement, Slot slot, Object... values)
            throws SQLException {
        List<Object> all = new ArrayList<>(slotValues(slot));
        all.addAll(List.of(values));
        Sql.bind(statement, all.toArray());
        statement.addBatch();
    }

    @Override
    public long count(Slot slot) {
        return sql.query(
                        "SELECT COUNT(*) FROM asset" + SLOT,
                        row -> row.getLong(1),
                        slotValues(slot).toArray())
                .getFirst();
    }

    @Override
    public long seen(Tenure tenure, Slot slot) {
        return sql.query(
                        "SELECT COUNT(*) FROM asset" + SLOT + " AND seen = ?",
                        row -> row.getLong(1),
                        slot.tenant(),
                        slot.sink(),
                        slot.origin().rows(),
                        tenure.number())
                .getFirst();
    }

    @Override
    public List<Stored> unseen(Tenure tenure, Slot slot, String after, int limit) {
        return sql.query(
                "SELECT uid, content, missed FROM asset"
                        + SLOT
                        + " AND seen <> ? AND uid > ? ORDER BY uid LIMIT ?",
                row ->
                        new Stored(
                                row.getString(1),
                                Optional.of(row.getString(2)).filter(text -> !text.isEmpty()),
                                row.getInt(3) == 1),
                slot.tenant(),
                slot.sink(),
                slot.origin().rows(),
                tenure.number(),
                after,
                limit);
    }

    @Override
    public void begin(Tenure tenure, List<Delivery> queued) {
        guarded(
                tenure,
                connection -> {
                    for (Delivery delivery : queued) {
                        end(connection, delivery);
                        Sql.update(connection, DeliveryRows.SAVE, DeliveryRows.values(delivery));
                        prune(connection, delivery);
                    }
                    return null;
                });
    }

    private static void end(Connection connection, Delivery next) throws SQLException {
        Sql.update(
                connection,
                DeliveryRows.OVER,
                "The service ended before the delivery did; the next delivery brings the rest.",
                next.times().started().orElseThrow().toEpochMilli(),
                next.tenant(),
                next.round().number(),
                next.round().dryRun() ? 1 : 0);
    }

    private static void prune(Connection connection, Delivery like) throws SQLException {
        Object[] slot = {
            like.tenant(), like.sink(), like.kind().word(), like.round().dryRun() ? 1 : 0
        };
        List<Object> values = new ArrayList<>(List.of(slot));
        values.addAll(List.of(slot));
        values.add(KEPT);
        Sql.update(connection, DeliveryRows.PRUNE, values.toArray());
    }

    @Override
    public void save(Tenure tenure, Delivery delivery) {
        guarded(
                tenure,
                connection ->
                        Sql.update(connection, DeliveryRows.SAVE, DeliveryRows.values(delivery)));
    }

    @Override
    public List<Delivery> deliveries(String tenant) {
        return sql.query(DeliveryRows.LATEST, DeliveryRows::read, tenant);
    }

    @Override
    public List<Delivery> history(String tenant, int limit, Optional<Delivery.Key> after) {
        long number = after.map(Delivery.Key::number).orElse(Long.MAX_VALUE);
        String sink = after.map(Delivery.Key::sink).orElse("");
        String kind = after.map(key -> key.kind().word()).orElse("");
        return sql.query(
                DeliveryRows.HISTORY,
                DeliveryRows::read,
                tenant,
                number,
                number,
                sink,
                sink,
                kind,
                limit);
    }

    private <T> void guarded(Tenure tenure, Sql.Work<T> work) {
        sql.transaction((Connection connection) -> {
            if (!leases.holds(connection, lease(tenure))) {
                throw new Tenure.Lost();
            }
            return work.in(connection);
        });
    }

    private static List<String> slotValues(Slot slot) {
        return List.of(slot.tenant(), slot.sink(), slot.origin().rows());
    }

    private static Lease lease(Tenure tenure) {
        return new Lease(LEASE + tenure.tenant(), tenure.owner(), tenure.number());
    }
}
