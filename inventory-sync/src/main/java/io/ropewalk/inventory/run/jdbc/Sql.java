package io.ropewalk.inventory.run.jdbc;

import io.ropewalk.inventory.run.RunStoreFailure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** The little of JDBC that {@link JdbcRunStore} needs. Values: text, numbers, null. */
final class Sql {
    private final DataSource source;

    Sql(DataSource source) {
        this.source = source;
    }

    /** Work inside one transaction. */
    interface Work<T> {
        T in(Connection connection) throws SQLException;
    }

    /** Reads one row. */
    interface Read<T> {
        T row(ResultSet row) throws SQLException;
    }

    <T> T transaction(Work<T> work) {
        try (Connection connection = source.getConnection()) {
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
        } catch (SQLException failure) {
            throw failed(failure);
        }
    }

    <T> List<T> query(String sql, Read<T> read, Object... values) {
        try (Connection connection = source.getConnection()) {
            return query(connection, sql, read, values);
        } catch (SQLException failure) {
            throw failed(failure);
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

    static RunStoreFailure failed(SQLException failure) {
        return new RunStoreFailure("The state database cannot be used.", failure);
    }

    private static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            switch (values[i]) {
                // A type is needed: PostgreSQL does not guess one for null.
                case NullOf(int type) -> statement.setNull(i + 1, type);
                case String text -> statement.setString(i + 1, text);
                case Long number -> statement.setLong(i + 1, number);
                case Integer number -> statement.setInt(i + 1, number);
                case Double number -> statement.setDouble(i + 1, number);
                default -> throw new IllegalArgumentException("No SQL for " + values[i].getClass());
            }
        }
    }

    /** A null of a column's type. */
    record NullOf(int type) {
        static final NullOf NUMBER = new NullOf(Types.BIGINT);
        static final NullOf FRACTION = new NullOf(Types.DOUBLE);
        static final NullOf TEXT = new NullOf(Types.VARCHAR);
    }
}
