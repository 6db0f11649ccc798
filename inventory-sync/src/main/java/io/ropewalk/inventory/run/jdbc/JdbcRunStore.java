package io.ropewalk.inventory.run.jdbc;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ropewalk.inventory.run.Claim;
import io.ropewalk.inventory.run.Grip;
import io.ropewalk.inventory.run.Kind;
import io.ropewalk.inventory.run.KindSuccess;
import io.ropewalk.inventory.run.Mode;
import io.ropewalk.inventory.run.Run;
import io.ropewalk.inventory.run.RunKey;
import io.ropewalk.inventory.run.RunRequest;
import io.ropewalk.inventory.run.RunState;
import io.ropewalk.inventory.run.RunStore;
import io.ropewalk.inventory.run.RunStoreFailure;
import io.ropewalk.inventory.run.Submission;
import io.ropewalk.inventory.sync.SyncFailure;
import io.ropewalk.kit.state.Lease;
import io.ropewalk.kit.state.Leases;
import io.ropewalk.kit.state.Sql;
import io.ropewalk.kit.state.StateDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Runs in SQLite or PostgreSQL, under one lease a tenant. */
public final class JdbcRunStore implements RunStore {
    private static final String LEASE = "inventory-sync:";
    private static final Duration RECOVERY = Duration.ofSeconds(30);

    /** History kept of a tenant. */
    private static final int KEPT = 500;

    private static final String ACTIVE =
            "SELECT * FROM sync_run WHERE tenant = ? AND state IN ('queued', 'running')";

    private static final String INSERT =
            """
            INSERT INTO sync_run (id, tenant, kinds, mode, dry_run, retire_max_share, state, update_tag, attempt,
                counts, database_seconds, cancel_requested, created_at)
            VALUES (?, ?, ?, ?, ?, ?, 'queued', ?, ?, '{}', 0, 0, ?)
            ON CONFLICT DO NOTHING
            """;

    private static final String PRUNE =
            """
            DELETE FROM sync_run WHERE tenant = ? AND state NOT IN ('queued', 'running') AND id NOT IN
                (SELECT id FROM sync_run WHERE tenant = ? ORDER BY created_at DESC, id DESC LIMIT ?)
            """;

    private static final String LIST =
            "SELECT * FROM sync_run WHERE tenant = ? AND (created_at < ? OR (created_at = ? AND id < ?))"
                    + " ORDER BY created_at DESC, id DESC LIMIT ?";

    private static final String SUCCEEDED =
            """
            INSERT INTO sync_kind_success (tenant, kind, latest, full_at) VALUES (?, ?, ?, ?)
            ON CONFLICT (tenant, kind) DO UPDATE SET latest = excluded.latest,
                full_at = CASE WHEN ? = 1 THEN excluded.full_at ELSE sync_kind_success.full_at END
            """;

    private static final String END =
            """
            UPDATE sync_run SET state = ?, counts = ?, database_seconds = ?, failure_category = ?,
                failure_message = ?, failure_trace_id = ?, finished_at = ? WHERE id = ? AND state = 'running'
            """;

    private final StateDatabase database;
    private final Leases leases;
    private final RunRows rows;
    private final Sql sql;

    public JdbcRunStore(StateDatabase database, ObjectMapper json) {
        this.database = database;
        this.leases = new Leases(database);
        this.rows = new RunRows(json);
        this.sql =
                new Sql(
                        database,
                        failure ->
                                new RunStoreFailure("The state database cannot be used.", failure));
    }

    /**
     * Frees the leases that a dead process left, where no other process can be alive: an SQLite
     * state file is locked by the one that uses it. Call once, before anything is claimed.
     */
    public void freeOwnLeases() {
        if (database.kind() == StateDatabase.Kind.SQLITE) {
            sql.transaction(connection ->
                    Sql.update(
                            connection,
                            "UPDATE lease SET expires_at = 0 WHERE name LIKE ?",
                            LEASE + "%"));
        }
    }

