package io.ropewalk.alertops.closure.jdbc;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ropewalk.alertops.closure.Closure;
import io.ropewalk.alertops.closure.ClosureItem;
import io.ropewalk.alertops.closure.ClosureState;
import io.ropewalk.alertops.closure.ClosureStore;
import io.ropewalk.alertops.closure.ItemState;
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
import java.util.function.IntFunction;

/** Closures as rows, under one lease for each customer. */
public final class JdbcClosures implements ClosureStore {
    private static final String LEASE = "closure:";

    /** A preview that nobody confirmed is kept so long after it expired. */
    private static final Duration KEPT = Duration.ofDays(1);

    /** Items of a statement. */
    private static final int AT_ONCE = 1_000;

    private static final String CANDIDATES =
            """
            SELECT * FROM closure WHERE state IN ('RUNNING', 'QUEUED')
            ORDER BY CASE state WHEN 'RUNNING' THEN 0 ELSE 1 END, executed_at, id LIMIT 100
            """;

    private static final String START =
            """
            UPDATE closure SET started_at = ?, state = 'RUNNING', finished_at = NULL, failure_category = NULL, failure_message = NULL,
                failure_trace_id = NULL, done_before = (SELECT COUNT(*) FROM closure_item
                    WHERE closure_id = ? AND state NOT IN ('PENDING', 'IN_FLIGHT'))
            WHERE id = ? AND state IN ('RUNNING', 'QUEUED')
            """;

    private static final String END =
            "UPDATE closure SET state = ?, wish = 'NONE', finished_at = ?, failure_category = ?,"
                    + " failure_message = ?, failure_trace_id = ? WHERE id = ? AND state = 'RUNNING'";

    private final Sql sql;
    private final Leases leases;
    private final ClosureRows rows;
    private final ClosureSteps steps;

    public JdbcClosures(Sql sql, ObjectMapper json) {
        this.sql = sql;
        this.leases = new Leases(sql.database());
        this.rows = new ClosureRows(json);
        this.steps = new ClosureSteps(sql, rows);
    }

    /**
     * Frees the leases that a dead process left, where no other process can be alive: an SQLite
     * state file is locked by the one that uses it. Call once, before anything is claimed.
     */
    public void freeOwnLeases() {
        if (sql.database().kind() == StateDatabase.Kind.SQLITE) {
            sql.update("UPDATE lease SET expires_at = 0 WHERE name LIKE ?", LEASE + "%");
        }
    }

    @Override
    public void create(Closure closure, List<ClosureItem> items) {
        long old = closure.times().created().minus(KEPT).toEpochMilli();
        sql.transaction(it -> {
            Sql.update(
                    it,
                    "DELETE FROM closure_item WHERE closure_id IN (SELECT id FROM closure"
                            + " WHERE state = 'PREVIEWED' AND token_expires < ?)",
                    old);
            Sql.update(
                    it, "DELETE FROM closure WHERE state = 'PREVIEWED' AND token_expires < ?", old);
            Sql.update(it, ClosureRows.INSERT, rows.values(closure));
            for (int at = 0; at < items.size(); at += AT_ONCE) {
                List<Object[]> some = new ArrayList<>();
                items.subList(at, Math.min(items.size(), at + AT_ONCE))
                        .forEach(item -> some.add(rows.values(closure.id(), item)));
                Sql.batch(it, ClosureRows.INSERT_ITEM, some);
            }
            return items.size();
        });
    }

    @Override
    public Optional<Closure> find(String tenant, String id) {
        return sql
                .query(
                        "SELECT * FROM closure WHERE tenant = ? AND id = ?",
                        rows::closure,
                        tenant,
                        id)
                .stream()
                .findFirst();
    }

    @Override
    public List<Closure> list(List<String> tenants, int limit, Optional<Place> after) {
        Place place = after.orElse(new Place(Instant.ofEpochMilli(Long.MAX_VALUE), ""));
        long created = place.created().toEpochMilli();
        List<Object> values = new ArrayList<>(tenants);
        values.addAll(List.of(created, created, place.id(), limit));
        return sql.query(
                "SELECT * FROM closure WHERE tenant IN ("
                        + Sql.marks(tenants.size())
                        + ") AND (created_at < ? OR (created_at = ? AND id < ?))"
                        + " ORDER BY created_at DESC, id DESC LIMIT ?",
                rows::closure,
                values.toArray());
    }

    @Override
    public Map<ItemState, Integer> counts(String id) {
        Map<ItemState, Integer> counts = new EnumMap<>(ItemState.class);
        sql.query(
                "SELECT state, COUNT(*) FROM closure_item WHERE closure_id = ? GROUP BY state",
                row -> counts.put(ItemState.valueOf(row.getString(1)), row.getInt(2)),
                id);
        return counts;
    }

