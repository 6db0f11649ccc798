package io.ropewalk.kit.state;

import io.ropewalk.kit.start.StartFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;

/**
 * A service's small relational state: an SQLite file of its own, or a PostgreSQL database shared by
 * its replicas. Opening checks before it changes anything: a corrupt file or one another process
 * holds is a {@link StartFailure}, and nothing is overwritten.
 */
public final class StateDatabase implements AutoCloseable {

    /** Which database it is: the SQL is the same but for the clock. */
    public enum Kind {
        SQLITE("CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)"),
        POSTGRESQL("CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)");

        private final String nowMillis;

        Kind(String nowMillis) {
            this.nowMillis = nowMillis;
        }

        /** An SQL expression: the database's time in milliseconds since the epoch. */
        public String nowMillis() {
            return nowMillis;
        }
    }

    /** SQLITE_CORRUPT, SQLITE_FORMAT and SQLITE_NOTADB: https://www.sqlite.org/rescode.html. */
    private static final Set<Integer> CORRUPT = Set.of(11, 24, 26);

    /** SQLite follows so many and no more. */
    private static final int MAX_LINKS = 100;

    /** The pool's word; it waits as long as it is configured to, 5 s. */
    private static final String LATE = "Acquisition timeout";

    private static final int FIRST_ATTEMPTS = 6;

    private final Kind kind;
    private final String place;
    private final DataSource source;
    private final FileChannel lock;

    private StateDatabase(Kind kind, String place, DataSource source, FileChannel lock) {
        this.kind = kind;
        this.place = place;
        this.source = source;
        this.lock = lock;
    }

    /** The kind that a JDBC URL names. */
    public static Kind kindOf(String url) {
        if (url.startsWith("jdbc:sqlite:")) {
            return Kind.SQLITE;
        }
        if (url.startsWith("jdbc:postgresql:")) {
            return Kind.POSTGRESQL;
        }
        throw new StartFailure(
                "ropewalk.state.url must start with jdbc:sqlite: (one replica) or jdbc:postgresql: (several).");
    }

    /**
     * Takes the file's lock (SQLite), checks that the database is sound, and brings its tables up
     * to date.
     *
     * @param url {@code ropewalk.state.url}
     * @param source gives the pool; asked only after the lock is held
     * @param migrate brings the tables up to date
     */
    public static StateDatabase open(String url, Supplier<DataSource> source, Runnable migrate) {
        Kind kind = kindOf(url);
        FileChannel lock = kind == Kind.SQLITE ? lock(sqliteFile(url)) : null;
        try {
            if (kind == Kind.SQLITE) {
                refuseEmpty(sqliteFile(url));
            }
            DataSource pool = Objects.requireNonNull(source.get(), "source");
            check(kind, url, pool);
            migrate.run();
            return new StateDatabase(kind, plain(url), pool, lock);
        } catch (FlywayException e) {
            close(lock);
            throw new StartFailure(
                    "The tables in "
                            + plain(url)
                            + " cannot be brought up to date, nothing was overwritten: "
                            + firstLine(e),
                    e);
        } catch (RuntimeException e) {
            close(lock);
            throw e;
        }
    }

    public Kind kind() {
        return kind;
    }

    public DataSource source() {
        return source;
    }

    /**
     * Refuses a database in which a table is missing though it was once made: with the table its
     * rows are gone, and beginning anew in silence is not for a program to decide.
     *
     * @throws StartFailure that names the table
     */
    public void require(Collection<String> tables) {
        for (String table : tables) {
            try (Connection connection = source.getConnection();
                    var statement =
                            connection.prepareStatement(
                                    "SELECT 1 FROM " + table + " WHERE 1 = 0")) {
                statement.executeQuery().close();
            } catch (SQLException e) {
                throw new StartFailure(
                        "The state database "
                                + place
                                + " has no usable table "
                                + table
                                + ": "
                                + firstLine(e)
                                + ". It was left as it is; restore it from a backup, or move it away to start afresh.",
                        e);
            }
        }
    }

    @Override
    public void close() {
        close(lock);
    }

