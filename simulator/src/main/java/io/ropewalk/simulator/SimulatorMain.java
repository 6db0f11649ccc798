package io.ropewalk.simulator;

import io.ropewalk.simulator.feed.FeedSpec;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * Runs the simulator until it is told to stop. Settings come from the environment: {@code
 * ROPEWALK_SIMULATOR_PORT} (8090), {@code _BIND} (127.0.0.1), {@code _SEED}, {@code _HOSTS}, {@code
 * _HIDDEN_HOSTS}, {@code _EVENTS}, {@code _PARTITIONS}, {@code _LIMITS} ({@code observed} or {@code
 * off}). Everything else is set over {@code /_sim}.
 */
public final class SimulatorMain {
    private static final String PREFIX = "ROPEWALK_SIMULATOR_";
    private static final int DEFAULT_PORT = 8090;

    /** Something that ends the program with one sentence. */
    private static final class Misconfigured extends Exception {
        private static final long serialVersionUID = 1L;

        private Misconfigured(String sentence) {
            super(sentence);
        }
    }

    private SimulatorMain() {}

    public static void main(String[] args) throws InterruptedException {
        var status = run(System.getenv());
        if (status != 0) {
            System.exit(status);
        }
    }

    // command line: prints on purpose
    private static int run(Map<String, String> environment) throws InterruptedException {
        try {
            var simulator = start(environment);
            var stopped = new CountDownLatch(1);
            Runtime.getRuntime()
                    .addShutdownHook(
                            new Thread(() -> {
                                simulator.close();
                                stopped.countDown();
                            }));
            System.out.println("simulator listens at " + simulator.baseUri());
            stopped.await();
            return 0;
        } catch (Misconfigured e) {
            System.err.println(e.getMessage());
            return 1;
        }
    }

    // command line: end

    private static Simulator start(Map<String, String> environment) throws Misconfigured {
        var port = (int) number(environment, "PORT", DEFAULT_PORT, 65_535);
        var bind = environment.getOrDefault(PREFIX + "BIND", "127.0.0.1");
        try {
            var address = new InetSocketAddress(InetAddress.getByName(bind), port);
            return Simulator.start(scenario(environment), address);
        } catch (BindException e) {
            throw new Misconfigured(
                    "Port "
                            + port
                            + " on "
                            + bind
                            + " is taken or not ours to use: free it, or choose another with ROPEWALK_SIMULATOR_PORT.");
        } catch (IOException e) {
            throw new Misconfigured(
                    "The simulator cannot listen on "
                            + bind
                            + " (ROPEWALK_SIMULATOR_BIND): "
                            + e.getMessage()
                            + ".");
        }
    }

    private static Scenario scenario(Map<String, String> environment) throws Misconfigured {
        var hosts = (int) number(environment, "HOSTS", Scenario.DEFAULT_HOSTS, 4_000_000);
        var hidden = (int) number(environment, "HIDDEN_HOSTS", 0, 4_000_000);
        var events = number(environment, "EVENTS", 0, FeedSpec.MAX_EVENTS);
        var partitions = (int) number(environment, "PARTITIONS", 1, FeedSpec.MAX_PARTITIONS);
        var tenant =
                Tenant.standard(hosts)
                        .withHiddenHosts(hidden)
                        .withFeed(FeedSpec.ofEvents(partitions, events));
        var scenario = Scenario.ofTenants(List.of(tenant));
        scenario = scenario.withSeed(number(environment, "SEED", scenario.seed(), Long.MAX_VALUE));
        return switch (environment.getOrDefault(PREFIX + "LIMITS", "observed")) {
            case "observed" -> scenario;
            case "off" -> scenario.withLimits(Limits.OFF);
            default ->
                    throw new Misconfigured(
                            "ROPEWALK_SIMULATOR_LIMITS must be 'observed' or 'off'.");
        };
    }

    private static long number(
            Map<String, String> environment, String name, long otherwise, long most)
            throws Misconfigured {
        var text = environment.get(PREFIX + name);
        if (text == null || text.isBlank()) {
            return otherwise;
        }
        try {
            var value = Long.parseLong(text.strip());
            if (value >= 0 && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new Misconfigured(PREFIX + name + " is not a whole number.");
        }
        throw new Misconfigured(PREFIX + name + " must lie between 0 and " + most + ".");
    }
}
