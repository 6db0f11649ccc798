package io.ropewalk.kit.state;

import io.ropewalk.kit.start.StartFailure;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Predicate;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;

/** Brings the tables of the state up to date, and refuses those of a later version. */
public final class StateTables {
    private StateTables() {}

    /**
     * Loads what migrating needs, which takes longer than migrating, and the native library of
     * SQLite unless the environment names another database; the configuration is not there yet.
     */
    public static void warmUp() {
        String url = System.getenv().getOrDefault("ROPEWALK_STATE_URL", "");
        if (!url.startsWith("jdbc:postgresql:")) {
            try {
                DriverManager.getConnection("jdbc:sqlite::memory:").close();
            } catch (SQLException _) {
                // said by the first connection
            }
        }
        var _ = Flyway.configure().load();
    }

    /**
     * Migrates.
     *
     * @throws StartFailure when a later version of this program was here: what it keeps in its
     *     tables, or does not, this one cannot know
     */
    public static void bringUpToDate(Flyway flyway) {
        MigrationInfo[] all = flyway.info().all();
        newest(all, StateTables::isOfALaterVersion)
                .ifPresent(later -> {
                    throw new StartFailure(
                            "The state database (ropewalk.state.url) was used by a later version of this program: its tables are at %s, this version knows them up to %s. Nothing was changed; start that version again, or restore the backup that was made before it ran."
                                    .formatted(
                                            later,
                                            newest(all, it -> !isOfALaterVersion(it))
                                                    .orElse("none")));
                });
        flyway.migrate();
    }

    private static boolean isOfALaterVersion(MigrationInfo migration) {
        return migration.getState() == MigrationState.FUTURE_SUCCESS
                || migration.getState() == MigrationState.FUTURE_FAILED;
    }

    private static Optional<String> newest(MigrationInfo[] all, Predicate<MigrationInfo> wanted) {
        return Arrays.stream(all)
                .filter(wanted)
                .filter(it -> it.getVersion() != null)
                .map(MigrationInfo::getVersion)
                .max(Comparator.naturalOrder())
                .map(Object::toString);
    }
}
