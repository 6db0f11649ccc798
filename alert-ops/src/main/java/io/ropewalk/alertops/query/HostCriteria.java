package io.ropewalk.alertops.query;

import java.util.List;
import java.util.Objects;

/**
 * Which hosts. Of a list any may fit, an empty one narrows nothing.
 *
 * @param window when they were last seen
 * @param statuses of containment: {@code normal}, {@code containment_pending}, {@code contained},
 *     {@code lift_containment_pending}
 * @param platforms {@code Windows}, {@code Mac}, {@code Linux} and others
 * @param productTypes {@code Workstation}, {@code Server}, {@code Domain Controller}
 * @param ips addresses inside or outside
 * @param hidden whether the hidden hosts are wanted, in place of the others
 */
public record HostCriteria(
        Window window,
        List<String> hostIds,
        List<String> hostnames,
        Match match,
        List<String> statuses,
        List<String> platforms,
        List<String> productTypes,
        List<String> tags,
        List<String> groupIds,
        List<String> ips,
        List<String> agentVersions,
        List<String> serialNumbers,
        boolean hidden) {
    public HostCriteria {
        Objects.requireNonNull(window, "window");
        hostIds = Texts.lower(hostIds);
        hostnames = List.copyOf(hostnames);
        Objects.requireNonNull(match, "match");
        statuses = List.copyOf(statuses);
        platforms = List.copyOf(platforms);
        productTypes = List.copyOf(productTypes);
        tags = List.copyOf(tags);
        groupIds = Texts.lower(groupIds);
        ips = List.copyOf(ips);
        agentVersions = List.copyOf(agentVersions);
        serialNumbers = List.copyOf(serialNumbers);
    }
}
