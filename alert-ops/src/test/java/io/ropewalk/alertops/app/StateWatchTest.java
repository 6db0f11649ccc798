package io.ropewalk.alertops.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.alertops.testing.TestDatabase;
import io.ropewalk.alertops.work.Refused;
import io.ropewalk.alertops.work.Refused.Why;
import io.ropewalk.kit.state.Sql;
import java.nio.file.Path;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether the service is ready, by what becomes of its state database. */
class StateWatchTest {

    @Test
    void itIsNotReadyWhileNothingCanBeWrittenForLongerThanAMoment(@TempDir Path folder) {
        // Given
        try (var database = TestDatabase.sqlite(folder)) {
            Sql sql = new Sql(database, _ -> new Refused(new Why.NoState("away")));
            StateWatch watch = new StateWatch(sql);
            StateCheck check = new StateCheck(watch);
            watch.look();
            assertThat(check.call().getStatus()).isEqualTo(Status.UP);
            // When the table cannot be written to
            sql.update("ALTER TABLE audit_head RENAME TO audit_head_away");
            watch.look();
            // Then
            assertThat(check.call().getStatus()).as("for a moment").isEqualTo(Status.UP);
            watch.look();
            assertThat(check.call().getStatus()).isEqualTo(Status.DOWN);
            assertThat(check.call().getData().orElseThrow().get("reason"))
                    .asString()
                    .contains("state database");
            // And when it is back
            sql.update("ALTER TABLE audit_head_away RENAME TO audit_head");
            watch.look();
            assertThat(check.call().getStatus()).isEqualTo(Status.UP);
        }
    }
}
