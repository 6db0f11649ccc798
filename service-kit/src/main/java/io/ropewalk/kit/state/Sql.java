package io.ropewalk.kit.state;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * The little of JDBC that a service's state needs. Values: text, whole and broken numbers, bytes,
 * {@link NullOf}; any other is an {@link IllegalArgumentException}.
 */
public final class Sql {
    /** The transaction this thread is in. */
    private static final ThreadLocal<Open> OPEN = new ThreadLocal<>();

    private record Open(Sql sql, Connection connection) {}

    private final StateDatabase database;
    private final Function<SQLException, ? extends RuntimeException> failure;

    /**
     * One writer at a time for SQLite, which has one anyway: waiting here is fair, waiting there is
     * sleeping and asking again. Not for PostgreSQL.
     */
    private final Optional<ReentrantLock> writer;

    /**
     * Statements against one database.
     *
     * @param failure the service's word for a database that cannot be used
     */
    public Sql(StateDatabase database, Function<SQLException, ? extends RuntimeException> failure) {
        this.database = Objects.requireNonNull(database, "database");
        this.failure = Objects.requireNonNull(failure, "failure");
        this.writer =
                database.kind() == StateDatabase.Kind.SQLITE
                        ? Optional.of(new ReentrantLock(true))
                        : Optional.empty();
    }

    /** Work with a connection. */
    public interface Work<T> {
        T in(Connection connection) throws SQLException;
    }

    /** Reads one row. */
    public interface Read<T> {
        T row(ResultSet row) throws SQLException;
    }

    public StateDatabase database() {
        return database;
    }

    /**
     * Work inside one transaction. Where the caller is inside one of this database already, it is
     * that one: all of it is kept, or nothing.
     */
    public <T> T transaction(Work<T> work) {
        Open outer = OPEN.get();
        if (outer != null && outer.sql == this) {
            try {
                return work.in(outer.connection);
            } catch (SQLException failed) {
                throw this.failure.apply(failed);
            }
        }
        return write(connection -> {
            OPEN.set(new Open(this, connection));
            try {
                return within(connection, work);
            } finally {
                OPEN.set(outer);
            }
        });
    }

    public static <T> T within(Connection connection, Work<T> work) throws SQLException {
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
    public <T> T write(Work<T> work) {
        return exclusively(() -> {
            try (Connection connection = database.source().getConnection()) {
                return work.in(connection);
            }
        });
    }

    /** Work that brings its own connection. */
    public interface Access<T> {
        T run() throws SQLException;
    }

    public <T> T exclusively(Access<T> work) {
        writer.ifPresent(ReentrantLock::lock);
        try {
            return work.run();
        } catch (SQLException failed) {
            throw this.failure.apply(failed);
        } finally {
            writer.ifPresent(ReentrantLock::unlock);
        }
    }

    /** Work that only reads. */
    public <T> T read(Work<T> work) {
        try (Connection connection = database.source().getConnection()) {
            return work.in(connection);
        } catch (SQLException failed) {
            throw this.failure.apply(failed);
        }
    }

    public <T> List<T> query(String sql, Read<T> read, Object... values) {
        return read(connection -> query(connection, sql, read, values));
    }

    public static <T> List<T> query(
            Connection connection, String sql, Read<T> read, Object... values) throws SQLException {
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

    public int update(String sql, Object... values) {
        return write(connection -> update(connection, sql, values));
    }

    public static int update(Connection connection, String sql, Object... values)
            throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            return statement.executeUpdate();
        }
    }

    /** The same statement for many rows. */
    public static void batch(Connection connection, String sql, Collection<Object[]> rows)
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
    public static String marks(int count) {
        return String.join(", ", Collections.nCopies(count, "?"));
    }

    /** A statement without values or rows. */
    public static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    public static Object orNull(OptionalLong number) {
        return number.isPresent() ? (Object) number.getAsLong() : NullOf.NUMBER;
    }

    public static Object orNull(Optional<String> text) {
        return text.<Object>map(it -> it).orElse(NullOf.TEXT);
    }

    public static OptionalLong number(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
    }

    public static Instant instant(ResultSet row, String column) throws SQLException {
        return Instant.ofEpochMilli(row.getLong(column));
    }

    public static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            switch (values[i]) {
                // A type is needed: PostgreSQL does not guess one for null.
                case NullOf(int type) -> statement.setNull(i + 1, type);
                // PostgreSQL keeps every character but this one, and what Falcon sends may hold it.
                case String text -> statement.setString(i + 1, text.replace('\0', '\uFFFD'));
                case Long number -> statement.setLong(i + 1, number);
                case Integer number -> statement.setInt(i + 1, number);
                case Double number -> statement.setDouble(i + 1, number);
                case byte[] bytes -> statement.setBytes(i + 1, bytes);
                default -> throw new IllegalArgumentException("No SQL for " + values[i].getClass());
            }
        }
    }

    /** A null of a column's type. */
    public record NullOf(int type) {
        public static final NullOf NUMBER = new NullOf(Types.BIGINT);
        public static final NullOf FRACTION = new NullOf(Types.DOUBLE);
        public static final NullOf TEXT = new NullOf(Types.VARCHAR);
    }
}
