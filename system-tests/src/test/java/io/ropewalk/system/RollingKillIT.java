package io.ropewalk.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ropewalk.system.run.AlertOps;
import io.ropewalk.system.run.Api;
import io.ropewalk.system.run.Fleet;
import io.ropewalk.system.run.Honesty;
import io.ropewalk.system.run.Kind;
import io.ropewalk.system.run.Load;
import io.ropewalk.system.run.Mirroring;
import io.ropewalk.system.run.Outcome;
import io.ropewalk.system.run.Pod;
import io.ropewalk.system.run.Simulated;
import io.ropewalk.system.run.Streaming;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two replicas of each of the five services under load, on PostgreSQL, as production runs them:
 * killed at random, and rolled. {@code -Psoak} kills for ten minutes.
 */
@Tag("soak")
class RollingKillIT {
    private static final int REPLICAS = 2;
    private static final int SECONDS = Integer.getInteger("fleet.seconds", 40);
    private static final int MOST_STARTING = 3;

    /** How a JVM ends that was told to, where it says so: 128 + 15. */
    private static final int SIGTERM = 143;

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    /** {@code preStop} is 5 s: on one machine everybody knows sooner who is gone. */
    private static final Duration PRE_STOP = Duration.ofSeconds(2);

    private static final Logger LOG = System.getLogger(RollingKillIT.class.getName());

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    private Fleet fleet;

    @BeforeEach
    void start() {
        fleet = Fleet.in(folder, settings());
        Load.seed(fleet.suite(), Load.PARTITIONS);
        fleet.startEach(REPLICAS);
    }

    @AfterEach
    void stop() {
        fleet.close();
    }

    private Map<Kind, Map<String, String>> settings() {
        var settings = new EnumMap<Kind, Map<String, String>>(Load.settings());
        var stream = new HashMap<>(settings.get(Kind.STREAM));
        stream.put("ROPEWALK_SINKS_SIEM_TYPE", "http");
        stream.put("ROPEWALK_SINKS_SIEM_RETRY_MIN_DELAY", "20ms");
        stream.put("ROPEWALK_SINKS_SIEM_RETRY_MAX_DELAY", "200ms");
        settings.put(Kind.STREAM, stream);
        return settings;
    }

    @Test
    void randomKillsLoseNothingAndDoubleNothing() {
        // Given
        long seed = Long.getLong("fleet.seed", System.nanoTime());
        LOG.log(Level.INFO, "kills from seed " + seed);
        var load = new Load(fleet, seed).begin();
        var honesty = new Honesty(fleet);
        // When
        Kills kills;
        try (var _ = new Again(honesty::look)) {
            kills = killed(new Random(seed));
            fleet.pods().forEach(fleet::await);
            load.end();
        }
        // Then
        LOG.log(Level.INFO, "{0}; {1} events of Falcon; {2}; {3}", kills, sent(), load, honesty);
        assertThat(honesty.lies()).isEmpty();
        everyEventArrived(kills);
        Outcome.indicatorsAreMirrored(fleet, load.life());
        Outcome.alertsWereClosedOnce(fleet, load);
        Outcome.graphIsTheEstate(fleet, load);
        assertThat(simulated().violations().path("violations")).isEmpty();
        assertThat(fleet.pods()).hasSize(REPLICAS * Kind.values().length);
        assertThat(fleet.pods()).noneMatch(Pod::isGone);
        assertThat(kills.codes()).allMatch(code -> code == 0 || code == SIGTERM);
    }

    /** How many were killed, by service, and how those that were told to end did. */
    private record Kills(Map<Kind, Integer> killed, List<Integer> codes) {
        @Override
        public String toString() {
            int all = killed.values().stream().mapToInt(it -> it).sum();
            return "%d killed %s, %d told to end".formatted(all, killed, codes.size());
        }
    }

