package io.ropewalk.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** The parts of a run as processes, started in order and ended in reverse. */
final class Suite implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration GLANCE = Duration.ofMillis(100);
    private static final int SIMULATED_PARTITIONS = 3;
    private static final String READY = "/q/health/ready";

    private final Directories directories;
    private final Ports ports;
    private final Target target;
    private final Environments environments;
    private final Options options;
    private final Console console;
    private final Pause pause;
    private final Graph graph;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Deque<Child> children = new ArrayDeque<>();
    private final Thread atExit = new Thread(this::interrupted, "end-of-suite");
    private boolean stopped;

    Suite(
            Directories directories,
            Ports ports,
            Credentials credentials,
            Target target,
            Options options,
            Console console,
            Pause pause) {
        this.directories = directories;
        this.ports = ports;
        this.target = target;
        this.environments = new Environments(directories, ports, credentials, target, options);
        this.options = options;
        this.console = console;
        this.pause = pause;
        this.graph = new Graph(ports.bolt());
    }

    /** Returns when every part can be used. Those that call Falcon need the others. */
    void start() throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(atExit);
        Map<Child, BooleanSupplier> first = new LinkedHashMap<>();
        if (target.isSimulated()) {
            first.put(startSimulator(), () -> answers(Port.SIMULATOR, "/_sim/health"));
        }
        first.put(startNeo4j(), graph::answers);
        first.put(
                startService("auth-service", environments.auth(), "-Xmx128m"),
                () -> answers(Port.AUTH_MANAGEMENT, READY));
        await(first);
        if (target.isSimulated()) {
            var simulator = new SimulatorApi(ports.number(Port.SIMULATOR));
            simulator.feed(SIMULATED_PARTITIONS, options.simulatedEvents());
            simulator.indicators(options.simulatedIndicators(), true);
            simulator.alerts(options.simulatedAlerts());
        } else {
            directories.emptyEvents();
        }
        Map<Child, BooleanSupplier> second = new LinkedHashMap<>();
        second.put(
                startService("inventory-sync", environments.inventory(), "-Xmx256m"),
                () -> answers(Port.INVENTORY_MANAGEMENT, READY));
        second.put(
                startService("event-stream", environments.stream(), "-Xmx256m"),
                () -> answers(Port.STREAM_MANAGEMENT, READY));
        second.put(
                startService("alert-ops", environments.alerts(), "-Xmx256m"),
                () -> answers(Port.ALERTS_MANAGEMENT, READY));
        if (target.isSimulated()) {
            second.put(
                    startService("ioc-sync", environments.ioc(), "-Xmx256m"),
                    () -> answers(Port.IOC_MANAGEMENT, READY));
        }
        await(second);
    }

    /** Stops the run when a part has ended by itself. */
    void check() {
        running().forEach(Child::check);
    }

    Graph graph() {
        return graph;
    }

    /**
     * Watches the parts until one ends by itself or the program is told to end.
     *
     * @param hourly done at once and then every hour
     */
    void stayUp(Runnable hourly) throws InterruptedException {
        var exit =
                CompletableFuture.anyOf(
                        running().stream().map(Child::onExit).toArray(CompletableFuture<?>[]::new));
        while (!exit.isDone()) {
            hourly.run();
            try {
                exit.get(1, TimeUnit.HOURS);
            } catch (TimeoutException _) {
                // All parts are alive: the hour is over.
            } catch (ExecutionException e) {
                throw new IllegalStateException("the end of a process cannot fail", e);
            }
        }
        check();
    }

    private void await(Map<Child, BooleanSupplier> starting) throws InterruptedException {
        long end = System.nanoTime() + START.toNanos();
        while (true) {
            check();
            starting.values().removeIf(BooleanSupplier::getAsBoolean);
            if (starting.isEmpty()) {
                return;
            }
            if (System.nanoTime() > end) {
                throw starting.keySet().iterator().next().tooSlow(START);
            }
            console.show(
                    Progress.step(
                            starting.keySet().stream()
                                    .map(Child::name)
                                    .collect(Collectors.joining(", ", "starting ", ""))));
            pause.of(GLANCE);
        }
    }

    private Child startSimulator() {
        return launch(
                "simulator",
                directories.root(),
                leashed("-Xmx512m", "simulator/target/simulator.jar"),
                Map.of(
                        "ROPEWALK_SIMULATOR_PORT", ports.text(Port.SIMULATOR),
                        "ROPEWALK_SIMULATOR_HOSTS", String.valueOf(options.simulatedHosts())));
    }

    private Child startNeo4j() {
        return launch(
                "neo4j",
                directories.root().resolve("neo4j-local/target/neo4j-local"),
                List.of("@jvm.options", "-jar", "neo4j-local.jar"),
                Map.of(
                        "ROPEWALK_NEO4J_BOLT_PORT", ports.text(Port.BOLT),
                        "ROPEWALK_NEO4J_DATA", directories.data().resolve("graph").toString(),
                        "ROPEWALK_NEO4J_EXIT_WITH_PARENT", "true"));
    }

    private Child startService(String name, Map<String, String> environment, String heap) {
        return launch(
                name,
                directories.root(),
                leashed(heap, name + "/target/quarkus-app/quarkus-run.jar"),
                environment);
    }

    /** A program that ends when this one does, even when this one is killed. */
    private static List<String> leashed(String heap, String jar) {
        return List.of(
                heap,
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-javaagent:local-run/target/local-run-leash.jar",
                "-jar",
                jar);
    }

    private synchronized Child launch(
            String name, Path folder, List<String> arguments, Map<String, String> environment) {
        if (stopped) {
            throw Stop.because("Stopped before " + name + " was started.");
        }
        Child child = Child.start(name, folder, directories.log(name), arguments, environment);
        children.push(child);
        return child;
    }

    private synchronized List<Child> running() {
        return List.copyOf(children);
    }

    private boolean answers(Port port, String path) {
        var request =
                HttpRequest.newBuilder(URI.create(ports.http(port) + path))
                        .timeout(Duration.ofSeconds(2))
                        .build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false; // not listening yet
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void interrupted() {
        console.close("Stopping everything.");
        stopAll();
    }

    private void stopAll() {
        List<Child> all;
        synchronized (this) {
            stopped = true;
            all = List.copyOf(children);
            children.clear();
        }
        all.forEach(Child::close);
        directories.tidy();
    }

    @Override
    public void close() {
        stopAll();
        graph.close();
        http.close();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException _) {
            // The program is ending; the hook itself stops the parts.
        }
    }
}