    private static void check(Kind kind, String url, DataSource source) {
        try (Connection connection = first(kind, source);
                var statement = connection.createStatement()) {
            if (kind == Kind.SQLITE) {
                try (var rows = statement.executeQuery("PRAGMA quick_check")) {
                    if (rows.next() && !"ok".equals(rows.getString(1))) {
                        throw corrupt(url, null);
                    }
                }
            } else {
                statement.execute("SELECT 1");
            }
        } catch (SQLException e) {
            if (kind == Kind.SQLITE && saysCorrupt(e)) {
                throw corrupt(url, e);
            }
            throw new StartFailure(
                    "The state database " + plain(url) + " cannot be reached: " + firstLine(e), e);
        }
    }

    /**
     * Asked for again while it only takes too long: on a busy processor, which a roll-out makes of
     * every one, the first connection of a process takes longer than any later one.
     */
    private static Connection first(Kind kind, DataSource source) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                return source.getConnection();
            } catch (SQLException slow) {
                boolean late = String.valueOf(slow.getMessage()).startsWith(LATE);
                if (kind == Kind.SQLITE || !late || attempt == FIRST_ATTEMPTS) {
                    throw slow;
                }
            }
        }
    }

    /**
     * A pool that is slow to open a connection, or a disk that fails, tells nothing of the file.
     */
    private static boolean saysCorrupt(SQLException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && CORRUPT.contains(sql.getErrorCode())) {
                return true;
            }
        }
        return false;
    }

    /**
     * SQLite takes a file of up to one byte for a new database: what was cut to that would begin
     * anew, in silence.
     */
    private static void refuseEmpty(Path file) {
        try {
            if (Files.exists(file) && Files.size(file) <= 1) {
                throw new StartFailure(
                        "The state file "
                                + file
                                + " is empty: it was cut short, or its first start was. Restore it from a backup, or"
                                + " remove it to start afresh.",
                        null);
            }
        } catch (IOException e) {
            throw new StartFailure(
                    "The state file " + file + " cannot be read: " + firstLine(e) + ".", e);
        }
    }

    private static StartFailure corrupt(String url, SQLException cause) {
        return new StartFailure(
                "The state file "
                        + sqliteFile(url)
                        + " is not a sound SQLite database; it was left as it is. Restore it from a backup, or move it"
                        + " away to start afresh.",
                cause);
    }

    /** Beside the file itself, whatever links lead to it: the database sees through them too. */
    private static FileChannel lock(Path file) {
        try {
            Path real = real(file);
            Path beside = real.resolveSibling(real.getFileName() + ".lock");
            FileChannel channel =
                    FileChannel.open(beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock held = tryLock(channel);
            if (held == null) {
                channel.close();
                throw new StartFailure(
                        "The state file "
                                + file
                                + " is in use by another process; one process at a time may use it. More"
                                + " replicas share a PostgreSQL (ropewalk.state.url=jdbc:postgresql:...).");
            }
            return channel;
        } catch (IOException e) {
            throw new StartFailure(
                    "The state file "
                            + file
                            + " cannot be created or locked: "
                            + firstLine(e)
                            + "; make its directory writable or set ROPEWALK_STATE_URL.",
                    e);
        }
    }

    private static Path real(Path file) throws IOException {
        Path named = file.toAbsolutePath();
        for (int links = 0; Files.isSymbolicLink(named) && links < MAX_LINKS; links++) {
            named = named.resolveSibling(Files.readSymbolicLink(named));
        }
        Path folder = Objects.requireNonNull(named.getParent(), "folder");
        Files.createDirectories(folder);
        return folder.toRealPath().resolve(named.getFileName());
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException _) {
            return null;
        }
    }

    private static Path sqliteFile(String url) {
        String path = url.substring("jdbc:sqlite:".length());
        int options = path.indexOf('?');
        return Path.of(options < 0 ? path : path.substring(0, options));
    }

    /** The URL without its options, which may hold a password. */
    private static String plain(String url) {
        int options = url.indexOf('?');
        return (options < 0 ? url : url.substring(0, options)).replaceAll("//[^/@]*@", "//");
    }

    private static String firstLine(Throwable e) {
        String text = String.valueOf(e.getMessage());
        return text.lines().findFirst().orElse(e.getClass().getSimpleName());
    }

    private static void close(FileChannel lock) {
        if (lock == null) {
            return;
        }
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
