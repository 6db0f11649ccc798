package io.ropewalk.alertops.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ropewalk.alertops.audit.AuditEvent;
import io.ropewalk.alertops.audit.jdbc.JdbcAudit;
import io.ropewalk.alertops.testing.TestDatabase;
import io.ropewalk.alertops.work.ActionKind;
import io.ropewalk.alertops.work.Caller;
import io.ropewalk.alertops.work.Order;
import io.ropewalk.kit.state.Sql;
import io.ropewalk.kit.state.StateDatabase;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command that checks the audit. */
class VerifyAuditTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(Map<String, String> keys) {
        out.reset();
        Config config =
                new SmallRyeConfigBuilder()
                        .withSources(new PropertiesConfigSource(keys, "test", 100))
                        .build();
        return VerifyAudit.run(config, printed(out), printed(err));
    }

    private static PrintStream printed(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static Sql filled(StateDatabase database) {
        Sql sql = new Sql(database, failed -> new IllegalStateException(failed));
        JdbcAudit audit = new JdbcAudit(sql, JsonMapper.builder().build());
        Order order =
                new Order(
                        "acme",
                        new Caller("ann", Set.of(), "http"),
                        false,
                        Optional.empty(),
                        Set.of(),
                        "m");
        for (int i = 0; i < 3; i++) {
            audit.append(AuditEvent.asked(ActionKind.GET_ALERTS_V2, List.of("a"), order));
        }
        return sql;
    }

    @Test
    void itReadsBesideARunningServiceAndSaysWhereTheChainBreaks(@TempDir Path folder) {
        // Given
        Map<String, String> keys =
                Map.of("ropewalk.state.url", "jdbc:sqlite:" + folder.resolve("state.db"));
        Sql sql = filled(TestDatabase.sqlite(folder));
        // Then
        assertThat(run(keys)).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .matches(
                        "\\{\"lines\":3,\"sound\":true,\"brokenAt\":null,\"lastHash\":\"[0-9a-f]{64}\"}\\R");
        // When
        sql.update("UPDATE audit_line SET actor = 'bob' WHERE number = 2");
        // Then
        assertThat(run(keys)).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("\"lines\":1,\"sound\":false,\"brokenAt\":2,");
    }

    @Test
    void onPostgresqlToo() throws IOException {
        try (var server = EmbeddedPostgres.start();
                var postgres = new TestDatabase.Postgresql(server)) {
            Sql sql = filled(postgres.empty());
            Map<String, String> keys =
                    Map.of("ropewalk.state.url", server.getJdbcUrl("postgres", "state_0"));
            assertThat(run(keys)).isZero();
            sql.update("DELETE FROM audit_line WHERE number = 3");
            assertThat(run(keys)).isEqualTo(1);
        }
    }

    @Test
    void whatIsNotThereIsNotMade(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("none.db");
        assertThat(run(Map.of("ropewalk.state.url", "jdbc:sqlite:" + file))).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("There is no state file");
        assertThat(Files.exists(file)).isFalse();
        Path text = Files.writeString(folder.resolve("text.db"), "no database, but some text");
        assertThat(run(Map.of("ropewalk.state.url", "jdbc:sqlite:" + text))).isEqualTo(2);
        assertThat(run(Map.of("ropewalk.state.url", "jdbc:mysql:x"))).isEqualTo(2);
    }
}
