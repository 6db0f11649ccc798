package io.ropewalk.inventory.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ropewalk.inventory.run.jdbc.JdbcRunStore;
import io.ropewalk.inventory.sync.ListingSync;
import io.ropewalk.inventory.testing.FakeFalcon;
import io.ropewalk.inventory.testing.TestGraph;
import io.ropewalk.inventory.testing.TestState;
import io.ropewalk.kit.state.StateDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunWorkerTest {
    private static final Duration LIFE = Duration.ofSeconds(20);
    private static final Duration QUICK = Duration.ofMillis(50);
    private static final int HOSTS = 45;

    @TempDir private Path folder;
    private final Clock clock = Clock.systemUTC();
    private final CountDownLatch pageAsked = new CountDownLatch(1);
    private final CountDownLatch pageGiven = new CountDownLatch(1);
    private TestGraph graph;
    private FakeFalcon falcon;
    private StateDatabase database;
    private JdbcRunStore store;
    private RunService service;
    private RunWorker worker;

    @BeforeEach
    void start() {
        graph = TestGraph.empty();
        falcon = new FakeFalcon().estate("acme", "c1", HOSTS);
        database = TestState.sqlite(folder);
        store = new JdbcRunStore(database, new ObjectMapper());
        service = new RunService(store, () -> Set.of("acme"), clock);
        worker = worker();
    }

    @AfterEach
    void stop() {
        pageGiven.countDown();
        worker.stop();
        database.close();
    }

    @Test
    void executesWhatIsQueuedAndShowsProgress() {
        // Given
        holdSecondPage();
        worker.start();
        Run run = queue();
        await().until(() -> current(run).work().done() > 0);
        // When
        pageGiven.countDown();
        // Then
        await().until(() -> current(run).state() == RunState.SUCCEEDED);
        assertThat(current(run).work().done()).isEqualTo(HOSTS);
    }

    @Test
    void aCancelledRunEndsAfterTheBatchesInFlight() throws InterruptedException {
        // Given
        holdSecondPage();
        worker.start();
        Run run = queue();
        assertThat(pageAsked.await(10, TimeUnit.SECONDS)).isTrue();
        // When
        service.cancel("acme", run.id());
        // Then
        await().until(() -> current(run).state() == RunState.CANCELLED);
    }

    @Test
    void aStopEndsTheRunAsIncompleteAndQueuesItAgain() throws InterruptedException {
        // Given
        holdSecondPage();
        worker.start();
        Run run = queue();
        assertThat(pageAsked.await(10, TimeUnit.SECONDS)).isTrue();
        // When
        worker.stop();
        // Then
        assertThat(current(run).state()).isEqualTo(RunState.INCOMPLETE);
        assertThat(newest().state()).isEqualTo(RunState.QUEUED);
        assertThat(newest().attempt()).isEqualTo(2);
    }

    @Test
    void aRunOfADeadProcessIsMarkedAndRepeatedByItself() {
        // Given a process that claimed a run, wrote a part of it and was killed
        Run run = queue();
        claimAndDie();
        // When
        worker.start();
        // Then
        await().until(() -> newest().attempt() == 2 && newest().state() == RunState.SUCCEEDED);
        assertThat(current(run).state()).isEqualTo(RunState.INCOMPLETE);
        assertThat(current(run).failure()).contains(RunWorker.ABANDONED);
        assertThat(graph.hostCount()).isEqualTo(HOSTS);
    }

    @Test
    void aRunThatKillsItsProcessEachTimeIsNotRepeatedForEver() {
        // Given
        queue();
        for (int i = 0; i < 3; i++) {
            claimAndDie();
            store.endAbandoned(RunWorker.ABANDONED, clock.instant()).forEach(service::repeat);
        }
        // When, then
        assertThat(runs()).hasSize(3).allMatch(run -> run.state() == RunState.INCOMPLETE);
    }

    private RunWorker worker() {
        var settings = new ListingSync.Settings(2, 2, 7, 1_000_000);
        var catalog = new Catalog(Map.of(Kind.HOSTS, List.of(falcon.hosts())), List.of());
        var plan =
                new RunExecutor.Plan(
                        new ListingSync(graph.hosts(), settings),
                        catalog,
                        0.2,
                        Duration.ofMinutes(10),
                        Duration.ofHours(3));
        var outside = new RunExecutor.Outside(() -> Set.of("acme"), RunListener.NONE, clock);
        var executor =
                new RunExecutor(
                        plan,
                        store,
                        service,
                        outside,
                        new RunExecutor.Settings(LIFE, QUICK, QUICK));
        return new RunWorker(
                store,
                service,
                executor,
                clock,
                new RunWorker.Settings(1, LIFE, QUICK, Duration.ofSeconds(10)));
    }

    private void holdSecondPage() {
        falcon.beforePage(page -> {
            if (page == 2) {
                pageAsked.countDown();
                hold();
            }
        });
    }

    private void hold() {
        try {
            var _ = pageGiven.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void claimAndDie() {
        assertThat(store.claim("dead", LIFE, clock.instant())).isPresent();
        TestState.expireLease(database, "acme");
    }

    private Run queue() {
        var request =
                new RunRequest(
                        "acme", Set.of(Kind.HOSTS), Mode.FULL, false, OptionalDouble.empty());
        return ((Submission.Queued) service.submit(request)).run();
    }

    private Run current(Run run) {
        return store.find("acme", run.id()).orElseThrow();
    }

    private Run newest() {
        return runs().getFirst();
    }

    private List<Run> runs() {
        return store.list("acme", 10, Optional.empty());
    }
}
