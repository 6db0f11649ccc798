package io.ropewalk.inventory.run.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.inventory.run.Claim;
import io.ropewalk.inventory.run.Grip;
import io.ropewalk.inventory.run.Kind;
import io.ropewalk.inventory.run.KindSuccess;
import io.ropewalk.inventory.run.KindWork;
import io.ropewalk.inventory.run.Mode;
import io.ropewalk.inventory.run.Run;
import io.ropewalk.inventory.run.RunKey;
import io.ropewalk.inventory.run.RunRequest;
import io.ropewalk.inventory.run.RunState;
import io.ropewalk.inventory.run.RunStore;
import io.ropewalk.inventory.run.Submission;
import io.ropewalk.inventory.sync.Counts;
import io.ropewalk.inventory.sync.SyncFailure;
import io.ropewalk.inventory.testing.TestState;
import io.ropewalk.kit.state.StateDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of runs promises. */
abstract class RunStoreContract {
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final Duration LIFE = Duration.ofMinutes(1);
    private static final SyncFailure WHY =
            new SyncFailure(FailureCategory.TIMEOUT, "Its lease ran out.", "trace-1");

    private StateDatabase database;
    private RunStore store;

    abstract StateDatabase database();

    @BeforeEach
    void open() {
        database = database();
        store = new JdbcRunStore(database, new ObjectMapper());
    }

    @Test
    void aTenantHasOneActiveRun() {
        // Given
        Run first = queue("acme");
        // When
        Submission second = submit("acme", 1);
        // Then
        assertThat(second).isEqualTo(new Submission.Busy(first));
        assertThat(submit("globex", 1)).isInstanceOf(Submission.Queued.class);
    }

    @Test
    void updateTagsOfATenantRiseEvenWithinASecond() {
        // Given
        Run first = queue("acme");
        finish(claim(), RunState.SUCCEEDED);
        // When
        Run second = queue("acme");
        // Then
        assertThat(first.updateTag()).isEqualTo(NOW.getEpochSecond());
        assertThat(second.updateTag()).isEqualTo(first.updateTag() + 1);
    }

    @Test
    void everythingOfARunIsKept() {
        // Given
        var request =
                new RunRequest(
                        "acme", Set.of(Kind.HOSTS), Mode.INCREMENTAL, true, OptionalDouble.of(0.5));
        store.submit(request, 2, NOW);
        Claim claim = claim();
        var hosts =
                new KindWork(
                        RunState.FAILED,
                        Mode.INCREMENTAL,
                        new Counts(7, 1, 2, 3, 4, 5, 6, 8),
                        OptionalLong.of(70),
                        Optional.of(WHY));
        Run ended =
                claim.run()
                        .worked(new Run.Work(Map.of(Kind.HOSTS, hosts), 1.25))
                        .ended(RunState.FAILED, Optional.of(WHY), NOW.plusSeconds(9));
        // When
        boolean saved = store.finish(claim, ended);
        // Then
        assertThat(saved).isTrue();
        assertThat(store.find("acme", ended.id())).contains(ended);
        assertThat(store.find("globex", ended.id())).isEmpty();
    }

    @Test
    void aQueuedRunIsClaimedOnce() {
        // Given
        Run run = queue("acme");
        // When
        Optional<Claim> mine = store.claim("me", LIFE, NOW);
        // Then
        assertThat(mine.orElseThrow().run()).isEqualTo(run.started(NOW));
        assertThat(store.claim("you", LIFE, NOW)).isEmpty();
    }

    @Test
    void savingShowsProgressToOthers() {
        // Given
        queue("acme");
        Claim claim = claim();
        var work = new Run.Work(Map.of(Kind.HOSTS, done(RunState.RUNNING, Mode.FULL)), 0.5);
        // When
        Grip grip = store.save(claim, claim.run().worked(work), LIFE);
        // Then
        assertThat(grip).isEqualTo(Grip.HELD);
        assertThat(store.find("acme", claim.run().id()).orElseThrow().work().done()).isEqualTo(10);
    }

    @Test
    void whoeverLostTheLeaseSavesNothingMore() {
        // Given
        queue("acme");
        Claim late = claimAndDie();
        // When, then
        assertThat(store.save(late, late.run(), LIFE)).isEqualTo(Grip.LOST);
        assertThat(finish(late, RunState.SUCCEEDED)).isFalse();
        assertThat(state(late)).isEqualTo(RunState.RUNNING);
    }

    @Test
    void aRunWhoseProcessIsGoneIsEndedOnceAndItsTenantIsFree() {
        // Given
        queue("acme");
        Claim dead = claimAndDie();
        queue("globex");
        Claim alive = store.claim("alive", LIFE, NOW).orElseThrow();
        // When
        List<Run> ended = store.endAbandoned(WHY, NOW);
        // Then
        assertThat(ended).extracting(Run::id).containsExactly(dead.run().id());
        assertThat(ended.getFirst().state()).isEqualTo(RunState.INCOMPLETE);
        assertThat(store.find("acme", dead.run().id())).contains(ended.getFirst());
        assertThat(state(alive)).isEqualTo(RunState.RUNNING);
        assertThat(store.endAbandoned(WHY, NOW)).isEmpty();
        assertThat(submit("acme", 2)).isInstanceOf(Submission.Queued.class);
    }

