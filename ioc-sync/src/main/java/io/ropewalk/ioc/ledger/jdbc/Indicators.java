package io.ropewalk.ioc.ledger.jdbc;

import io.ropewalk.ioc.indicator.Wish;
import io.ropewalk.ioc.ledger.Fold;
import io.ropewalk.ioc.ledger.Held;
import io.ropewalk.ioc.value.IocValue;
import io.ropewalk.kit.state.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Indicators and their claims. */
final class Indicators {
    private record Claim(String indicator, IocValue value, Wish wish) {}

    private record Row(String id, Instant version, boolean gone, boolean deleted) {}

    private Indicators() {}

    /** Adds what is known of these. */
    static void read(Connection connection, List<String> ids, Map<String, Held> known)
            throws SQLException {
        String these = " IN (" + Sql.marks(ids.size()) + ")";
        Map<String, SortedMap<IocValue, Wish>> wishes = new HashMap<>();
        Sql.query(
                        connection,
                        "SELECT indicator, type, value, "
                                + Rows.CLAIM
                                + " FROM ioc_claim WHERE indicator"
                                + these,
                        row -> new Claim(row.getString(1), Rows.value(row), Rows.wish(row)),
                        ids.toArray())
                .forEach(claim ->
                        wishes.computeIfAbsent(claim.indicator(), _ -> new TreeMap<>())
                                .put(claim.value(), claim.wish()));
        Sql.query(
                        connection,
                        "SELECT id, version, gone, deleted FROM ioc_indicator WHERE id" + these,
                        row ->
                                new Row(
                                        row.getString(1),
                                        Instant.ofEpochMilli(row.getLong(2)),
                                        row.getInt(3) == 1,
                                        row.getInt(4) == 1),
                        ids.toArray())
                .forEach(row ->
                        known.put(
                                row.id(),
                                new Held(
                                        row.version(),
                                        row.gone(),
                                        row.deleted(),
                                        wishes.getOrDefault(row.id(), new TreeMap<>()))));
    }

    static void write(
            Connection connection, Map<String, Fold.Difference> differences, long reading, long now)
            throws SQLException {
        List<Object[]> rows = new ArrayList<>();
        List<Object[]> dropped = new ArrayList<>();
        List<Object[]> put = new ArrayList<>();
        differences.forEach((id, difference) -> {
            Held held = difference.held();
            rows.add(
                    new Object[] {
                        id,
                        held.version().toEpochMilli(),
                        held.gone() ? 1 : 0,
                        held.deleted() ? 1 : 0,
                        held.gone() ? now : 0L,
                        reading
                    });
            difference
                    .removed()
                    .forEach(value ->
                            dropped.add(new Object[] {id, value.type().word(), value.value()}));
            difference.put().forEach((value, wish) -> put.add(Rows.claim(id, value, wish)));
        });
        Sql.batch(connection, Statements.PUT_INDICATOR, rows);
        Sql.batch(connection, Statements.DROP_CLAIM, dropped);
        Sql.batch(connection, Statements.PUT_CLAIM, put);
    }
}
