package io.ropewalk.inventory.questions;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which hosts need a look. */
public final class Hosts {
    private final EstateGraph graph;

    public Hosts(EstateGraph graph) {
        this.graph = graph;
    }

    /** Which sensor versions of the tenant are below this one. */
    public Outdated outdated(String tenant, SensorVersion below, Optional<String> platform) {
        List<Counted> all = graph.sensorVersions(tenant, platform);
        return new Outdated(
                all.stream()
                        .filter(counted -> isBelow(counted, below))
                        .sorted(
                                Comparator.comparing(counted ->
                                        SensorVersion.read(counted.value()).orElseThrow()))
                        .toList(),
                all.stream()
                        .filter(counted -> SensorVersion.read(counted.value()).isEmpty())
                        .mapToLong(Counted::count)
                        .sum());
    }

    /** A page of the hosts that have one of these versions, by id. */
    public List<HostLine> with(
            String tenant, Outdated found, Optional<String> platform, String after, int limit) {
        List<String> versions = found.versions().stream().map(Counted::value).toList();
        return versions.isEmpty()
                ? List.of()
                : graph.hostsWith(tenant, new VersionFilter(versions, platform), after, limit);
    }

    /** How many hosts were not seen since this time. */
    public Stale stale(String tenant, Instant since) {
        return graph.stale(tenant, text(since));
    }

    /** A page of the hosts that were not seen since this time, longest unseen first. */
    public List<HostLine> unseen(String tenant, Instant since, Optional<SeenKey> after, int limit) {
        return graph.unseen(tenant, text(since), after, limit);
    }

    /** A host of the tenant, with what protects it. */
    public Optional<HostProtection> protection(String tenant, String id) {
        return graph.host(tenant, id);
    }

    private static boolean isBelow(Counted counted, SensorVersion below) {
        return SensorVersion.read(counted.value())
                .filter(version -> version.compareTo(below) < 0)
                .isPresent();
    }

    /** In the vendor's form, whose order as text is the order in time. */
    private static String text(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
