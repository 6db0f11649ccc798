package io.ropewalk.stream.state.jdbc;

import io.ropewalk.kit.state.StateDatabase;
import io.ropewalk.stream.state.StateFailure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;

/** The little of JDBC that the state needs. Values: text, numbers, bytes, null. */
final class Sql {
    private final StateDatabase database;

    /**
     * One writer at a time for SQLite, which has one anyway: waiting here is fair, waiting there is
     * sleeping and asking again. Not for PostgreSQL.
     */
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

    StateDatabase database() {
        return database;
    }

    /** Work inside one transaction. */
    <T> T transaction(Work<T> work) {
        return write(connection -> within(connection, work));
    }

    static <T> T within(Connection connection, Work<T> work) throws SQLException {
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

    /** Work that writes, each statement a transaction of its own. */
    <T> T write(Work<T> work) {
        return exclusively(() -> {
            try (Connection connection = database.source().getConnection()) {
                return work.in(connection);
            }
        });
    }

    /** Work that brings its own connection. */
    interface Access<T> {
        T run() throws SQLException;
    }

    <T> T exclusively(Access<T> work) {
        writer.ifPresent(ReentrantLock::lock);
        try {
            return work.run();
        } catch (SQLException failure) {
            throw failed(failure);
        } finally {
            writer.ifPresent(ReentrantLock::unlock);
        }
    }

    /** Work that only reads. */
    <T> T read(Work<T> work) {
        try (Connection connection = database.source().getConnection()) {
            return work.in(connection);
        } catch (SQLException failure) {
            throw failed(failure);
        }
    }

    <T> List<T> query(String sql, Read<T> read, Object... values) {
        return read(connection -> query(connection, sql, read, values));
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

    int update(String sql, Object... values) {
        return write(connection -> update(connection, sql, values));
    }

    static int update(Connection connection, String sql, Object... values) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            return statement.executeUpdate();
        }
    }

    /** A statement without values or rows. */
    static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static Object orNull(OptionalLong number) {
        return number.isPresent() ? (Object) number.getAsLong() : NullOf.NUMBER;
    }

    static Object orNull(Optional<String> text) {
        return text.<Object>map(it -> it).orElse(NullOf.TEXT);
    }

    static OptionalLong number(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return Instant.ofEpochMilli(row.getLong(column));
    }

    private static StateFailure failed(SQLException failure) {
        return new StateFailure("The state database cannot be used.", failure);
    }

    private static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            switch (values[i]) {
                // A type is needed: PostgreSQL does not guess one for null.
                case NullOf(int type) -> statement.setNull(i + 1, type);
                // PostgreSQL keeps every character but this one, and events may hold it.
                case String text -> statement.setString(i + 1, text.replace('\0', '\uFFFD'));
                case Long number -> statement.setLong(i + 1, number);
                case Integer number -> statement.setInt(i + 1, number);
                case byte[] bytes -> statement.setBytes(i + 1, bytes);
                default -> throw new IllegalArgumentException("No SQL for " + values[i].getClass());
            }
        }
    }

    /** A null of a column's type. */
    record NullOf(int type) {
        static final NullOf NUMBER = new NullOf(Types.BIGINT);
        static final NullOf TEXT = new NullOf(Types.VARCHAR);
    }
}
