package io.ropewalk.alertops.query;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Which assets. Of a list any may fit, an empty one narrows nothing.
 *
 * @param window when they were last seen
 * @param active those seen within the days of the window, 7 where it says none, or those not
 * @param entityTypes {@code managed}, {@code unmanaged}, {@code unsupported}; none means all
 */
public record DiscoverCriteria(
        Window window,
        Optional<Boolean> active,
        List<String> entityTypes,
        List<String> hostnames,
        Match match,
        List<String> hostIds,
        List<String> platforms,
        List<String> cloudProviders,
        List<String> cloudAccountIds) {
    public DiscoverCriteria {
        Objects.requireNonNull(window, "window");
        Objects.requireNonNull(active, "active");
        entityTypes = List.copyOf(entityTypes);
        hostnames = List.copyOf(hostnames);
        Objects.requireNonNull(match, "match");
        hostIds = Texts.lower(hostIds);
        platforms = List.copyOf(platforms);
        cloudProviders = List.copyOf(cloudProviders);
        cloudAccountIds = List.copyOf(cloudAccountIds);
    }
}
