package io.ropewalk.stream.state.jdbc;

import io.ropewalk.kit.state.Lease;
import io.ropewalk.kit.state.Leases;
import io.ropewalk.kit.state.Sql;
import io.ropewalk.stream.event.PartitionId;
import io.ropewalk.stream.state.Owners;
import io.ropewalk.stream.state.Ownership;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Ownership as a lease {@code stream:<tenant>/<partition>}; a row for each replica. */
final class JdbcOwners implements Owners {
    private static final String PREFIX = "stream:";

    private final Sql sql;
    private final Leases leases;
    private final String self;
    private final String now;

    JdbcOwners(Sql sql, String self) {
        this.sql = sql;
        this.leases = new Leases(sql.database());
        this.self = self;
        this.now = sql.database().kind().nowMillis();
    }

    static void freeAll(Sql sql) {
        sql.transaction(connection -> {
            Sql.update(connection, "DELETE FROM stream_replica");
            return Sql.update(
                    connection,
                    "UPDATE lease SET expires_at = 0 WHERE substr(name, 1, ?) = ?",
                    PREFIX.length(),
                    PREFIX);
        });
    }

    static Lease lease(Ownership by) {
        return new Lease(name(by.partition()), by.owner(), by.fencing());
    }

    private static String name(PartitionId partition) {
        return PREFIX + partition;
    }

    @Override
    public String self() {
        return self;
    }

    @Override
    public Optional<Ownership> acquire(PartitionId partition, Duration life) {
        return sql.exclusively(() -> leases.acquire(name(partition), self, life))
                .map(lease -> new Ownership(partition, lease.owner(), lease.fencing()));
    }

    @Override
    public boolean renew(Ownership ownership, Duration life) {
        return sql.exclusively(() -> leases.renew(lease(ownership), life));
    }

    @Override
    public void release(Ownership ownership) {
        sql.exclusively(() -> {
            leases.release(lease(ownership));
            return null;
        });
    }

    @Override
    public int present(Duration life) {
        return sql.transaction(connection -> {
            Sql.update(
                    connection,
                    "INSERT INTO stream_replica (name, expires_at) VALUES (?, "
                            + now
                            + " + ?) ON CONFLICT (name) DO UPDATE SET expires_at = excluded.expires_at",
                    self,
                    life.toMillis());
            // Expired rows of dead processes never come back: each process has a new name.
            Sql.update(
                    connection,
                    "DELETE FROM stream_replica WHERE name <> ? AND expires_at <= " + now,
                    self);
            return Sql.query(
                            connection,
                            "SELECT COUNT(*) FROM stream_replica WHERE name <> ?",
                            row -> row.getInt(1) + 1,
                            self)
                    .getFirst();
        });
    }

    @Override
    public void leave() {
        sql.update("DELETE FROM stream_replica WHERE name = ?", self);
    }

    @Override
    public Map<PartitionId, String> of(String tenant) {
        String prefix = PREFIX + tenant + "/";
        Map<PartitionId, String> owners = new HashMap<>();
        // substr and not LIKE: a tenant's name may hold its wildcards.
        sql.query(
                        "SELECT name, owner FROM lease WHERE substr(name, 1, ?) = ? AND expires_at > "
                                + now,
                        row -> Map.entry(row.getString("name"), row.getString("owner")),
                        prefix.length(),
                        prefix)
                .forEach(it ->
                        owners.put(
                                new PartitionId(tenant, it.getKey().substring(prefix.length())),
                                it.getValue()));
        return owners;
    }
}
