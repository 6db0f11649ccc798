package io.ropewalk.inventory.questions;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What has a sensor, and how well it protects. */
public final class Coverage {
    private static final Comparator<Counted> NEWEST_FIRST =
            Comparator.comparing(
                    counted -> SensorVersion.read(counted.value()),
                    Comparator.comparing(
                            version -> version.orElse(new SensorVersion(List.of(-1L))),
                            Comparator.reverseOrder()));

    private final EstateGraph graph;

    public Coverage(EstateGraph graph) {
        this.graph = graph;
    }

    /**
     * Who is asked about.
     *
     * @param only whether there is no other tenant
     */
    public record Asked(String tenant, boolean only) {}

    /**
     * The tenant's cloud instances in numbers. An account is the tenant's when its hosts name it;
     * one that nobody's hosts name can only be told where there is a single tenant.
     */
    public CloudCoverage cloud(Asked asked) {
        List<CloudPlace> places = graph.cloudPlaces(asked.tenant());
        List<CloudGroup> groups =
                places.stream()
                        .filter(place -> belongs(place, asked))
                        .map(CloudPlace::group)
                        .sorted(Comparator.comparingLong(CloudGroup::withoutSensor).reversed())
                        .toList();
        return new CloudCoverage(
                groups.stream().mapToLong(CloudGroup::instances).sum(),
                groups.stream().mapToLong(CloudGroup::withoutSensor).sum(),
                places.stream()
                        .filter(place -> !place.claimed() && !asked.only())
                        .mapToLong(place -> place.group().instances())
                        .sum(),
                groups);
    }

    /** A page of the tenant's instances without a sensor, by provider and id. */
    public List<CloudInstance> withoutSensor(
            Asked asked, InstanceFilter filter, Optional<InstanceKey> after, int limit) {
        List<CloudPlace> mine =
                graph.cloudPlaces(asked.tenant()).stream()
                        .filter(place -> belongs(place, asked))
                        .toList();
        List<String> accounts =
                mine.stream()
                        .map(place -> place.group().account())
                        .filter(account -> account != null)
                        .distinct()
                        .toList();
        return graph.withoutSensor(
                new Accounts(accounts, accounts.size() < mine.size() && asked.only()),
                filter,
                after,
                limit);
    }

    /** The tenant's hosts in numbers. */
    public HostCoverage hosts(String tenant) {
        List<HostGroupCount> groups = graph.hostGroups(tenant);
        return new HostCoverage(
                groups.stream().mapToLong(HostGroupCount::hosts).sum(),
                counted(groups, HostGroupCount::platform).stream()
                        .sorted(Comparator.comparingLong(Counted::count).reversed())
                        .toList(),
                counted(groups, HostGroupCount::sensorVersion).stream()
                        .sorted(NEWEST_FIRST)
                        .toList(),
                groups.stream()
                        .filter(HostGroupCount::reducedFunctionality)
                        .mapToLong(HostGroupCount::hosts)
                        .sum(),
                graph.policies(tenant));
    }

    private static boolean belongs(CloudPlace place, Asked asked) {
        return place.ours() || (asked.only() && !place.claimed());
    }

    private static List<Counted> counted(
            List<HostGroupCount> groups, Function<HostGroupCount, String> by) {
        Map<Optional<String>, Long> sums =
                groups.stream()
                        .collect(
                                groupingBy(
                                        group -> Optional.ofNullable(by.apply(group)),
                                        HashMap::new,
                                        summingLong(HostGroupCount::hosts)));
        return sums.entrySet().stream()
                .map(sum -> new Counted(sum.getKey().orElse(null), sum.getValue()))
                .toList();
    }
}
