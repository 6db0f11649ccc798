package io.ropewalk.system.run;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Several alert-ops on one PostgreSQL, with a simulated Falcon and auth-service. */
public final class Replicas implements AutoCloseable {
    private final EmbeddedPostgres postgres;
    private final Suite suite;
    private final AlertOps alertOps;
    private final List<AlertOps.Replica> alive = new ArrayList<>();

    private Replicas(EmbeddedPostgres postgres, Suite suite, AlertOps alertOps) {
        this.postgres = postgres;
        this.suite = suite;
        this.alertOps = alertOps;
    }

    /** None of them yet. */
    public static Replicas in(Path folder, int hosts, Map<String, String> settings) {
        try {
            var postgres = EmbeddedPostgres.start();
            var suite = new Suite(folder);
            suite.startSimulator(hosts);
            suite.startAuth(Map.of());
            var all = new HashMap<>(settings);
            all.put("ROPEWALK_STATE_URL", postgres.getJdbcUrl("postgres", "postgres"));
            all.put("ROPEWALK_STATE_USERNAME", "postgres");
            all.put("ROPEWALK_STATE_PASSWORD", "postgres");
            return new Replicas(postgres, suite, new AlertOps(suite, all));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Suite suite() {
        return suite;
    }

    public AlertOps alertOps() {
        return alertOps;
    }

    /** Those that run, the oldest first. */
    public List<AlertOps.Replica> alive() {
        return List.copyOf(alive);
    }

    public AlertOps.Replica start() {
        AlertOps.Replica started = alertOps.start();
        alive.add(started);
        return started;
    }

    /** SIGKILL. */
    public void kill(AlertOps.Replica replica) {
        alive.remove(replica);
        replica.process().kill();
    }

    /** SIGTERM; returns the exit code. */
    public int terminate(AlertOps.Replica replica) {
        alive.remove(replica);
        return replica.process().terminate();
    }

    /** The one that is at work on a closure, by its log. */
    public AlertOps.Replica working() {
        return alive.stream()
                .filter(it ->
                        lines(it, "work on a closure begins") > lines(it, "work on a closure ends"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nobody works on a closure"));
    }

    private static long lines(AlertOps.Replica replica, String words) {
        return replica.process().output().lines().filter(it -> it.contains(words)).count();
    }

    /** A number that stands in the state database. */
    public long number(String query) {
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        suite.close();
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