    @Override
    public Submission submit(RunRequest request, int attempt, Instant now) {
        return sql.transaction(connection -> {
            String id = UUID.randomUUID().toString();
            boolean queued = insert(connection, id, request, attempt, now) == 1;
            Run active = Sql.query(connection, ACTIVE, rows::run, request.tenant()).getFirst();
            if (queued) {
                Sql.update(connection, PRUNE, request.tenant(), request.tenant(), KEPT);
                return new Submission.Queued(active);
            }
            return new Submission.Busy(active);
        });
    }

    private int insert(
            Connection connection, String id, RunRequest request, int attempt, Instant now)
            throws SQLException {
        long last =
                Sql.query(
                                connection,
                                "SELECT COALESCE(MAX(update_tag), 0) FROM sync_run WHERE tenant = ?",
                                row -> row.getLong(1),
                                request.tenant())
                        .getFirst();
        return Sql.update(
                connection,
                INSERT,
                id,
                request.tenant(),
                RunRows.kinds(request.kinds()),
                request.mode().word(),
                request.dryRun() ? 1 : 0,
                request.retireMaxShare().isPresent()
                        ? request.retireMaxShare().getAsDouble()
                        : Sql.NullOf.FRACTION,
                Math.max(now.getEpochSecond(), last + 1),
                attempt,
                now.toEpochMilli());
    }

    @Override
    public Optional<Run> find(String tenant, String id) {
        return sql
                .query("SELECT * FROM sync_run WHERE tenant = ? AND id = ?", rows::run, tenant, id)
                .stream()
                .findFirst();
    }

    @Override
    public List<Run> list(String tenant, int limit, Optional<RunKey> after) {
        RunKey key = after.orElse(new RunKey(Instant.ofEpochMilli(Long.MAX_VALUE), ""));
        long created = key.created().toEpochMilli();
        return sql.query(LIST, rows::run, tenant, created, created, key.id(), limit);
    }

    @Override
    public Map<Kind, KindSuccess> successes(String tenant) {
        Map<Kind, KindSuccess> found = new EnumMap<>(Kind.class);
        sql.query(
                "SELECT kind, latest, full_at FROM sync_kind_success WHERE tenant = ?",
                row -> {
                    var at =
                            new KindSuccess(
                                    Instant.ofEpochMilli(row.getLong("latest")),
                                    Instant.ofEpochMilli(row.getLong("full_at")));
                    Kind.named(row.getString("kind")).ifPresent(kind -> found.put(kind, at));
                    return at;
                },
                tenant);
        return found;
    }

    @Override
    public Optional<Claim> claim(String owner, Duration life, Instant now) {
        var queued =
                sql.query(
                        "SELECT * FROM sync_run WHERE state = 'queued' ORDER BY created_at, id LIMIT 100",
                        rows::run);
        for (Run run : queued) {
            Optional<Lease> lease = acquire(run, owner, life);
            if (lease.isPresent()) {
                Optional<Claim> claim = start(run, lease.get(), now);
                if (claim.isPresent()) {
                    return claim;
                }
                release(lease.get());
            }
        }
        return Optional.empty();
    }

    private Optional<Claim> start(Run run, Lease lease, Instant now) {
        return sql.transaction(connection -> {
            boolean mine =
                    leases.holds(connection, lease)
                            && Sql.update(
                                            connection,
                                            "UPDATE sync_run SET state = 'running', started_at = ?"
                                                    + " WHERE id = ? AND state = 'queued'",
                                            now.toEpochMilli(),
                                            run.id())
                                    == 1;
            return mine
                    ? Optional.of(new Claim(run.started(now), lease.owner(), lease.fencing()))
                    : Optional.empty();
        });
    }

    @Override
    public Grip save(Claim claim, Run run, Duration life) {
        Lease lease = lease(claim);
        if (!renew(lease, life)) {
            return Grip.LOST;
        }
        return sql.transaction(connection -> {
            if (!leases.holds(connection, lease)) {
                return Grip.LOST;
            }
            Sql.update(
                    connection,
                    "UPDATE sync_run SET counts = ?, database_seconds = ? WHERE id = ?",
                    rows.kinds(run.work()),
                    run.work().databaseSeconds(),
                    run.id());
            return cancelRequested(connection, run) ? Grip.CANCEL_REQUESTED : Grip.HELD;
        });
    }

