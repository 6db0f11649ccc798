package io.ropewalk.alertops.app;

import io.ropewalk.alertops.work.Refused;
import io.ropewalk.kit.state.Sql;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.Optional;

/**
 * Sees whether the state database can be written to. To be asked again and again: one miss may be a
 * moment's, a second one is an outage.
 */
@Singleton
class StateWatch {
    private static final int AN_OUTAGE = 2;

    private final Sql sql;
    private volatile int misses;

    StateWatch(Sql sql) {
        this.sql = Objects.requireNonNull(sql, "sql");
    }

    /** Writes what is there: on a full disk it could be read, and the audit still be cut short. */
    void look() {
        try {
            sql.update("UPDATE audit_head SET number = number WHERE id = 1");
            misses = 0;
        } catch (Refused away) {
            misses = Math.min(AN_OUTAGE, misses + 1);
        }
    }

    /** Why nothing can be written down; empty while it can. */
    Optional<String> outage() {
        return misses < AN_OUTAGE
                ? Optional.empty()
                : Optional.of(
                        "The state database cannot be used: nothing is changed at Falcon, and"
                                + " questions are missing in the audit. It is tried again every few"
                                + " seconds.");
    }
}
