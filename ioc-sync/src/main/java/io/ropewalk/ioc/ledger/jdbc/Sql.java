package io.ropewalk.ioc.ledger.jdbc;

import io.ropewalk.ioc.ledger.LedgerFailure;
import io.ropewalk.kit.state.StateDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** The little of JDBC that the ledger needs. Values: text and numbers. */
final class Sql {
    private final StateDatabase database;

    /** One writer at a time for SQLite, which has one anyway: waiting here is fair. */
    private final Optional<ReentrantLock> writer;

    Sql(StateDatabase database) {
        this.database = database;
        this.writer =
                database.kind() == StateDatabase.Kind.SQLITE
                        ? Optional.of(new ReentrantLock(true))
                        : Optional.empty();
    }

    /** Work with a connection. */
    interface Work<T> {
        T in(Connection connection) throws SQLException;
    }

    /** Reads one row. */
    interface Read<T> {
        T row(ResultSet row) throws SQLException;
    }

    /** Work that brings its own connection. */
    interface Call<T> {
        T now() throws SQLException;
    }

    <T> T exclusively(Call<T> work) {
        writer.ifPresent(ReentrantLock::lock);
        try {
            return work.now();
        } catch (SQLException failure) {
            throw new LedgerFailure(failure);
        } finally {
            writer.ifPresent(ReentrantLock::unlock);
        }
    }

    <T> T transaction(Work<T> work) {
        return exclusively(() -> {
            try (Connection connection = database.source().getConnection()) {
                connection.setAutoCommit(false);
                try {
                    T result = work.in(connection);
                    connection.commit();
                    return result;
                } catch (SQLException | RuntimeException failure) {
                    connection.rollback();
                    throw failure;
                } finally {
                    connection.setAutoCommit(true);
                }
            }
        });
    }

    <T> List<T> query(String sql, Read<T> read, Object... values) {
        try (Connection connection = database.source().getConnection()) {
            return query(connection, sql, read, values);
        } catch (SQLException failure) {
            throw new LedgerFailure(failure);
        }
    }

    static <T> List<T> query(Connection connection, String sql, Read<T> read, Object... values)
            throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            List<T> found = new ArrayList<>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(read.row(rows));
                }
            }
            return found;
        }
    }

    static int update(Connection connection, String sql, Object... values) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            return statement.executeUpdate();
        }
    }

    /** The same statement for many rows. */
    static void batch(Connection connection, String sql, Collection<Object[]> rows)
            throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(sql)) {
            for (Object[] row : rows) {
                bind(statement, row);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** {@code ?, ?, ?}. */
    static String marks(int count) {
        return String.join(", ", Collections.nCopies(count, "?"));
    }

    private static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            switch (values[i]) {
                // PostgreSQL keeps every character but this one, and descriptions may hold it.
                case String text -> statement.setString(i + 1, text.replace('\0', '\uFFFD'));
                case Long number -> statement.setLong(i + 1, number);
                case Integer number -> statement.setInt(i + 1, number);
                default -> throw new IllegalArgumentException("No SQL for " + values[i].getClass());
            }
        }
    }
}
