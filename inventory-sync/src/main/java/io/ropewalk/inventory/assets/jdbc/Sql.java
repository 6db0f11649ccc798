package io.ropewalk.inventory.assets.jdbc;

import io.ropewalk.inventory.assets.AssetStore.StoreFailure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** The little of JDBC that the store of assets needs. Values: text and numbers. */
final class Sql {
    private final DataSource source;

    Sql(DataSource source) {
        this.source = source;
    }

    /** Work with a connection. */
    interface Work<T> {
        T in(Connection connection) throws SQLException;
    }

    /** Reads one row. */
    interface Read<T> {
        T row(ResultSet row) throws SQLException;
    }

    <T> T with(Work<T> work) {
        try (Connection connection = source.getConnection()) {
            return work.in(connection);
        } catch (SQLException failure) {
            throw new StoreFailure(failure);
        }
    }

    <T> T transaction(Work<T> work) {
        return with(connection -> {
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
        });
    }

    <T> List<T> query(String sql, Read<T> read, Object... values) {
        return with(connection -> {
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
        });
    }

    static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            switch (values[i]) {
                case String text -> statement.setString(i + 1, text);
                case Long number -> statement.setLong(i + 1, number);
                case Integer number -> statement.setInt(i + 1, number);
                default -> throw new IllegalArgumentException("No SQL for " + values[i].getClass());
            }
        }
    }
}