    private static boolean cancelRequested(Connection connection, Run run) throws SQLException {
        return Sql.query(
                        connection,
                        "SELECT cancel_requested FROM sync_run WHERE id = ?",
                        row -> row.getInt(1) == 1,
                        run.id())
                .contains(true);
    }

    @Override
    public boolean finish(Claim claim, Run ended) {
        return finish(lease(claim), ended);
    }

    private boolean finish(Lease lease, Run ended) {
        boolean saved =
                sql.transaction(connection -> {
                    boolean mine = leases.holds(connection, lease) && end(connection, ended) == 1;
                    if (mine) {
                        succeed(connection, ended);
                    }
                    return mine;
                });
        release(lease);
        return saved;
    }

    /** Also of a run that did not succeed as a whole: no kind waits for another. */
    private static void succeed(Connection connection, Run ended) throws SQLException {
        if (ended.request().dryRun() || ended.times().started().isEmpty()) {
            return;
        }
        long start = ended.times().started().get().toEpochMilli();
        for (var work : ended.work().kinds().entrySet()) {
            if (ended.succeeded(work.getKey())) {
                Sql.update(
                        connection,
                        SUCCEEDED,
                        ended.request().tenant(),
                        work.getKey().word(),
                        start,
                        start,
                        work.getValue().mode() == Mode.FULL ? 1 : 0);
            }
        }
    }

    private int end(Connection connection, Run ended) throws SQLException {
        Optional<SyncFailure> why = ended.failure();
        return Sql.update(
                connection,
                END,
                ended.state().word(),
                rows.kinds(ended.work()),
                ended.work().databaseSeconds(),
                why.<Object>map(it -> it.category().word()).orElse(Sql.NullOf.TEXT),
                why.<Object>map(SyncFailure::message).orElse(Sql.NullOf.TEXT),
                why.<Object>map(SyncFailure::traceId).orElse(Sql.NullOf.TEXT),
                millis(ended.times().finished()),
                ended.id());
    }

    @Override
    public void cancel(String tenant, String id, Instant now) {
        sql.transaction(connection -> {
            Sql.update(
                    connection,
                    "UPDATE sync_run SET state = 'cancelled', finished_at = ?"
                            + " WHERE tenant = ? AND id = ? AND state = 'queued'",
                    now.toEpochMilli(),
                    tenant,
                    id);
            return Sql.update(
                    connection,
                    "UPDATE sync_run SET cancel_requested = 1"
                            + " WHERE tenant = ? AND id = ? AND state = 'running'",
                    tenant,
                    id);
        });
    }

    @Override
    public List<Run> endAbandoned(SyncFailure why, Instant now) {
        List<Run> ended = new ArrayList<>();
        String owner = "recovery-" + UUID.randomUUID();
        for (Run run : sql.query("SELECT * FROM sync_run WHERE state = 'running'", rows::run)) {
            acquire(run, owner, RECOVERY)
                    .ifPresent(lease -> {
                        Run over = run.ended(RunState.INCOMPLETE, Optional.of(why), now);
                        if (finish(lease, over)) {
                            ended.add(over);
                        }
                    });
        }
        return ended;
    }

    private Optional<Lease> acquire(Run run, String owner, Duration life) {
        return sql.exclusively(() -> leases.acquire(LEASE + run.request().tenant(), owner, life));
    }

    private boolean renew(Lease lease, Duration life) {
        return sql.exclusively(() -> leases.renew(lease, life));
    }

    private void release(Lease lease) {
        sql.exclusively(() -> {
            leases.release(lease);
            return null;
        });
    }

    private static Lease lease(Claim claim) {
        return new Lease(LEASE + claim.run().request().tenant(), claim.owner(), claim.fencing());
    }

    private static Object millis(Optional<Instant> at) {
        return at.<Object>map(Instant::toEpochMilli).orElse(Sql.NullOf.NUMBER);
    }
}
