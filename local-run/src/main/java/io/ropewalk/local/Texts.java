package io.ropewalk.local;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is printed for people. */
final class Texts {

    static final String HELP =
            """
            Usage: ./local [options]

            Builds what is missing and runs everything on this machine: a simulated Falcon and OpenCTI, Neo4j,
            auth-service, inventory-sync, event-stream, ioc-sync and alert-ops. Loads the hosts into the graph, delivers
            the events to a receiver, mirrors OpenCTI's indicators to Falcon, closes alerts of one hash, says where
            to look, then loads vulnerabilities and all else into the graph, and stays up until Ctrl-C.

              --once            end by itself after the first full pass
              --json            print the summary as one line of JSON on standard output, all else on standard error
              --hosts N         hosts of the simulated customer (default %d, at most %d)
              --events N        events of the simulated customer (default %d, at most %d, 0 for none)
              --indicators N    indicators of the simulated OpenCTI (default %d, at most %d, 0 for none)
              --alerts N        alerts of the simulated customer to close (default %d, at most %d, 0 for none)
              --allow-writes    let alert-ops act on the real cloud when it is told to; else it only reads there
              --attach          start nothing; do the pass on a simulated suite that runs on the ports below, with the
                                token in the file ROPEWALK_LOCAL_TOKEN_FILE. --hosts and --events are what its
                                simulator holds
              --help            this text

            With FALCON_CLIENT_ID and FALCON_CLIENT_SECRET in the environment the real cloud is read instead of the
            simulator (customer "falcon"; the API client needs the scopes Hosts: read and Event streams: read;
            without the second there are no events; vulnerabilities, groups, policies, applications, users and
            logins, loaded without --once, need scopes of their own, and fail alone without). FALCON_CLOUD names its region (us-1, us-2, us-3, eu-1, us-gov-1,
            us-gov-2; default: found by itself), FALCON_MEMBER_CID a Flight Control child. Its events are written to
            .local/events from the oldest Falcon keeps; the summary counts those of the first %d s at most. Nothing is
            mirrored to it: ioc-sync/README.md tells how to do that from an OpenCTI of yours.

            Every run starts with an empty graph, which is gone when it ends, and with the oldest event. Logs and the
            token for your own calls are in .local (another directory: ROPEWALK_LOCAL_DIR). "seconds" in the summary
            counts from the start of the first program; building is not in it.

            Ports, all on 127.0.0.1; the variable changes one, 0 takes any free port:
            %s

            Exit codes: 0 done, 1 it went wrong, 2 the command line or a variable makes no sense, 130 Ctrl-C.
            """
                    .formatted(
                            Options.DEFAULT_HOSTS,
                            Options.MOST,
                            Options.DEFAULT_EVENTS,
                            Options.MOST,
                            Options.DEFAULT_INDICATORS,
                            Options.MOST,
                            Options.DEFAULT_ALERTS,
                            Options.MOST / 2,
                            CloudDelivery.WHILE.toSeconds(),
                            ports());

    private Texts() {}

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

    private static String ports() {
        return Stream.of(Port.values())
                .map(port ->
                        "  %-42s %d  %s".formatted(port.variable(), port.usual(), port.owner()))
                .collect(Collectors.joining("\n"));
    }
}
