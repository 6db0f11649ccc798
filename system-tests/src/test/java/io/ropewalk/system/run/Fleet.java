package io.ropewalk.system.run;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.awaitility.Awaitility;

/**
 * Replicas of the five services as {@code overlays/production} runs them: with the heap of their
 * images, each with a database of its own in one PostgreSQL, auth-service behind an address that
 * leads to its ready replicas. Everything they stand on is behind a {@link Relay}.
 */
public final class Fleet implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(5);
    private static final Duration PROBES = Duration.ofMillis(500);

    private final Suite suite;
    private final Map<Kind, Map<String, String>> settings;
    private final EmbeddedPostgres postgres;
    private final Relay postgresRelay;
    private final Relay falconRelay;
    private final Relay graphRelay;
    private final Relay authRelay;
    private final List<Pod> pods = new CopyOnWriteArrayList<>();
    private final AtomicInteger number = new AtomicInteger();
    private final ScheduledExecutorService kubelet =
            Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());

    private Fleet(Suite suite, EmbeddedPostgres postgres, Map<Kind, Map<String, String>> settings) {
        this.suite = suite;
        this.postgres = postgres;
        this.settings = settings;
        postgresRelay = new Relay(postgres.getPort());
        falconRelay = new Relay(URI.create(suite.simulated().url()).getPort());
        graphRelay = new Relay(suite.boltPort());
        authRelay =
                new Relay(() -> ready(Kind.AUTH).stream().mapToInt(Pod::port).findAny().orElse(0));
        var _ =
                kubelet.scheduleWithFixedDelay(
                        () -> forAll(pods(), Pod::probe),
                        PROBES.toMillis(),
                        PROBES.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    /**
     * What they stand on; none of them yet.
     *
     * @param settings what differs, by service
     */
    public static Fleet in(Path folder, Map<Kind, Map<String, String>> settings) {
        var suite = new Suite(folder);
        try {
            var graph = Thread.ofVirtual().start(() -> suite.startGraph("graph"));
            suite.startSimulator(1);
            var postgres = EmbeddedPostgres.start();
            makeDatabases(postgres);
            graph.join();
            return new Fleet(suite, postgres, settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void makeDatabases(EmbeddedPostgres postgres) {
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            for (Kind kind : Kind.values()) {
                statement.execute("CREATE DATABASE " + database(kind));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String database(Kind kind) {
        return "state_" + kind.name().toLowerCase(Locale.ROOT);
    }

    /** Starts so many of each and waits until all are ready. */
    public Fleet startEach(int replicas) {
        // The others do not start without their addresses, and ask for tokens at once.
        List<Pod> first = new ArrayList<>();
        for (int i = 0; i < replicas; i++) {
            first.add(start(Kind.AUTH));
        }
        first.forEach(this::await);
        List<Pod> others = new ArrayList<>();
        for (int i = 0; i < replicas; i++) {
            Arrays.stream(Kind.values())
                    .filter(kind -> kind != Kind.AUTH)
                    .forEach(kind -> others.add(start(kind)));
        }
        others.forEach(this::await);
        return this;
    }

    /** One more, not ready yet. */
    public Pod start(Kind kind) {
        int port = Ports.free();
        int management = Ports.free();
        String name = kind.service() + "-" + number.incrementAndGet();
        var environment = environment(kind, port, management);
        var pod =
                new Pod(
                        kind,
                        suite.launchAsInImage(name, kind.jar(), environment),
                        port,
                        management);
        pods.add(pod);
        return pod;
    }

    /** Waits until calls are sent to it; fails with its last words when it ends before. */
    public Pod await(Pod pod) {
        Awaitility.await()
                .atMost(START)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> pod.isGone() || pod.isReady());
        if (pod.isGone()) {
            pod.process().await(() -> false);
        }
        return pod;
    }

    private Map<String, String> environment(Kind kind, int port, int management) {
        String name = kind.service();
        Map<String, String> all =
                new HashMap<>(
                        switch (kind) {
                            case AUTH -> suite.authEnvironment(port, management);
                            case INVENTORY -> suite.inventoryEnvironment(name, port, management);
                            case STREAM -> suite.streamEnvironment(port, management);
                            case IOC -> suite.iocEnvironment(name, port, management);
                            case ALERTS -> suite.alertEnvironment(name, port, management);
                        });
        if (kind == Kind.AUTH) {
            all.put("ROPEWALK_TENANTS_ACME_BASE_URL", "http://127.0.0.1:" + falconRelay.port());
        } else {
            all.put("ROPEWALK_AUTH_URL", "http://127.0.0.1:" + authRelay.port());
            all.put(
                    "ROPEWALK_STATE_URL",
                    // Silence of 30 s is waited for by default.
                    "jdbc:postgresql://127.0.0.1:%d/%s?socketTimeout=4"
                            .formatted(postgresRelay.port(), database(kind)));
            all.put("ROPEWALK_STATE_USERNAME", "postgres");
            all.put("ROPEWALK_STATE_PASSWORD", "postgres");
        }
        if (kind == Kind.INVENTORY) {
            all.put("QUARKUS_NEO4J_URI", "bolt://127.0.0.1:" + graphRelay.port());
        }
        all.putAll(settings.getOrDefault(kind, Map.of()));
        if (all.getOrDefault("ROPEWALK_SINKS_SIEM_TYPE", "").equals("http")) {
            all.put("ROPEWALK_SINKS_SIEM_URL", suite.simulated().url() + "/receivers/http");
        }
        return all;
    }

    /** Those that run or are started. */
    public List<Pod> pods() {
        return pods.stream().filter(pod -> !pod.isEnding()).toList();
    }

    public List<Pod> pods(Kind kind) {
        return pods().stream().filter(pod -> pod.kind() == kind).toList();
    }

    /** Those that calls are sent to. */
    public List<Pod> ready(Kind kind) {
        List<Pod> ready = new ArrayList<>(pods(kind).stream().filter(Pod::isReady).toList());
        java.util.Collections.shuffle(ready, ThreadLocalRandom.current());
        return ready;
    }

    /** SIGKILL. */
    public void kill(Pod pod) {
        pod.leave();
        pod.process().kill();
        pods.remove(pod);
    }

    /** SIGTERM at once, as when a node is taken away; returns the exit code. */
    public int terminate(Pod pod) {
        pod.leave();
        int code = pod.process().terminate();
        pods.remove(pod);
        return code;
    }

    /** As a roll-out does: first nobody sends anything there, {@code preStop} later SIGTERM. */
    public int retire(Pod pod, Duration preStop) {
        pod.leave();
        Awaitility.await().pollDelay(preStop).atMost(preStop.plusSeconds(5)).until(() -> true);
        return terminate(pod);
    }

    /** Does something to each, at the same time. */
    static void forAll(List<Pod> pods, Consumer<Pod> work) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            pods.forEach(pod -> threads.execute(() -> work.accept(pod)));
        }
    }

    /** Does all of it at the same time; returns the results in order. */
    public static <T> List<T> atOnce(List<java.util.concurrent.Callable<T>> work) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<T> results = new ArrayList<>();
            for (Future<T> each : threads.invokeAll(work)) {
                results.add(each.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    public Suite suite() {
        return suite;
    }

    public Relay postgresRelay() {
        return postgresRelay;
    }

    public Relay falconRelay() {
        return falconRelay;
    }

    public Relay graphRelay() {
        return graphRelay;
    }

    public Relay authRelay() {
        return authRelay;
    }

    @Override
    public void close() {
        kubelet.shutdownNow();
        for (Relay relay : List.of(postgresRelay, falconRelay, graphRelay, authRelay)) {
            relay.mend();
        }
        suite.close();
        for (Relay relay : List.of(postgresRelay, falconRelay, graphRelay, authRelay)) {
            relay.close();
        }
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
