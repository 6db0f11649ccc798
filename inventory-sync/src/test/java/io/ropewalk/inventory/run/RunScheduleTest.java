package io.ropewalk.inventory.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ropewalk.inventory.run.jdbc.JdbcRunStore;
import io.ropewalk.inventory.sync.Counts;
import io.ropewalk.inventory.testing.MovedClock;
import io.ropewalk.inventory.testing.TestState;
import io.ropewalk.kit.state.StateDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunScheduleTest {
    private static final Duration LIFE = Duration.ofMinutes(1);
    private static final Duration JITTER = Duration.ofMinutes(1);

    @TempDir private Path folder;
    private final MovedClock clock = new MovedClock();
    private StateDatabase database;
    private RunStore store;
    private RunSchedule schedule;

    @BeforeEach
    void everyHourAndFullEveryThree() {
        database = TestState.sqlite(folder);
        store = new JdbcRunStore(database, new ObjectMapper());
        Tenants tenants = () -> Set.of("acme");
        var service = new RunService(store, tenants, clock);
        var plan =
                new RunSchedule.Plan(Duration.ofHours(1), Duration.ofHours(3), Set.of(Kind.HOSTS));
        schedule = new RunSchedule(service, store, tenants, clock, plan);
        clock.advance(JITTER);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void theFirstRunIsDueSoonAfterTheStart() {
        // When
        schedule.tick();
        // Then
        assertThat(runs()).extracting(run -> run.request().mode()).containsExactly(Mode.FULL);
    }

    @Test
    void nothingIsQueuedWhileARunIsActiveOrTheTimeIsNotOver() {
        // Given
        schedule.tick();
        schedule.tick();
        end(RunState.SUCCEEDED);
        clock.advance(Duration.ofMinutes(50));
        // When
        schedule.tick();
        // Then
        assertThat(runs()).hasSize(1);
    }

    @Test
    void runsBetweenFullOnesAreIncremental() {
        // Given
        schedule.tick();
        end(RunState.SUCCEEDED);
        clock.advance(Duration.ofHours(1).plus(JITTER));
        // When
        schedule.tick();
        // Then
        Run second = runs().getFirst();
        assertThat(second.request().mode()).isEqualTo(Mode.INCREMENTAL);
    }

    @Test
    void aFullRunIsDueAgainWhenTheLastFullSuccessIsOld() {
        // Given
        schedule.tick();
        end(RunState.SUCCEEDED);
        clock.advance(Duration.ofHours(4));
        // When
        schedule.tick();
        // Then
        assertThat(runs().getFirst().request().mode()).isEqualTo(Mode.FULL);
    }

    @Test
    void afterAFailureTheNextRunIsFull() {
        // Given
        schedule.tick();
        end(RunState.INCOMPLETE);
        clock.advance(Duration.ofHours(1).plus(JITTER));
        // When
        schedule.tick();
        // Then
        assertThat(runs().getFirst().request().mode()).isEqualTo(Mode.FULL);
    }

    private List<Run> runs() {
        return store.list("acme", 10, Optional.empty());
    }

    private void end(RunState state) {
        Claim claim = store.claim("me", LIFE, clock.instant()).orElseThrow();
        var hosts =
                new KindWork(
                        state,
                        claim.run().request().mode(),
                        Counts.NONE,
                        OptionalLong.empty(),
                        Optional.empty());
        Run ended =
                claim.run()
                        .worked(new Run.Work(Map.of(Kind.HOSTS, hosts), 0))
                        .ended(state, Optional.empty(), clock.instant());
        store.finish(claim, ended);
    }
}