    private Kills killed(Random chance) {
        var killed = new EnumMap<Kind, Integer>(Kind.class);
        List<Future<Integer>> ended = new ArrayList<>();
        Instant end = Instant.now().plusSeconds(SECONDS);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            while (Instant.now().isBefore(end)) {
                pause(Duration.ofMillis(1_500 + chance.nextInt(3_000)));
                await().atMost(PATIENCE).until(() -> starting() < MOST_STARTING);
                Pod victim = fleet.pods().get(chance.nextInt(fleet.pods().size()));
                if (chance.nextInt(4) == 0) {
                    ended.add(threads.submit(() -> fleet.terminate(victim)));
                } else {
                    fleet.kill(victim);
                    killed.merge(victim.kind(), 1, Integer::sum);
                }
                fleet.start(victim.kind());
            }
        }
        return new Kills(killed, ended.stream().map(Future::resultNow).toList());
    }

    private long starting() {
        return fleet.pods().stream().filter(pod -> !pod.isReady()).count();
    }

    private void everyEventArrived(Kills kills) {
        await().atMost(PATIENCE).until(() -> received().path("unique").asLong() == sent());
        JsonNode received = received();
        assertThat(received.path("outOfOrder").asLong()).isZero();
        assertThat(received.path("corrupted").asLong()).isZero();
        assertThat(received.path("unknown").asLong()).isZero();
        LOG.log(Level.INFO, "events that came twice: {0}", received.path("duplicates"));
        // A batch of each partition that the killed one may have held was in flight.
        assertThat(received.path("duplicates").asInt())
                .isLessThanOrEqualTo(
                        kills.killed().getOrDefault(Kind.STREAM, 0)
                                * Load.PARTITIONS
                                * Load.BATCH_OF_EVENTS);
        for (JsonNode partition : simulated().streams().path("partitions")) {
            assertThat(partition.path("peakReaders").asInt()).isEqualTo(1);
        }
    }

    @Test
    void aRollOutFailsNoRequest() {
        // Given
        var load = new Load(fleet, 1).begin();
        var honesty = new Honesty(fleet);
        var failures = new CopyOnWriteArrayList<String>();
        var asked = new EnumMap<Kind, AtomicLong>(Kind.class);
        List<Again> clients = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            asked.put(kind, new AtomicLong());
            clients.add(new Again(() -> client(kind, asked.get(kind), failures)));
        }
        // When
        try (var _ = new Again(honesty::look)) {
            for (int i = 0; i < REPLICAS; i++) {
                List<Callable<Integer>> moves = new ArrayList<>();
                for (Kind kind : Kind.values()) {
                    moves.add(() -> replaced(fleet.pods(kind).getFirst()));
                }
                assertThat(Fleet.atOnce(moves)).allMatch(code -> code == 0 || code == SIGTERM);
            }
            load.end();
        } finally {
            clients.forEach(Again::close);
        }
        // Then
        LOG.log(Level.INFO, "requests in a roll-out: {0}; {1}; {2}", asked, load, honesty);
        assertThat(failures).isEmpty();
        assertThat(asked.values()).allMatch(it -> it.get() > 20);
        assertThat(honesty.lies()).isEmpty();
        everyEventArrived(new Kills(Map.of(), List.of()));
        Outcome.indicatorsAreMirrored(fleet, load.life());
        Outcome.alertsWereClosedOnce(fleet, load);
    }

    /** A new one is ready before an old one goes. */
    private int replaced(Pod old) {
        fleet.await(fleet.start(old.kind()));
        return fleet.retire(old, PRE_STOP);
    }

    /** Asks one that was ready when somebody last looked; it does not try again. */
    private void client(Kind kind, AtomicLong asked, List<String> failures) {
        List<Pod> ready = fleet.ready(kind);
        if (ready.isEmpty()) {
            failures.add("no " + kind + " is ready");
            return;
        }
        Pod pod = ready.getFirst();
        try {
            asked.incrementAndGet();
            Api.Answer answer = question(pod);
            if (answer.status() / 100 != 2) {
                failures.add(pod + " answers " + answer.status() + ": " + answer.body());
            }
        } catch (UncheckedIOException e) {
            failures.add(pod + " does not answer: " + e.getCause());
        }
    }

    /** Where it can be, one that goes on to Falcon. */
    private Api.Answer question(Pod pod) {
        Api viewer = pod.api().bearer(fleet.suite().jwt().token("viewer"));
        return switch (pod.kind()) {
            case ALERTS -> viewer.get(AlertOps.TENANT + "/detections?limit=3");
            case IOC -> viewer.post(Mirroring.TENANT + "/actions/get_ioc_actions", "{}");
            case AUTH, INVENTORY, STREAM -> Honesty.mainJob(fleet.suite(), pod);
        };
    }

    private Simulated simulated() {
        return fleet.suite().simulated();
    }

    private JsonNode received() {
        return simulated().received(Streaming.RECEIVED);
    }

    private long sent() {
        return simulated()
                .streams()
                .path("partitions")
                .valueStream()
                .mapToLong(it -> it.path("count").asLong())
                .sum();
    }

    /** The moment is what is random here; there is nothing to wait for. */
    private static void pause(Duration time) {
        await().pollDelay(time).atMost(PATIENCE).until(() -> true);
    }

    /** Does something every now and then, until it is closed. */
    private static final class Again implements AutoCloseable {
        private final ScheduledExecutorService thread =
                Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());
        private final ScheduledFuture<?> again;

        Again(Runnable work) {
            again = thread.scheduleWithFixedDelay(work, 0, 100, TimeUnit.MILLISECONDS);
        }

        /** Fails when the work did. */
        @Override
        public void close() {
            boolean brokeOff = again.isDone();
            thread.shutdown();
            assertThat(brokeOff).as("it went on to the end").isFalse();
        }
    }
}
