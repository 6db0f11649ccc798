package io.ropewalk.alertops.app;

import io.ropewalk.alertops.audit.Audit.Verified;
import io.ropewalk.alertops.audit.jdbc.AuditChain;
import io.ropewalk.kit.start.StartFailure;
import io.ropewalk.kit.state.StateDatabase;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The command {@code verify-audit}: reads the whole audit of {@code ropewalk.state.url}, beside a
 * running service or without one, and changes nothing.
 */
final class VerifyAudit {
    /** What it is called on the command line. */
    static final String NAME = "verify-audit";

    private static final String SQLITE = "jdbc:sqlite:";
    private static final String DEFAULT_URL = "jdbc:sqlite:data/alert-ops.db";

    private VerifyAudit() {}

    /**
     * Checks, and says what was found in one line of JSON.
     *
     * @return the exit code: 0 sound, 1 broken, 2 could not be read
     */
    // command line: prints on purpose
    static int run(Config config, PrintStream out, PrintStream err) {
        String url =
                config.getOptionalValue("ropewalk.state.url", String.class).orElse(DEFAULT_URL);
        try (Connection connection = source(url, config).getConnection()) {
            Verified found = AuditChain.verify(connection);
            out.printf(
                    "{\"lines\":%d,\"sound\":%s,\"brokenAt\":%s,\"lastHash\":\"%s\"}%n",
                    found.lines(),
                    found.brokenAt().isEmpty(),
                    found.brokenAt().map(String::valueOf).orElse("null"),
                    found.lastHash());
            out.flush();
            return found.brokenAt().isEmpty() ? 0 : 1;
        } catch (SQLException unread) {
            err.println("The audit cannot be read: " + unread.getMessage());
        } catch (StartFailure known) {
            err.println(known.getMessage());
        }
        err.flush();
        return 2;
    }

    // command line: end

    private static DataSource source(String url, Config config) {
        return switch (StateDatabase.kindOf(url)) {
            case SQLITE -> sqlite(url);
            case POSTGRESQL -> postgresql(url, config);
        };
    }

    private static DataSource sqlite(String url) {
        String path = url.substring(SQLITE.length()).replaceFirst("\\?.*", "");
        if (!Files.exists(Path.of(path))) {
            throw new StartFailure(
                    "There is no state file " + path + "; ropewalk.state.url names it.");
        }
        SQLiteConfig options = new SQLiteConfig();
        options.setReadOnly(true);
        SQLiteDataSource source = new SQLiteDataSource(options);
        source.setUrl(SQLITE + path);
        return source;
    }

    private static DataSource postgresql(String url, Config config) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setReadOnly(true);
        text(config, "username").ifPresent(source::setUser);
        text(config, "password").ifPresent(source::setPassword);
        return source;
    }

    private static Optional<String> text(Config config, String key) {
        return config.getOptionalValue("ropewalk.state." + key, String.class);
    }
}
