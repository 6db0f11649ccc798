package io.ropewalk.local;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
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
        Directories directories = Directories.of(root, environment);
        Texts.notes(options, target).forEach(console::say);
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
                Delivery events = events(target, ports, token);
                Optional<Delivery> mirror = mirror(target, ports, token);
                Optional<Delivery> closure = closure(target, ports, token);
                Sync sync =
                        new FirstPass(
                                        inventory(target, ports, token),
                                        Stream.of(Optional.of(events), mirror, closure)
                                                .flatMap(Optional::stream)
                                                .toList(),
                                        suite::check,
                                        console,
                                        pause)
                                .run();
                Duration took = Duration.between(start, clock.instant());
                Summary summary =
                        new Summary(
                                suite.graph().hosts(),
                                events.delivered(),
                                mirror.map(Delivery::delivered).orElse(0L),
                                closure.map(Delivery::delivered).orElse(0L),
                                took);
                events.note().ifPresent(console::say);
                tell(summary, Texts.report(summary, sync, target, ports, directories));
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
