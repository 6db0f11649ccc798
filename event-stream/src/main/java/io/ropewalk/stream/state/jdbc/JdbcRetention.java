package io.ropewalk.stream.state.jdbc;

import io.ropewalk.kit.state.Sql;
import io.ropewalk.stream.state.Retention;
import java.util.ArrayList;
import java.util.List;

/**
 * Deletes in small steps: SQLite has one writer, and a position must not wait for it long. Replicas
 * may do it side by side: each row is deleted, and told of, by one.
 */
final class JdbcRetention implements Retention {
    private static final int STEP = 200;
    private static final String WAITING = "CASE WHEN state = 'waiting' THEN 1 ELSE 0 END";

    private final Sql sql;

    JdbcRetention(Sql sql) {
        this.sql = sql;
    }

    /**
     * @param waiting 1 for a row that still waits
     * @param first what goes before the oldest
     */
    private record Table(String name, String time, String waiting, String first) {
        static Table of(Kind kind) {
            return switch (kind) {
                case DEAD_LETTERS ->
                        new Table("stream_dead_letter", "created_at", WAITING, WAITING + ", ");
                case AUDIT -> new Table("stream_audit", "at", "0", "");
            };
        }

        String delete(String which, String order) {
            return ("DELETE FROM %s WHERE id IN (SELECT id FROM %s WHERE tenant = ?%s"
                            + " ORDER BY %s%s, id LIMIT ?) RETURNING %s AS waited")
                    .formatted(name, name, which, order, time, waiting);
        }
    }

    @Override
    public List<Dropped> enforce(Kind kind, Limits limits) {
        Table table = Table.of(kind);
        List<Dropped> dropped = new ArrayList<>();
        List<String> tenants =
                sql.query("SELECT DISTINCT tenant FROM " + table.name(), row -> row.getString(1));
        for (String tenant : tenants) {
            add(dropped, new Dropped(tenant, kind, Cause.AGE, 0, 0), old(table, tenant, limits));
            add(dropped, new Dropped(tenant, kind, Cause.COUNT, 0, 0), many(table, tenant, limits));
        }
        return dropped;
    }

    private static void add(List<Dropped> all, Dropped of, List<Long> waited) {
        if (!waited.isEmpty()) {
            long waiting = waited.stream().mapToLong(Long::longValue).sum();
            all.add(new Dropped(of.tenant(), of.kind(), of.cause(), waited.size(), waiting));
        }
    }

    private List<Long> old(Table table, String tenant, Limits limits) {
        String before = " AND " + table.time() + " < " + sql.database().kind().nowMillis() + " - ?";
        String delete = table.delete(before, "");
        List<Long> gone = new ArrayList<>();
        int step;
        do {
            step = delete(gone, delete, tenant, limits.maxAge().toMillis(), STEP);
        } while (step == STEP);
        return gone;
    }

    private List<Long> many(Table table, String tenant, Limits limits) {
        String delete = table.delete("", table.first());
        String count = "SELECT COUNT(*) FROM " + table.name() + " WHERE tenant = ?";
        long over = sql.query(count, row -> row.getLong(1), tenant).getFirst() - limits.maxCount();
        List<Long> gone = new ArrayList<>();
        while (over > 0) {
            int step = delete(gone, delete, tenant, (int) Math.min(STEP, over));
            // Another replica may have been here meanwhile.
            over = step == 0 ? 0 : over - step;
        }
        return gone;
    }

    private int delete(List<Long> gone, String delete, Object... values) {
        List<Long> step =
                sql.write(connection ->
                        Sql.query(connection, delete, row -> row.getLong("waited"), values));
        gone.addAll(step);
        return step.size();
    }
}
