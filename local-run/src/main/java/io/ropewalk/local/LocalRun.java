package io.ropewalk.local;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One run from the checks to the end. */
final class LocalRun {
    private static final String TOKEN_FILE = "ROPEWALK_LOCAL_TOKEN_FILE";

    private final Path root;
    private final Options options;
    private final Map<String, String> environment;
    private final Console console;
    private final PrintStream out;
    private final InstantSource clock = InstantSource.system();
    private final Pause pause = time -> TimeUnit.NANOSECONDS.sleep(time.toNanos());

    LocalRun(
            Path root,
            Options options,
            Map<String, String> environment,
            Console console,
            PrintStream out) {
        this.root = root;
        this.options = options;
        this.environment = environment;
        this.console = console;
        this.out = out;
    }

    /**
     * Returns when everything was done and stopped again.
     *
     * @throws Stop if the run cannot go on
     */
    void run() throws InterruptedException {
        Target target = Target.of(environment);
        Texts.notes(options, target).forEach(console::say);
        if (options.attach()) {
            attached(target, Ports.stated(environment));
            return;
        }
        Directories directories = Directories.of(root, environment);
        Ports ports = Ports.claim(needed(target), environment);
        try (FileChannel _ = directories.prepare()) {
            Credentials credentials = Credentials.fresh();
            try (Suite suite =
                    new Suite(directories, ports, credentials, target, options, console, pause)) {
                Instant start = clock.instant();
                suite.start();
                if (options.once()) {
                    // The others have it in their report; this run is down again by then.
                    console.say(Texts.page(ports, directories));
                }
                String token = credentials.operatorToken(clock.instant());
                Pass pass = pass(target, ports, token, start, suite.graph(), suite::check);
                tell(
                        pass.summary(),
                        Texts.report(pass.summary(), pass.sync(), target, ports, directories));
                if (!options.once()) {
                    inventory(target, ports, token)
                            .startTheRest()
                            .map(Texts::rest)
                            .ifPresent(console::say);
                    console.say("Running; Ctrl-C stops everything.");
                    suite.stayUp(() ->
                            directories.writeHeader(credentials.operatorToken(clock.instant())));
                }
            }
        } catch (IOException e) {
            throw Stop.because("Cannot write to " + directories.work() + ": " + e.getMessage());
        }
    }

    /** What a pass came to. */
    private record Pass(Summary summary, Sync sync) {}

    private Pass pass(
            Target target, Ports ports, String token, Instant start, Graph graph, Runnable check)
            throws InterruptedException {
        Delivery events = events(target, ports, token);
        Optional<Delivery> mirror = mirror(target, ports, token);
        Optional<Delivery> closure = closure(target, ports, token);
        Sync sync =
                new FirstPass(
                                inventory(target, ports, token),
                                Stream.of(Optional.of(events), mirror, closure)
                                        .flatMap(Optional::stream)
                                        .toList(),
                                check,
                                console,
                                pause)
                        .run();
        events.note().ifPresent(console::say);
        return new Pass(
                new Summary(
                        graph.hosts(),
                        events.delivered(),
                        mirror.map(Delivery::delivered).orElse(0L),
                        closure.map(Delivery::delivered).orElse(0L),
                        Duration.between(start, clock.instant())),
                sync);
    }

    /** The pass on a simulated suite that somebody else runs, which must know the token. */
    private void attached(Target target, Ports ports) throws InterruptedException {
        if (!target.isSimulated()) {
            throw Stop.usage(
                    "--attach needs a suite with a simulator; unset FALCON_CLIENT_ID and FALCON_CLIENT_SECRET.");
        }
        String token = tokenFromFile();
        Instant start = clock.instant();
        var simulator = new SimulatorApi(ports.number(Port.SIMULATOR));
        simulator.indicators(options.simulatedIndicators(), false);
        simulator.alerts(options.simulatedAlerts());
        try (Graph graph = new Graph(ports.bolt())) {
            Summary summary = pass(target, ports, token, start, graph, () -> {}).summary();
            tell(summary, Texts.done(summary));
        }
    }

    private String tokenFromFile() {
        String file = environment.getOrDefault(TOKEN_FILE, "").strip();
        if (file.isEmpty()) {
            throw Stop.usage("--attach needs " + TOKEN_FILE + ": a file with a bearer token.");
        }
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw Stop.usage(TOKEN_FILE + " names a file that cannot be read: " + e.getMessage());
        }
    }

    private static InventoryApi inventory(Target target, Ports ports, String token) {
        return new InventoryApi(ports.number(Port.INVENTORY), target.tenant(), token);
    }

    private Delivery events(Target target, Ports ports, String token) {
        var stream =
                new StreamApi(
                        ports.number(Port.STREAM),
                        ports.number(Port.STREAM_MANAGEMENT),
                        target.tenant(),
                        token);
        if (!target.isSimulated()) {
            return new CloudDelivery(stream, clock);
        }
        var simulator = new SimulatorApi(ports.number(Port.SIMULATOR));
        return new SimulatedDelivery(simulator, stream, options.simulatedEvents(), clock);
    }

    /** Empty with the real cloud: there is no OpenCTI to mirror from. */
    private Optional<Delivery> mirror(Target target, Ports ports, String token) {
        if (!target.isSimulated()) {
            return Optional.empty();
        }
        return Optional.of(
                new SimulatedMirror(
                        new SimulatorApi(ports.number(Port.SIMULATOR)),
                        new IocApi(ports.number(Port.IOC), target.tenant(), token),
                        options.simulatedIndicators(),
                        clock));
    }

    /** Empty with the real cloud, where a person decides what is closed. */
    private Optional<Delivery> closure(Target target, Ports ports, String token) {
        if (!target.isSimulated() || options.simulatedAlerts() == 0) {
            return Optional.empty();
        }
        return Optional.of(
                new SimulatedClosure(
                        new SimulatorApi(ports.number(Port.SIMULATOR)),
                        new ClosureApi(ports.number(Port.ALERTS), target.tenant(), token),
                        options.simulatedAlerts(),
                        clock));
    }

    private void tell(Summary summary, String report) {
        if (options.json()) {
            out.println(summary.json());
        }
        if (options.once()) {
            console.say(Texts.done(summary));
        } else if (options.json()) {
            console.say(report);
        } else {
            out.println(report);
        }
    }

    private static Set<Port> needed(Target target) {
        return target.isSimulated()
                ? EnumSet.allOf(Port.class)
                : EnumSet.complementOf(EnumSet.of(Port.SIMULATOR, Port.IOC, Port.IOC_MANAGEMENT));
    }
}
