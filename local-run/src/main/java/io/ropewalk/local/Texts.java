package io.ropewalk.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What is printed for people. */
final class Texts {

    private static final String HELP = "help.txt";

    private Texts() {}

    /** What {@code --help} prints. The script prints the same file where nothing is built yet. */
    static String help() {
        try (InputStream file = Texts.class.getResourceAsStream(HELP)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Where to watch with one's eyes, while everything is up. */
    static String page(Ports ports, Directories directories) {
        return "The page of alert-ops: %s/ (sign in with the token in %s)"
                .formatted(ports.http(Port.ALERTS), directories.header());
    }

    /** What the options ask for and this run will not do, a line each. */
    static List<String> notes(Options options, Target target) {
        List<String> notes = new ArrayList<>();
        if (!target.isSimulated() && options.hosts().isPresent()) {
            notes.add("--hosts has no effect: the hosts are those of the real cloud.");
        }
        if (!target.isSimulated() && options.events().isPresent()) {
            notes.add("--events has no effect: the events are those of the real cloud.");
        }
        if (!target.isSimulated() && options.indicators().isPresent()) {
            notes.add(
                    "--indicators has no effect: a local run mirrors nothing to the real cloud;"
                            + " ioc-sync/README.md tells how to do it from an OpenCTI of yours.");
        }
        if (!target.isSimulated() && options.alerts().isPresent()) {
            notes.add(
                    "--alerts has no effect: a local run closes nothing at the real cloud;"
                            + " the page of alert-ops and docs/closures.md tell how to do it.");
        }
        if (options.allowWrites() && target.isSimulated()) {
            notes.add("--allow-writes has no effect: the simulator may be written to anyway.");
        }
        return notes;
    }

    /** What was done and where to look. */
    static String report(
            Summary summary, Sync sync, Target target, Ports ports, Directories directories) {
        String api = ports.http(Port.INVENTORY);
        String stream = ports.http(Port.STREAM);
        return """

        %,d hosts are in the graph after %s s: %,d received, %,d created, %,d updated, %,d unchanged.
        %,d events were delivered to %s.
        %s
          graph           %s  (no password), for example: MATCH (h:CrowdstrikeHost) RETURN h.hostname LIMIT 10
          inventory-sync  %s  (health and metrics: %s/q/health, /q/metrics)
          event-stream    %s  (health and metrics: %s/q/health, /q/metrics)
          alert-ops       %s  (health and metrics: %s/q/health, /q/metrics)
          page            %s/  (sign in with the token in %s)
          auth-service    %s  (health and metrics: %s/q/health, /q/metrics)
        %s%s  logs            %s

          curl -H @%s %s/v1/tenants/%s/syncs
          curl -H @%s %s/v1/tenants/%s/coverage
          curl -H @%s %s/v1/tenants/%s/streams
          curl -H @%s "%s/v1/tenants/%s/detections?severity=high&limit=5"
        %s\
        """
                .formatted(
                        summary.hostsInGraph(),
                        summary.seconds(),
                        sync.hosts("received"),
                        sync.hosts("created"),
                        sync.hosts("updated"),
                        sync.hosts("unchanged"),
                        summary.eventsDelivered(),
                        target.isSimulated() ? "the simulator's receiver" : directories.events(),
                        mirrored(summary, target),
                        ports.bolt(),
                        api,
                        ports.http(Port.INVENTORY_MANAGEMENT),
                        stream,
                        ports.http(Port.STREAM_MANAGEMENT),
                        ports.http(Port.ALERTS),
                        ports.http(Port.ALERTS_MANAGEMENT),
                        ports.http(Port.ALERTS),
                        directories.header(),
                        ports.http(Port.AUTH),
                        ports.http(Port.AUTH_MANAGEMENT),
                        iocSync(target, ports),
                        simulator(target, ports),
                        directories.work().resolve("logs"),
                        directories.header(),
                        api,
                        target.tenant(),
                        directories.header(),
                        api,
                        target.tenant(),
                        directories.header(),
                        stream,
                        target.tenant(),
                        directories.header(),
                        ports.http(Port.ALERTS),
                        target.tenant(),
                        mirror(target, ports, directories));
    }

    private static String mirrored(Summary summary, Target target) {
        return target.isSimulated()
                ? "%,d indicators of the simulated OpenCTI are IOCs of the simulated Falcon.\n%,d of its alerts were closed.\n"
                        .formatted(summary.iocsMirrored(), summary.alertsClosed())
                : "";
    }

    private static String iocSync(Target target, Ports ports) {
        return target.isSimulated()
                ? "  ioc-sync        %s  (health and metrics: %s/q/health, /q/metrics)\n"
                        .formatted(ports.http(Port.IOC), ports.http(Port.IOC_MANAGEMENT))
                : "";
    }

    private static String mirror(Target target, Ports ports, Directories directories) {
        return target.isSimulated()
                ? "  curl -H @%s %s/v1/tenants/%s/mirror\n"
                        .formatted(directories.header(), ports.http(Port.IOC), target.tenant())
                : "";
    }

    /** That more is coming, and where to see it. */
    static String rest(String run) {
        return "Vulnerabilities, groups, policies, applications, users and logins are being loaded"
                + " now: "
                + run
                + " tells how far; then vulnerabilities/summary has an answer.";
    }

    private static String simulator(Target target, Ports ports) {
        return target.isSimulated()
                ? "  simulator       %s  (what arrived: /_sim/requests, %s, %s)\n"
                        .formatted(
                                ports.http(Port.SIMULATOR),
                                SimulatorApi.RECEIVED,
                                SimulatorApi.IOCS)
                : "";
    }

    static String done(Summary summary) {
        return "%,d hosts are in the graph, %,d events were delivered, %,d indicators mirrored and %,d alerts closed after %s s."
                .formatted(
                        summary.hostsInGraph(),
                        summary.eventsDelivered(),
                        summary.iocsMirrored(),
                        summary.alertsClosed(),
                        summary.seconds());
    }
}
