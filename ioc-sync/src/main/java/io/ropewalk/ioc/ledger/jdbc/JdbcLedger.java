package io.ropewalk.ioc.ledger.jdbc;

import io.ropewalk.ioc.ledger.Change;
import io.ropewalk.ioc.ledger.Checkpoint;
import io.ropewalk.ioc.ledger.Counts;
import io.ropewalk.ioc.ledger.Entry;
import io.ropewalk.ioc.ledger.Fold;
import io.ropewalk.ioc.ledger.Held;
import io.ropewalk.ioc.ledger.Ledger;
import io.ropewalk.ioc.ledger.LedgerFailure;
import io.ropewalk.ioc.ledger.Pending;
import io.ropewalk.ioc.ledger.Quarantined;
import io.ropewalk.ioc.ledger.Settled;
import io.ropewalk.ioc.ledger.Tenure;
import io.ropewalk.ioc.value.IocType;
import io.ropewalk.ioc.value.IocValue;
import io.ropewalk.kit.start.StartFailure;
import io.ropewalk.kit.state.Lease;
import io.ropewalk.kit.state.Leases;
import io.ropewalk.kit.state.Sql;
import io.ropewalk.kit.state.StateDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The ledger of one mirror, under one lease. One for a process: it orders the writers of SQLite.
 */
public final class JdbcLedger implements Ledger {
    private static final String LEASE = "ioc-mirror";

    /** All that the migrations make. */
    private static final Set<String> TABLES =
            Set.of("ioc_indicator", "ioc_claim", "ioc_entry", "ioc_quarantine", "ioc_checkpoint");

    /** Values asked for in one statement: databases limit its parameters. */
    private static final int IDS = 500;

    private final Leases leases;
    private final Sql sql;
    private final List<String> tenants;
    private final String owner;
    private final Clock clock;

    private JdbcLedger(StateDatabase database, List<String> tenants, String owner, Clock clock) {
        this.leases = new Leases(database);
        this.sql = new Sql(database, LedgerFailure::new);
        this.tenants = List.copyOf(tenants);
        this.owner = owner;
        this.clock = clock;
    }

    /**
     * The ledger in an open database. What a dead process still holds is free at once where no
     * other can be alive: an SQLite file is locked by the one that uses it.
     *
     * @param tenants the customers that are mirrored to
     * @param owner the name of this replica: unique, and not that of an earlier process
     * @throws StartFailure when a table is missing
     */
    public static JdbcLedger over(
            StateDatabase database, List<String> tenants, String owner, Clock clock) {
        database.require(TABLES);
        var ledger = new JdbcLedger(database, tenants, owner, clock);
        if (database.kind() == StateDatabase.Kind.SQLITE) {
            ledger.sql.transaction(connection ->
                    Sql.update(
                            connection, "UPDATE lease SET expires_at = 0 WHERE name = ?", LEASE));
        }
        return ledger;
    }

    @Override
    public Optional<Tenure> take(Duration life) {
        Optional<Tenure> taken =
                sql.exclusively(() -> leases.acquire(LEASE, owner, life))
                        .map(lease -> new Tenure(owner, lease.fencing()));
        taken.ifPresent(this::welcome);
        return taken;
    }

