package io.ropewalk.stream.state.jdbc;

import io.ropewalk.kit.start.StartFailure;
import io.ropewalk.kit.state.Sql;
import io.ropewalk.kit.state.StateDatabase;
import io.ropewalk.stream.state.Audit;
import io.ropewalk.stream.state.DeadLetters;
import io.ropewalk.stream.state.FollowUps;
import io.ropewalk.stream.state.Owners;
import io.ropewalk.stream.state.Partitions;
import io.ropewalk.stream.state.Positions;
import io.ropewalk.stream.state.Retention;
import io.ropewalk.stream.state.StateFailure;
import io.ropewalk.stream.state.Takeovers;
import java.util.Set;

/** All of the state over one database. One for a process: it orders the writers of SQLite. */
public final class JdbcState {
    /** All that the migrations make. */
    static final Set<String> TABLES =
            Set.of(
                    "stream_audit",
                    "stream_counter",
                    "stream_dead_letter",
                    "stream_follow_up",
                    "stream_partition",
                    "stream_position",
                    "stream_replica",
                    "stream_takeover");

    private final Sql sql;

    private JdbcState(Sql sql) {
        this.sql = sql;
    }

    /**
     * The state in an open database. What a dead process still owns is free at once where no other
     * process can be alive: an SQLite file is locked by the one that uses it.
     *
     * @throws StartFailure when a table is missing
     */
    public static JdbcState over(StateDatabase database) {
        database.require(TABLES);
        var sql =
                new Sql(
                        database,
                        failure -> new StateFailure("The state database cannot be used.", failure));
        if (database.kind() == StateDatabase.Kind.SQLITE) {
            JdbcOwners.freeAll(sql);
        }
        return new JdbcState(sql);
    }

    /**
     * The owners as one replica sees them.
     *
     * @param self the name of this replica: unique, and not that of an earlier process
     */
    public Owners owners(String self) {
        return new JdbcOwners(sql, self);
    }

    public Positions positions() {
        return new JdbcPositions(sql);
    }

    public FollowUps followUps() {
        return new JdbcFollowUps(sql);
    }

    public DeadLetters deadLetters() {
        return new JdbcDeadLetters(sql);
    }

    public Partitions partitions() {
        return new JdbcPartitions(sql);
    }

    public Audit audit() {
        return new JdbcAudit(sql);
    }

    public Retention retention() {
        return new JdbcRetention(sql);
    }

    public Takeovers takeovers() {
        return new JdbcTakeovers(sql);
    }
}
