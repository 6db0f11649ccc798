package io.ropewalk.system.run;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A PostgreSQL that lets users in over TLS and by password only, each into what it owns. */
public final class Databases implements AutoCloseable {
    /** The test's own way in is that of the administrator, without TLS. */
    private static final String RULES =
            """
            local all all trust
            host all postgres all trust
            hostssl all all all scram-sha-256
            """;

    private final EmbeddedPostgres postgres;

    private Databases(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    /**
     * Starts it.
     *
     * @param owners passwords by user; each gets a database of its own name
     */
    public static Databases start(
            Path folder, Certificates certificates, Map<String, String> owners) {
        try {
            Path rules = Files.writeString(folder.resolve("pg_hba.conf"), RULES);
            var postgres =
                    EmbeddedPostgres.builder()
                            .setServerConfig("hba_file", rules.toString())
                            .setServerConfig("ssl", "on")
                            .setServerConfig("ssl_cert_file", certificates.chain().toString())
                            .setServerConfig("ssl_key_file", certificates.key().toString())
                            .start();
            var databases = new Databases(postgres);
            owners.forEach(databases::make);
            return databases;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void make(String owner, String password) {
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(owner, password));
            statement.execute("CREATE DATABASE %1$s OWNER %1$s".formatted(owner));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@code host:port}. */
    public String address() {
        return "127.0.0.1:" + postgres.getPort();
    }

    /** Every row of every table of a database, as text. */
    public List<String> rows(String database) {
        List<String> rows = new ArrayList<>();
        try (var connection = postgres.getDatabase("postgres", database).getConnection();
                var statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (var found =
                    statement.executeQuery(
                            "SELECT table_name FROM information_schema.tables"
                                    + " WHERE table_schema = 'public'")) {
                while (found.next()) {
                    tables.add(found.getString(1));
                }
            }
            for (String table : tables) {
                try (var found =
                        statement.executeQuery("SELECT t::text FROM \"" + table + "\" t")) {
                    while (found.next()) {
                        rows.add(table + " " + found.getString(1));
                    }
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