    @Override
    public List<ClosureItem> items(String id, Optional<ItemState> state, int limit, int after) {
        String where = state.isPresent() ? " AND state = ?" : "";
        List<Object> values = new ArrayList<>(List.of(id));
        state.ifPresent(it -> values.add(it.name()));
        values.addAll(List.of(after, limit));
        return sql.query(
                "SELECT * FROM closure_item WHERE closure_id = ?"
                        + where
                        + " AND position > ? ORDER BY position LIMIT ?",
                rows::item,
                values.toArray());
    }

    @Override
    public boolean execute(String id, Execution execution, Runnable charge) {
        return steps.execute(id, execution, charge);
    }

    @Override
    public boolean approve(String id, String by, Instant at, Runnable charge) {
        return steps.approve(id, by, at, charge);
    }

    @Override
    public boolean pause(String id) {
        return steps.pause(id);
    }

    @Override
    public boolean cancel(String id, Instant at) {
        return steps.cancel(id, at);
    }

    @Override
    public boolean resume(String id) {
        return steps.resume(id);
    }

    @Override
    public boolean createRevert(String source, Instant at, IntFunction<Closure> revert) {
        return steps.createRevert(source, at, revert);
    }

    @Override
    public boolean wish(String id, Wish wish) {
        return sql.update(
                        "UPDATE closure SET wish = ? WHERE id = ? AND state = 'RUNNING'",
                        wish.name(),
                        id)
                == 1;
    }

    @Override
    public Wish wish(String id) {
        return sql
                .query("SELECT wish FROM closure WHERE id = ?", row -> row.getString(1), id)
                .stream()
                .map(Wish::valueOf)
                .findFirst()
                .orElse(Wish.CANCEL);
    }

    @Override
    public Optional<Claim> claim(String owner, Duration life, Instant at) {
        for (Closure closure : sql.query(CANDIDATES, rows::closure)) {
            String name = LEASE + closure.tenant();
            Optional<Lease> lease = sql.exclusively(() -> leases.acquire(name, owner, life));
            if (lease.isPresent()) {
                Optional<Claim> claim = start(closure, lease.get(), at);
                if (claim.isPresent()) {
                    return claim;
                }
                giveBack(lease.get());
            }
        }
        return Optional.empty();
    }

    private Optional<Claim> start(Closure closure, Lease lease, Instant at) {
        return sql.transaction(it -> {
            boolean mine =
                    leases.holds(it, lease)
                            && Sql.update(it, START, at.toEpochMilli(), closure.id(), closure.id())
                                    == 1;
            if (!mine) {
                return Optional.empty();
            }
            // As it is now: it may have been approved since it was looked at.
            Closure found =
                    Sql.query(it, "SELECT * FROM closure WHERE id = ?", rows::closure, closure.id())
                            .getFirst();
            return Optional.of(new Claim(found, lease.owner(), lease.fencing()));
        });
    }

    @Override
    public boolean renew(Claim claim, Duration life) {
        return sql.exclusively(() -> leases.renew(lease(claim), life));
    }

    @Override
    public void release(Claim claim) {
        giveBack(lease(claim));
    }

    private void giveBack(Lease lease) {
        sql.exclusively(() -> {
            leases.release(lease);
            return lease;
        });
    }

    private static Lease lease(Claim claim) {
        return new Lease(LEASE + claim.closure().tenant(), claim.owner(), claim.fencing());
    }

    @Override
    public void fly(Claim claim, List<ClosureItem> items) {
        List<Object[]> keys = new ArrayList<>();
        items.forEach(item -> keys.add(new Object[] {claim.closure().id(), item.position()}));
        fenced(
                claim,
                it ->
                        Sql.batch(
                                it,
                                "UPDATE closure_item SET state = 'IN_FLIGHT', attempts = attempts + 1"
                                        + " WHERE closure_id = ? AND position = ?",
                                keys));
    }

    @Override
    public void settle(Claim claim, List<ClosureItem> items) {
        List<Object[]> values = new ArrayList<>();
        items.forEach(item -> values.add(ClosureRows.settled(claim.closure().id(), item)));
        fenced(
                claim,
                it ->
                        Sql.batch(
                                it,
                                "UPDATE closure_item SET state = ?, message = ?, trace_id = ?"
                                        + " WHERE closure_id = ? AND position = ?",
                                values));
    }

    @Override
    public void end(
            Claim claim, ClosureState state, Optional<Closure.Failure> failure, Instant at) {
        fenced(
                claim,
                it ->
                        Sql.update(
                                it,
                                END,
                                state.name(),
                                state.ended() ? at.toEpochMilli() : Sql.NullOf.NUMBER,
                                Sql.orNull(failure.map(why -> why.category().word())),
                                Sql.orNull(failure.map(Closure.Failure::message)),
                                Sql.orNull(failure.map(Closure.Failure::traceId)),
                                claim.closure().id()));
    }

    @FunctionalInterface
    private interface Write {
        void in(Connection connection) throws SQLException;
    }

    private void fenced(Claim claim, Write write) {
        sql.transaction(it -> {
            if (!leases.holds(it, lease(claim))) {
                throw new ClaimLost();
            }
            write.in(it);
            return claim;
        });
    }
}