    @Test
    void aQueuedRunIsCancelledAtOnceAndARunningOneIsAsked() {
        // Given
        Run queued = queue("acme");
        queue("globex");
        store.cancel("acme", queued.id(), NOW);
        Claim running = claim();
        // When
        store.cancel("globex", running.run().id(), NOW);
        // Then
        assertThat(store.find("acme", queued.id()).orElseThrow().state())
                .isEqualTo(RunState.CANCELLED);
        assertThat(store.save(running, running.run(), LIFE)).isEqualTo(Grip.CANCEL_REQUESTED);
    }

    @Test
    void runsAreListedNewestFirstAndByPages() {
        // Given
        for (int i = 0; i < 5; i++) {
            store.submit(request("acme"), i, NOW.plusSeconds(i / 2));
            finish(claim(), RunState.SUCCEEDED);
        }
        List<Run> all = store.list("acme", 100, Optional.empty());
        // When
        List<Run> first = store.list("acme", 2, Optional.empty());
        Run last = first.getLast();
        List<Run> rest =
                store.list("acme", 100, Optional.of(new RunKey(last.times().created(), last.id())));
        // Then
        assertThat(all).hasSize(5).extracting(Run::attempt).startsWith(4);
        assertThat(first).isEqualTo(all.subList(0, 2));
        assertThat(rest).isEqualTo(all.subList(2, 5));
    }

    @Test
    void aKindSucceedsByItselfEvenInARunThatDoesNot() {
        // Given
        queue("acme");
        var kinds =
                Map.of(
                        Kind.HOSTS, done(RunState.SUCCEEDED, Mode.FULL),
                        Kind.USERS, done(RunState.FAILED, Mode.FULL));
        // When
        finish(claimAt(NOW), RunState.INCOMPLETE, kinds);
        // Then
        assertThat(store.successes("acme"))
                .isEqualTo(Map.of(Kind.HOSTS, new KindSuccess(NOW, NOW)));
        assertThat(store.successes("globex")).isEmpty();
    }

    @Test
    void anIncrementalSuccessLeavesTheTimeOfTheLastFullOne() {
        // Given
        Instant later = NOW.plusSeconds(60);
        queue("acme");
        finish(
                claimAt(NOW),
                RunState.SUCCEEDED,
                Map.of(Kind.HOSTS, done(RunState.SUCCEEDED, Mode.FULL)));
        queue("acme");
        // When
        finish(
                claimAt(later),
                RunState.SUCCEEDED,
                Map.of(Kind.HOSTS, done(RunState.SUCCEEDED, Mode.INCREMENTAL)));
        // Then
        assertThat(store.successes("acme"))
                .isEqualTo(Map.of(Kind.HOSTS, new KindSuccess(later, NOW)));
    }

    @Test
    void aDryRunIsNoSuccess() {
        // Given
        store.submit(
                new RunRequest("acme", Set.of(Kind.HOSTS), Mode.FULL, true, OptionalDouble.empty()),
                1,
                NOW);
        // When
        finish(
                claimAt(NOW),
                RunState.SUCCEEDED,
                Map.of(Kind.HOSTS, done(RunState.SUCCEEDED, Mode.FULL)));
        // Then
        assertThat(store.successes("acme")).isEmpty();
    }

    @Test
    void whatADeadProcessFinishedCounts() {
        // Given
        queue("acme");
        Claim claim = store.claim("dead", LIFE, NOW).orElseThrow();
        var work = new Run.Work(Map.of(Kind.HOSTS, done(RunState.SUCCEEDED, Mode.FULL)), 0);
        store.save(claim, claim.run().worked(work), LIFE);
        TestState.expireLease(database, "acme");
        // When
        store.endAbandoned(WHY, NOW);
        // Then
        assertThat(store.successes("acme")).containsOnlyKeys(Kind.HOSTS);
    }

    private static KindWork done(RunState state, Mode mode) {
        return new KindWork(
                state,
                mode,
                new Counts(10, 10, 0, 0, 0, 0, 0, 0),
                OptionalLong.of(50),
                Optional.empty());
    }

    private Claim claimAt(Instant start) {
        return store.claim("me", LIFE, start).orElseThrow();
    }

    private void finish(Claim claim, RunState state, Map<Kind, KindWork> kinds) {
        Run ended = claim.run().worked(new Run.Work(kinds, 0)).ended(state, Optional.empty(), NOW);
        assertThat(store.finish(claim, ended)).isTrue();
    }

    private Run queue(String tenant) {
        return ((Submission.Queued) submit(tenant, 1)).run();
    }

    private Submission submit(String tenant, int attempt) {
        return store.submit(request(tenant), attempt, NOW);
    }

    private static RunRequest request(String tenant) {
        return new RunRequest(tenant, Set.of(Kind.HOSTS), Mode.FULL, false, OptionalDouble.empty());
    }

    private Claim claim() {
        return store.claim("me", LIFE, NOW).orElseThrow();
    }

    private Claim claimAndDie() {
        Claim claim = store.claim("dead", LIFE, NOW).orElseThrow();
        TestState.expireLease(database, claim.run().request().tenant());
        return claim;
    }

    private boolean finish(Claim claim, RunState state) {
        return store.finish(claim, claim.run().ended(state, Optional.empty(), NOW));
    }

    private RunState state(Claim claim) {
        return store.find(claim.run().request().tenant(), claim.run().id()).orElseThrow().state();
    }
}