    /** A customer that was added wants all that is there. */
    private void welcome(Tenure tenure) {
        guarded(
                tenure,
                connection -> {
                    for (String tenant : tenants) {
                        Sql.update(
                                connection,
                                Statements.WAIT_ALL,
                                tenant,
                                ticket(connection),
                                tenant);
                    }
                    return null;
                });
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
    public Checkpoint checkpoint() {
        return sql.read(Checkpoints::now);
    }

    @Override
    public void move(Tenure tenure, Checkpoint checkpoint) {
        guarded(tenure, connection -> Checkpoints.move(connection, checkpoint));
    }

    @Override
    public boolean readFrom(Tenure tenure, String origin, String until) {
        return guarded(tenure, connection -> Checkpoints.readFrom(connection, origin, until));
    }

    @Override
    public void swept(Tenure tenure) {
        guarded(tenure, connection -> Sql.update(connection, Statements.SWEPT));
    }

    @Override
    public int ingest(
            Tenure tenure,
            List<Change> changes,
            List<Quarantined> unreadable,
            Optional<Checkpoint> after) {
        return guarded(
                tenure,
                connection -> {
                    var fold = new Fold(known(connection, changes));
                    changes.forEach(fold::take);
                    long reading =
                            after.isPresent()
                                    ? after.get().reading()
                                    : Sql.query(
                                                    connection,
                                                    Statements.CHECKPOINT,
                                                    row -> row.getLong(3))
                                            .getFirst();
                    write(connection, fold, reading);
                    Sql.batch(
                            connection,
                            Statements.SET_ASIDE,
                            unreadable.stream().map(Rows::quarantined).toList());
                    if (after.isPresent()) {
                        Checkpoints.move(connection, after.get());
                    }
                    return fold.stale();
                });
    }

    private static Map<String, Held> known(Connection connection, List<Change> changes)
            throws SQLException {
        Map<String, Held> known = new LinkedHashMap<>();
        List<String> ids = changes.stream().map(Change::indicator).distinct().toList();
        for (int from = 0; from < ids.size(); from += IDS) {
            List<String> some = ids.subList(from, Math.min(ids.size(), from + IDS));
            Indicators.read(connection, some, known);
        }
        return known;
    }

    private void write(Connection connection, Fold fold, long reading) throws SQLException {
        Map<String, Fold.Difference> differences = fold.differences();
        Indicators.write(connection, differences, reading, clock.millis());
        Sql.batch(
                connection,
                Statements.SEEN,
                fold.seen().stream()
                        .filter(id -> !differences.containsKey(id))
                        .map(id -> new Object[] {reading, id, reading})
                        .toList());
        Collection<IocValue> touched = fold.touched();
        if (!touched.isEmpty()) {
            long ticket = ticket(connection);
            List<Object[]> rows = new ArrayList<>();
            for (String tenant : tenants) {
                touched.forEach(value -> rows.add(wait(tenant, value, ticket)));
            }
            Sql.batch(connection, Statements.WAIT, rows);
        }
    }

    private static Object[] wait(String tenant, IocValue value, long ticket) {
        return new Object[] {tenant, value.type().word(), value.value(), ticket};
    }

    private static long ticket(Connection connection) throws SQLException {
        return Sql.query(connection, Statements.NEXT_TICKET, row -> row.getLong(1)).getFirst();
    }

    @Override
    public List<Pending> pending(String tenant, int limit) {
        return Rows.grouped(sql.query(Statements.PENDING, Rows::entry, tenant, limit));
    }

    @Override
    public Map<IocValue, Pending> look(String tenant, Collection<IocValue> values) {
        Map<IocValue, Pending> found = new LinkedHashMap<>();
        Map<IocType, List<IocValue>> byType =
                values.stream().collect(Collectors.groupingBy(IocValue::type));
        byType.forEach((type, all) -> {
            for (int from = 0; from < all.size(); from += IDS) {
                List<IocValue> some = all.subList(from, Math.min(all.size(), from + IDS));
                List<Object> binds = new ArrayList<>(List.of(tenant, type.word()));
                some.forEach(value -> binds.add(value.value()));
                Rows.grouped(sql.query(Statements.look(some.size()), Rows::entry, binds.toArray()))
                        .forEach(it -> found.put(it.value(), it));
            }
        });
        return found;
    }

    @Override
    public void settle(Tenure tenure, String tenant, List<Settled> settled) {
        if (settled.isEmpty()) {
            return;
        }
        guarded(
                tenure,
                connection -> {
                    Settling.write(
                            connection, tenant, settled, ticket(connection), clock.instant());
                    return null;
                });
    }

    @Override
    public int due(Tenure tenure, String tenant, Instant now) {
        return guarded(
                tenure,
                connection ->
                        Sql.update(
                                connection,
                                Statements.DUE,
                                ticket(connection),
                                tenant,
                                now.toEpochMilli()));
    }

    @Override
    public List<Pending> standing(
            String tenant, Entry.State state, Optional<IocValue> after, int limit) {
        String type = after.map(it -> it.type().word()).orElse("");
        String value = after.map(IocValue::value).orElse("");
        return Rows.grouped(
                sql.query(
                        Statements.STANDING,
                        Rows::entry,
                        tenant,
                        state.word(),
                        type,
                        type,
                        value,
                        limit));
    }

    @Override
    public Map<String, Instant> unseen(int limit) {
        Map<String, Instant> found = new LinkedHashMap<>();
        sql.query(
                        Statements.UNSEEN,
                        row -> Map.entry(row.getString(1), Instant.ofEpochMilli(row.getLong(2))),
                        limit)
                .forEach(it -> found.put(it.getKey(), it.getValue()));
        return found;
    }

    @Override
    public long unseenCount() {
        return count(Statements.UNSEEN_COUNT);
    }

    @Override
    public long indicatorCount() {
        return count(Statements.INDICATOR_COUNT);
    }

    @Override
    public Counts counts(String tenant) {
        Map<Entry.State, Long> states = new EnumMap<>(Entry.State.class);
        sql.query(
                        "SELECT state, COUNT(*) FROM ioc_entry WHERE tenant = ? GROUP BY state",
                        row -> Map.entry(Entry.State.of(row.getString(1)), row.getLong(2)),
                        tenant)
                .forEach(it -> states.put(it.getKey(), it.getValue()));
        return new Counts(
                indicatorCount(),
                states,
                count("SELECT COUNT(*) FROM ioc_entry WHERE tenant = ? AND ticket > 0", tenant),
                count("SELECT COUNT(*) FROM ioc_quarantine WHERE tenant IN (?, '')", tenant));
    }

    private long count(String statement, Object... values) {
        return sql.query(statement, row -> row.getLong(1), values).getFirst();
    }

    @Override
    public List<Quarantined> quarantined(String tenant, int limit, Optional<String> after) {
        Optional<Quarantined> last = after.flatMap(id -> quarantinedOne(tenant, id));
        long at = last.map(it -> it.at().toEpochMilli()).orElse(Long.MAX_VALUE);
        return sql.query(
                "SELECT * FROM ioc_quarantine WHERE tenant IN (?, '') AND (at < ? OR (at = ? AND id"
                        + " < ?)) ORDER BY at DESC, id DESC LIMIT ?",
                Rows::quarantined,
                tenant,
                at,
                at,
                last.map(Quarantined::id).orElse(""),
                limit);
    }

    @Override
    public Optional<Quarantined> quarantinedOne(String tenant, String id) {
        return sql
                .query(
                        "SELECT * FROM ioc_quarantine WHERE id = ? AND tenant IN (?, '')",
                        Rows::quarantined,
                        id,
                        tenant)
                .stream()
                .findFirst();
    }

    @Override
    public void release(Tenure tenure, Quarantined item) {
        guarded(
                tenure,
                connection -> {
                    if (item.kind() == Quarantined.Kind.IOC) {
                        int colon = item.subject().indexOf(':');
                        IocValue value =
                                new IocValue(
                                        IocType.named(item.subject().substring(0, colon))
                                                .orElseThrow(),
                                        item.subject().substring(colon + 1));
                        Sql.update(
                                connection,
                                Statements.WAIT,
                                wait(item.tenant(), value, ticket(connection)));
                    }
                    return Sql.update(connection, Statements.TAKE_BACK, item.id());
                });
    }

    @Override
    public void prune(Tenure tenure, Instant before) {
        guarded(
                tenure,
                connection ->
                        Sql.update(
                                connection,
                                "DELETE FROM ioc_indicator WHERE gone = 1 AND gone_at < ?",
                                before.toEpochMilli()));
    }

    private <T> T guarded(Tenure tenure, Sql.Work<T> work) {
        return sql.transaction(connection -> {
            if (!leases.holds(connection, lease(tenure))) {
                throw new Tenure.Lost();
            }
            return work.in(connection);
        });
    }

    private static Lease lease(Tenure tenure) {
        return new Lease(LEASE, tenure.owner(), tenure.number());
    }
}
